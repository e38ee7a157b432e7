import { Text } from '@backstage/ui';
import type { TenantQuotaView } from '@groundwork/backstage-plugin-tenancy-common';
import type { QuotaStatus, State } from '@groundwork/engine';
import { findingId, severityRank } from '@groundwork/engine/model';
import type { Live } from '../../queries';
import { type Texts, useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { FixButton } from '../Fixes';
import { LiveCard } from '../LiveCard';
import { StateMark } from '../StateMark';
import { ProblemLines, StatusRow, WhyBlock } from '../StatusRows';
import { QuotaLines } from './QuotaLines';
import styles from '../StatusRows/StatusRows.module.css';

/** How much of what a tenant may use is used, and by whom; `open` where there is room for all bars. */
export function QuotaCard(props: {
  status: Live<TenantQuotaView>;
  open?: boolean;
}) {
  const t = useTexts();
  return (
    <LiveCard
      title={t('quota.title')}
      card="quota"
      status={props.status}
      verdict={({ quota }) =>
        (quota.quotas.length > 0 || quota.state !== 'Healthy') && (
          <StateMark
            state={quota.state}
            word={wordOf(quota.state, quota.quotas.some(isNear), t)}
          />
        )
      }
    >
      {({ unmanaged, quota: { quotas, limits, problems } }) => (
        <>
          <ProblemLines problems={problems} />
          {quotas.length === 0 && problems.length === 0 && (
            <Text as="p" color="secondary">
              {t(unmanaged ? 'unmanaged.noQuota' : 'quota.none')}
            </Text>
          )}
          <QuotaRows
            quotas={quotas.filter(quota => !isQuiet(quota))}
            open={props.open}
          />
          {quotas.some(isQuiet) && (
            <Disclosure
              summary={
                <span className={styles.quiet}>
                  {t('quota.quiet', { count: quotas.filter(isQuiet).length })}
                </span>
              }
            >
              <QuotaRows quotas={quotas.filter(isQuiet)} />
            </Disclosure>
          )}
          {limits.length > 0 && (
            <Disclosure
              summary={
                <span className={styles.quiet}>{t('quota.limits')}</span>
              }
            >
              <ul className={styles.problems}>
                {limits.flatMap(({ environment, ref, sentences }) =>
                  sentences.map(sentence => (
                    <li key={`${environment}/${ref.name}/${sentence}`}>
                      {environment}: {sentence}
                    </li>
                  )),
                )}
              </ul>
            </Disclosure>
          )}
        </>
      )}
    </LiveCard>
  );
}

function QuotaRows(props: { quotas: readonly QuotaStatus[]; open?: boolean }) {
  const { quotas, open } = props;
  const t = useTexts();
  return quotas.length === 0 ? null : (
    <ul className={styles.rows} aria-label={t('quota.label')}>
      {[...quotas]
        .sort((a, b) => severityRank(a.state) - severityRank(b.state))
        .map(quota => (
          <StatusRow
            key={`${quota.ref.cluster}/${quota.ref.namespace}/${quota.ref.name}`}
            title={quota.ref.name}
            environment={quota.environment}
            facts={<span className={styles.quiet}>{factsOf(quota, t)}</span>}
            state={quota.state}
            word={wordOf(quota.state, isNear(quota), t)}
            defaultOpen={
              open || quotas.length === 1 || quota.why !== '' || isNear(quota)
            }
          >
            <WhyBlock
              verdict={quota}
              finding={findingId('quota', quota.environment, quota.ref)}
            />
            {quota.state !== 'Healthy' && (
              <FixButton refs={[quota.ref]} environment={quota.environment} />
            )}
            {quota.near && (
              <p className={styles.quiet}>
                {t('quota.nearWhat', { resources: quota.near.join(', ') })}
              </p>
            )}
            <QuotaLines lines={quota.lines} />
          </StatusRow>
        ))}
    </ul>
  );
}

/** For which pods it holds, else what is used up most. */
function factsOf({ scope, lines }: QuotaStatus, t: Texts): string {
  return scope
    ? t('quota.only', { scope })
    : [...lines]
        .filter(({ share }) => share !== undefined && share > 0)
        .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
        .slice(0, 2)
        .map(line => t('quota.line', line))
        .join(' · ');
}

/** One that is well and says nothing of the whole: it holds for some pods only, or counts objects. */
function isQuiet({ state, scope, lines, near }: QuotaStatus): boolean {
  return (
    state === 'Healthy' &&
    near === undefined &&
    (scope !== undefined ||
      lines.every(({ resource }) => resource.startsWith('count/')))
  );
}

/** What still fits is well, and worth a word where little more does. */
function wordOf(state: State, near: boolean, t: Texts): string | undefined {
  return state === 'Healthy' && near ? t('quota.near') : undefined;
}

function isNear({ near }: QuotaStatus): boolean {
  return near !== undefined;
}
