import { Text } from '@backstage/ui';
import type { TenantWorkloadsView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import type { Live } from '../../queries';
import { countStates, countedWords } from '../../status';
import { useTexts } from '../../translations';
import { LiveCard } from '../LiveCard';
import { StateMark } from '../StateMark';
import { LongList, ProblemLines } from '../StatusRows';
import { RecentEvents } from './RecentEvents';
import { WorkloadItem } from './WorkloadItem';
import styles from '../StatusRows/StatusRows.module.css';

const QUIET: State[] = ['Healthy', 'Suspended'];

/** What runs for a tenant: how many pods of how many, which images, and why not where not. */
export function WorkloadsCard(props: {
  status: Live<TenantWorkloadsView>;
  /** Where logs of its pods can be read. */
  logs?: string;
  /** The entity whose page this is, if it is one's. */
  entity?: { entityRef: string; environment?: string };
}) {
  const t = useTexts();
  return (
    <LiveCard
      title={t('workloads.title')}
      card="workloads"
      status={props.status}
      verdict={({ workloads: { state, workloads } }) =>
        (workloads.length > 0 || state !== 'Healthy') && (
          <StateMark
            state={state}
            word={
              workloads.length === 0
                ? undefined
                : countedWords(countStates(workloads, QUIET), t, parts =>
                    t('shared.healthyOf', parts),
                  )
            }
          />
        )
      }
    >
      {({
        tenant,
        unmanaged,
        deployable = [],
        workloads: { workloads, problems },
      }) => (
        <>
          <ProblemLines problems={problems} />
          {workloads.length > 0 && (
            <LongList
              className={styles.rows}
              label={t('workloads.title')}
              items={[...workloads].sort(
                (a, b) => severityRank(a.state) - severityRank(b.state),
              )}
            >
              {item => (
                <WorkloadItem
                  key={`${item.ref.cluster}/${item.ref.namespace}/${item.ref.group}/${item.ref.kind}/${item.ref.name}`}
                  item={item}
                  logs={props.logs}
                  tenant={
                    deployable.includes(item.ref.name) ? tenant : undefined
                  }
                />
              )}
            </LongList>
          )}
          {workloads.length === 0 && problems.length === 0 && (
            <Text as="p" color="secondary">
              {t(unmanaged ? 'unmanaged.noWorkloads' : 'workloads.none')}
            </Text>
          )}
          {(workloads.length > 0 || problems.length > 0) && (
            <RecentEvents
              subject={unmanaged && props.entity ? props.entity : { tenant }}
            />
          )}
        </>
      )}
    </LiveCard>
  );
}
