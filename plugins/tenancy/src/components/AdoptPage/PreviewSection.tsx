import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AdoptionPreview,
  PublishedView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { OwnerRule } from '@groundwork/engine';
import { useEffect, useRef, useState } from 'react';
import { tenancyApiRef } from '../../api';
import { usePlatform } from '../../hooks';
import { useTenancyMutation } from '../../queries';
import { useTexts } from '../../translations';
import { wordsOf } from '../Acting';
import { LoadingLines } from '../QueryState';
import { reasonText } from './reasonText';
import { ChooseTenants, MOST_CHOSEN } from './ChooseTenants';
import { Proposed } from './Proposed';
import { TenantPreview } from './TenantPreview';
import setup from '../SetupPage/SetupPage.module.css';
import surface from '../../styles/surface.module.css';
import styles from './AdoptPage.module.css';

/** What goes to Git, and whether it was chosen or asked for in the row of a tenant. */
interface Asked {
  tenants: readonly string[];
  isChoice: boolean;
}

/** Tenants of a page of the preview. */
const PAGE = 20;

/** What would become of the tenants that rules make, page by page, since all of their objects are read for it. */
export function PreviewSection(props: {
  rules: OwnerRule[];
  onAdopted: () => void;
}) {
  const { rules, onAdopted } = props;
  const t = useTexts();
  const api = useApi(tenancyApiRef);
  const { data: platform } = usePlatform();
  const [view, setView] = useState<AdoptionPreview>();
  const [done, setDone] = useState<Record<string, PublishedView>>({});
  const [together, setTogether] = useState<{
    done: PublishedView;
    count: number;
  }>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const preview = useTenancyMutation({
    mutationFn: (offset: number) =>
      api.previewAdoption({ rules, offset, limit: PAGE }),
    onSuccess: (next, offset) =>
      setView(
        view && offset > 0
          ? {
              ...next,
              items: [...view.items, ...next.items],
              others: [...view.others, ...next.others],
              notRead: [...view.notRead, ...next.notRead],
            }
          : next,
      ),
  });
  const proposal = useTenancyMutation({
    mutationFn: ({ tenants }: Asked) =>
      api.proposeAdoption({ rules, tenants: [...tenants] }),
    onSuccess: (published, { tenants, isChoice: isOfMany }) => {
      if (isOfMany) {
        setTogether({ done: published, count: tenants.length });
      }
      setDone(before => ({
        ...before,
        ...Object.fromEntries(tenants.map(tenant => [tenant, published])),
      }));
      setChosen(before => before.filter(each => !tenants.includes(each)));
      onAdopted();
    },
  });
  const propose = (asked: Asked) =>
    proposal.isPending || proposal.mutate(asked);
  const asked = proposal.variables;
  const problem = proposal.error ? wordsOf(proposal.error, t) : undefined;
  const list = useRef<HTMLUListElement>(null);
  const shown = view?.items.length ?? 0;
  const before = useRef(shown);
  useEffect(() => {
    // The button for more goes with the last of them, and the focus with it.
    if (document.activeElement === document.body && before.current > 0) {
      list.current?.children[before.current]
        ?.querySelector<HTMLElement>('button')
        ?.focus();
    }
    before.current = shown;
  }, [shown]);
  if (rules.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('adopt.preview.noRules')}
      </Text>
    );
  }
  const notRead = view
    ? [...new Map(view.notRead.map(e => [e.place, e])).values()]
    : [];
  const open = (view?.items ?? []).filter(
    ({ tenant, blocked, pullRequest }) =>
      blocked.length === 0 && !pullRequest && !done[tenant],
  );
  // Once what can go to Git is there, nothing has to be said of the rest.
  const isChoice =
    view !== undefined &&
    view.items.length > 1 &&
    (open.length > 0 || !view.items.some(({ tenant }) => done[tenant]));
  return (
    <>
      <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="secondary"
          isPending={preview.isPending}
          onPress={() => preview.mutate(0)}
        >
          {t(view ? 'adopt.preview.again' : 'adopt.preview.title')}
        </Button>
        <Text as="span" variant="body-small" color="secondary" role="status">
          {preview.isPending
            ? t('adopt.preview.working')
            : view &&
              t('adopt.preview.of', {
                shown: view.items.length,
                total: view.total,
              })}
        </Text>
      </Flex>
      {preview.error && (
        <p role="alert" className={styles.problem}>
          {wordsOf(preview.error, t)}
        </p>
      )}
      {preview.isPending && !view && <LoadingLines lines={4} />}
      {notRead.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('adopt.preview.notRead')}
          description={notRead
            .slice(0, 10)
            .map(({ place, why }) => `${place}: ${why}`)
            .join('; ')}
        />
      )}
      {isChoice && (
        <ChooseTenants
          items={open}
          chosen={chosen}
          onChoose={setChosen}
          isPush={platform?.publish === 'push'}
          isBusy={proposal.isPending}
          problem={asked?.isChoice ? problem : undefined}
          onPropose={() => propose({ tenants: chosen, isChoice: true })}
        />
      )}
      {together && <Proposed {...together} />}
      {view && view.items.length > 0 && (
        <ul
          className={`${setup.clusters} ${surface.surface}`}
          aria-label={t('adopt.preview.title')}
          ref={list}
        >
          {view.items.map(tenant => (
            <TenantPreview
              key={tenant.tenant}
              tenant={tenant}
              isPush={platform?.publish === 'push'}
              isBusy={
                proposal.isPending &&
                proposal.variables.tenants.includes(tenant.tenant)
              }
              isChosen={chosen.includes(tenant.tenant)}
              onChoose={
                view.items.length > 1 &&
                (chosen.length < MOST_CHOSEN || chosen.includes(tenant.tenant))
                  ? isChosen =>
                      setChosen(
                        isChosen
                          ? [...chosen, tenant.tenant]
                          : chosen.filter(each => each !== tenant.tenant),
                      )
                  : undefined
              }
              done={done[tenant.tenant]}
              problem={
                !asked?.isChoice && asked?.tenants[0] === tenant.tenant
                  ? problem
                  : undefined
              }
              onPropose={() =>
                propose({ tenants: [tenant.tenant], isChoice: false })
              }
            />
          ))}
        </ul>
      )}
      {view && view.others.length > 0 && (
        <div>
          <strong>{t('adopt.preview.others')}</strong>
          <ul className={styles.says}>
            {view.others.map(({ kind, names, ...reason }) => (
              <li key={`${kind} ${names.join()}`}>
                {kind} {names.join(', ')}: {reasonText(reason, t)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {view?.next !== undefined && (
        <div>
          <Button
            variant="secondary"
            isPending={preview.isPending}
            onPress={() => preview.mutate(view.next ?? 0)}
          >
            {t('adopt.list.more')}
          </Button>
        </div>
      )}
    </>
  );
}
