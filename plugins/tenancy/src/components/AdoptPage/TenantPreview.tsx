import { Button, Checkbox, Text } from '@backstage/ui';
import type {
  AdoptionTenant,
  PublishedView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { Disclosure } from '../Disclosure';
import { CopyBlock } from '../SetupPage/CopyBlock';
import { reasonText } from './reasonText';
import { Proposed } from './Proposed';
import setup from '../SetupPage/SetupPage.module.css';
import styles from './AdoptPage.module.css';

const FATES = ['same', 'changed', 'new', 'kept', 'listed'] as const;

/** One tenant as it would be adopted: what becomes of its objects, what to look at, its files, and the way into Git. */
export function TenantPreview(props: {
  tenant: AdoptionTenant;
  isPush: boolean;
  isBusy: boolean;
  isChosen: boolean;
  /** Absent where it can't be chosen now. */
  onChoose?: (isChosen: boolean) => void;
  done?: PublishedView;
  problem?: string;
  onPropose: () => void;
}) {
  const { tenant, isPush, isBusy, isChosen, problem } = props;
  const done =
    props.done ??
    (tenant.pullRequest ? { url: tenant.pullRequest } : undefined);
  const { onChoose, onPropose } = props;
  const { counts, blocked, groups, existing, files } = tenant;
  const t = useTexts();
  const name = tenant.tenant;
  const closes = groups.some(
    ({ fate, kind, names }) =>
      fate === 'new' &&
      kind === 'NetworkPolicy' &&
      names.includes('default-deny'),
  );
  return (
    <li className={`${setup.cluster} ${styles.choice}`}>
      <Checkbox
        aria-label={t('adopt.choose.one', { tenant: name })}
        isSelected={isChosen}
        isDisabled={!onChoose || blocked.length > 0 || Boolean(done)}
        onChange={onChoose}
      />
      <Disclosure
        summary={
          <span className={setup.head}>
            <span className={setup.name}>{name}</span>
            <span className={setup.quiet}>
              {t('adopt.preview.owner', {
                owner: tenant.owner,
                tier: tenant.tier,
              })}
              {tenant.tierBy === 'nearest' && `, ${t('adopt.preview.nearest')}`}
              {tenant.tierBy === 'largest' && `, ${t('adopt.preview.largest')}`}
            </span>
            <span className={setup.quiet}>
              {FATES.filter(fate => counts[fate] > 0)
                .map(fate =>
                  t(`adopt.preview.counts.${fate}`, { count: counts[fate] }),
                )
                .join(', ')}
            </span>
            {done && (
              <strong className={setup.state}>
                {t(done.commit ? 'adopt.preview.done' : 'adopt.preview.waits')}
              </strong>
            )}
          </span>
        }
      >
        <div className={setup.body}>
          <p className={setup.quiet}>
            {tenant.namespaces
              .map(
                ({ environment, namespace }) => `${environment}/${namespace}`,
              )
              .join(', ')}
          </p>
          <Lines
            title={t('adopt.preview.blocked')}
            lines={blocked.map(reason => reasonText(reason, t))}
            isBad
          />
          {existing.length > 0 && (
            <CopyBlock
              title={t('adopt.preview.existing')}
              hint={t('adopt.preview.existingHint')}
              text={existing
                .map(
                  each =>
                    `- { tenant: ${each.tenant}, environment: ${each.environment}, namespace: ${each.namespace} }\n`,
                )
                .join('')}
            />
          )}
          <Lines
            title={t('adopt.preview.grants')}
            lines={[
              ...tenant.grants,
              ...(closes ? [t('adopt.preview.closes')] : []),
            ]}
          />
          <Lines title={t('adopt.preview.left')} lines={tenant.left} />
          <Lines
            title={t('adopt.preview.credentials')}
            lines={tenant.credentials.map(
              each =>
                `${each.environment}/${each.namespace} ${each.kind} ${each.name}: ${each.field}`,
            )}
          />
          {groups.length > 0 && <Groups tenant={tenant} />}
          {files.length > 0 && (
            <Disclosure
              summary={
                <span className={setup.quiet}>
                  {`${t('adopt.preview.files')} (${files.length})`}
                </span>
              }
            >
              {files.map(({ path, content }) => (
                <Disclosure
                  key={path}
                  summary={<code className={styles.long}>{path}</code>}
                >
                  {content === undefined ? (
                    <p className={setup.quiet}>{t('adopt.preview.long')}</p>
                  ) : (
                    // Scrolled by the keyboard, too.
                    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                    <pre className={setup.code} tabIndex={0} aria-label={path}>
                      {content}
                    </pre>
                  )}
                </Disclosure>
              ))}
            </Disclosure>
          )}
          {problem && (
            <p role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
          {done ? (
            <Proposed done={done} isEarlier={!props.done} />
          ) : (
            blocked.length === 0 && (
              <div>
                <Button size="small" isPending={isBusy} onPress={onPropose}>
                  {t(
                    isPush ? 'adopt.preview.commit' : 'adopt.preview.propose',
                    { tenant: name },
                  )}
                </Button>
              </div>
            )
          )}
        </div>
      </Disclosure>
    </li>
  );
}

/** What becomes of objects, those alike in one row. */
function Groups(props: { tenant: AdoptionTenant }) {
  const { tenant, groups, further } = props.tenant;
  const t = useTexts();
  return (
    <>
      <DataTable
        label={t('adopt.preview.objectsOf', { tenant })}
        items={groups}
        keyOf={({ fate, environment, kind, why, names }) =>
          [fate, environment, kind, why, names[0]].join(' ')
        }
        columns={[
          {
            id: 'fate',
            label: t('adopt.preview.fate'),
            text: ({ fate }) => fate,
            cell: ({ fate }) => t(`adopt.preview.fates.${fate}`),
          },
          {
            id: 'objects',
            label: t('adopt.preview.objects'),
            text: ({ kind, names }) => `${kind} ${names.join(', ')}`,
            cell: ({ environment, kind, names, count }) => (
              <span className={styles.long}>
                {[environment, kind].filter(Boolean).join(' ')}{' '}
                {names.join(', ')}
                {count > names.length &&
                  ` ${t('adopt.preview.and', {
                    number: count - names.length,
                  })}`}
              </span>
            ),
          },
          {
            id: 'why',
            label: t('adopt.preview.why'),
            text: group => reasonText(group, t),
            isWide: true,
            cell: ({ differences = [], ...group }) => (
              <>
                {reasonText(group, t)}
                {differences.length > 0 && (
                  <ul className={styles.says}>
                    {differences.map(({ path, there, rendered }) => (
                      <li key={path}>
                        <code>{path}</code>{' '}
                        {there !== undefined &&
                          t('adopt.preview.there', { value: there })}
                        {there !== undefined && rendered !== undefined && ', '}
                        {rendered !== undefined &&
                          t('adopt.preview.rendered', { value: rendered })}
                      </li>
                    ))}
                  </ul>
                )}
              </>
            ),
          },
        ]}
      />
      {further > 0 && (
        <Text as="p" color="secondary" variant="body-small">
          {t('adopt.preview.further', { number: further })}
        </Text>
      )}
    </>
  );
}

function Lines(props: {
  title: string;
  lines: readonly string[];
  isBad?: boolean;
}) {
  const { title, lines, isBad } = props;
  return lines.length === 0 ? null : (
    <div className={isBad ? styles.problem : undefined}>
      <strong>{title}</strong>
      <ul className={styles.says}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
