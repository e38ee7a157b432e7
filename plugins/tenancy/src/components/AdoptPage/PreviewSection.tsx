import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AdoptionPreview,
  PublishedView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { OwnerRule } from '@groundwork/engine';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { usePlatform } from '../../hooks';
import { useTenancyMutation } from '../../queries';
import { useTexts } from '../../translations';
import { wordsOf } from '../Acting';
import { LoadingLines } from '../QueryState';
import { ChooseTenants, MOST_CHOSEN } from './ChooseTenants';
import { TenantPreview } from './TenantPreview';
import setup from '../SetupPage/SetupPage.module.css';
import surface from '../../styles/surface.module.css';
import styles from './AdoptPage.module.css';

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
    mutationFn: (tenants: readonly string[]) =>
      api.proposeAdoption({ rules, tenants: [...tenants] }),
    onSuccess: (published, tenants) => {
      setDone(before => ({
        ...before,
        ...Object.fromEntries(tenants.map(tenant => [tenant, published])),
      }));
      setChosen(before => before.filter(each => !tenants.includes(each)));
      onAdopted();
    },
  });
  const propose = (tenants: readonly string[]) =>
    proposal.isPending || proposal.mutate(tenants);
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
    ({ tenant, blocked }) => blocked.length === 0 && !done[tenant],
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
          problem={
            proposal.error && (proposal.variables ?? []).length > 1
              ? wordsOf(proposal.error, t)
              : undefined
          }
          onPropose={() => propose(chosen)}
        />
      )}
      {view && view.items.length > 0 && (
        <ul
          className={`${setup.clusters} ${surface.surface}`}
          aria-label={t('adopt.preview.title')}
        >
          {view.items.map(tenant => (
            <TenantPreview
              key={tenant.tenant}
              tenant={tenant}
              isPush={platform?.publish === 'push'}
              isBusy={
                proposal.isPending && proposal.variables.includes(tenant.tenant)
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
                proposal.error && proposal.variables?.join() === tenant.tenant
                  ? wordsOf(proposal.error, t)
                  : undefined
              }
              onPropose={() => propose([tenant.tenant])}
            />
          ))}
        </ul>
      )}
      {view && view.others.length > 0 && (
        <div>
          <strong>{t('adopt.preview.others')}</strong>
          <ul className={styles.says}>
            {view.others.map(({ kind, names, why }) => (
              <li key={`${kind} ${names.join()}`}>
                {kind} {names.join(', ')}: {why}
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
