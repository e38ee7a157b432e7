import {
  Alert,
  Button,
  Container,
  Flex,
  SearchField,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type {
  AdoptionNamespace,
  AdoptionState,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { OwnerRule } from '@groundwork/engine';
import {
  type ReactNode,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { usePageTitle } from '../../hooks';
import { plainReason, readProblemOf } from '../../status';
import { useTexts } from '../../translations';
import { wordsOf } from '../Acting';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { CopyBlock } from '../SetupPage/CopyBlock';
import { NamespaceTable } from './NamespaceTable';
import { PreviewSection } from './PreviewSection';
import { keepDrafts, keptDrafts, newDraft, rulesOf } from './ruleDrafts';
import { RuleEditor } from './RuleEditor';
import { useNamespaces } from './useNamespaces';
import chips from '../../styles/chips.module.css';
import setup from '../SetupPage/SetupPage.module.css';

const STATES = ['mapped', 'open', 'adopted', 'system'] as const;

const COMMAND =
  'groundwork adopt --owners owners.yaml --kubeconfig kubeconfig --git .\ngroundwork render .\n';

/**
 * What is on the clusters and no tenant's yet, for those who run the platform: whose it is by their rules, what would become of it, and the
 * way into Git.
 *
 * @public
 */
export function AdoptPage() {
  const t = useTexts();
  usePageTitle(`${t('adopt.title')} · ${t('estate.title')}`);
  const [drafts, setDrafts] = useState(keptDrafts);
  const [rules, setRules] = useState<OwnerRule[]>(() => rulesOf(drafts) ?? []);
  const [begun, setBegun] = useState<number>();
  const [state, setState] = useState<AdoptionState>();
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const namespaces = useNamespaces({
    rules,
    ...(state ? { state } : {}),
    ...(search ? { search } : {}),
  });
  const { data: answer, error, refetch, dataUpdatedAt } = namespaces;
  const shown = useRef<HTMLSpanElement>(null);
  const wasMore = useRef(false);
  const { hasNextPage } = namespaces;
  useEffect(() => {
    // With the last namespaces the button for more goes, and the focus with it.
    if (
      !hasNextPage &&
      wasMore.current &&
      document.activeElement === document.body
    ) {
      shown.current?.focus();
    }
    wasMore.current = hasNextPage;
  }, [hasNextPage]);
  // Rules that are refused leave the page as it was.
  const [data, setData] = useState(answer);
  if (answer && answer !== data) {
    setData(answer);
  }
  const [view] = data?.pages ?? [];
  const change = (next: typeof drafts) => {
    setDrafts(next);
    keepDrafts(next);
  };
  const written = rulesOf(drafts);
  const isApplied = JSON.stringify(written) === JSON.stringify(rules);

  if (!view) {
    return (
      <Container>
        {!error && <LoadingLines lines={8} />}
        {error && readProblemOf(error) === 'notShown' && (
          <Text as="p">{t('adopt.notAdmin')}</Text>
        )}
        {error && readProblemOf(error) !== 'notShown' && (
          <>
            <QueryProblem error={error} onRetry={refetch} />
            {rules.length > 0 && (
              <Button variant="secondary" onPress={() => setRules([])}>
                {t('estate.clear')}
              </Button>
            )}
          </>
        )}
      </Container>
    );
  }
  const { counts } = view;
  const total = counts.adopted + counts.mapped + counts.open;
  const isAllAdopted =
    counts.mapped + counts.open === 0 && view.unread.length === 0;
  // Rules that somebody wrote stay to be seen and changed.
  const needsRules = !isAllAdopted || drafts.length > 0;
  const items = data?.pages.flatMap(page => page.items) ?? [];
  const begin = (rule: Partial<OwnerRule> = {}) => {
    const draft = newDraft(rule);
    change([...drafts, draft]);
    setBegun(draft.id);
  };
  const nameOwner = ({ namespace, environment }: AdoptionNamespace) =>
    begin({ namespace, environment });
  return (
    <Container>
      <Flex direction="column" gap="4">
        <div>
          <h2 className={setup.title}>{t('adopt.title')}</h2>
          <Text as="p" color="secondary">
            {t('adopt.lead')}
          </Text>
        </div>
        {view.unread.map(({ cluster, why }) => (
          <Alert
            key={cluster}
            status="warning"
            icon
            title={t('adopt.unread', {
              cluster,
              why: plainReason(why, t).text,
            })}
          />
        ))}
        {total > 0 && (
          <Text as="p" weight="bold">
            {t('adopt.progress', { adopted: counts.adopted, total })}
          </Text>
        )}
        {isAllAdopted && (
          <Text as="p">
            {t(total === 0 ? 'adopt.none' : 'adopt.nothingRemains')}
          </Text>
        )}
        {needsRules && (
          <Section title={t('adopt.rules.title')}>
            <RuleEditor
              drafts={drafts}
              onChange={change}
              onBegin={() => begin()}
              begun={begun}
              onApply={() => setRules(written ?? [])}
              isApplied={isApplied}
              problem={error ? wordsOf(error, t) : undefined}
              view={view}
            />
          </Section>
        )}
        <Section title={t('adopt.list.title')}>
          <SearchField
            aria-label={t('adopt.search')}
            placeholder={t('adopt.searchHint')}
            value={text}
            onChange={setText}
          />
          <ToggleButtonGroup
            aria-label={t('adopt.states.label')}
            className={chips.chips}
            selectionMode="single"
            selectedKeys={state ? [state] : []}
            onSelectionChange={keys =>
              setState(STATES.find(each => keys.has(each)))
            }
          >
            {STATES.map(each => (
              <ToggleButton key={each} id={each} size="small">
                {`${t(`adopt.states.${each}`)} ${counts[each]}`}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {items.length === 0 ? (
            <Text as="p" color="secondary">
              {t('adopt.list.nothing')}
            </Text>
          ) : (
            <NamespaceTable items={items} onNameOwner={nameOwner} />
          )}
          <Flex gap="3" align="center">
            {hasNextPage && (
              <Button
                variant="secondary"
                size="small"
                isPending={namespaces.isFetchingNextPage}
                onPress={() => {
                  namespaces.fetchNextPage();
                }}
              >
                {t('adopt.list.more')}
              </Button>
            )}
            <span ref={shown} tabIndex={-1}>
              <Text as="span" variant="body-small" color="secondary">
                {t('adopt.list.shown', {
                  shown: items.length,
                  total: view.total,
                })}
              </Text>
            </span>
          </Flex>
        </Section>
        {needsRules && (
          <Section title={t('adopt.preview.title')}>
            <Text as="p" color="secondary">
              {t('adopt.preview.hint')}
            </Text>
            <PreviewSection
              key={JSON.stringify(rules)}
              rules={rules}
              onAdopted={() => {
                namespaces.lookOften();
              }}
            />
          </Section>
        )}
        {rules.length > 0 && (
          <Section title={t('adopt.command.title')}>
            <CopyBlock
              title={t('adopt.command.owners')}
              hint={t('adopt.command.ownersHint')}
              text={view.owners}
              isFolded
            />
            <CopyBlock
              title={t('adopt.command.command')}
              hint={t('adopt.command.commandHint')}
              text={COMMAND}
            />
          </Section>
        )}
        <Text as="div" variant="body-small" color="secondary">
          <Freshness
            sources={[]}
            error={error ?? undefined}
            answeredAt={dataUpdatedAt}
          />
        </Text>
      </Flex>
    </Container>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={setup.heading}>{props.title}</h3>
      <Flex direction="column" gap="3">
        {props.children}
      </Flex>
    </section>
  );
}
