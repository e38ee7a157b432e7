import type { ReactNode } from 'react';
import type {
  ChangeView,
  EnvironmentDifference,
} from '@groundwork/backstage-plugin-tenancy-common';
import type {
  ApplicationStatus,
  EnvironmentSync,
  SourceState,
} from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { isSilent } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
import { JustBefore } from '../Changes';
import { Disclosure } from '../Disclosure';
import { DriftNote } from '../Drift';
import { RelativeTime } from '../RelativeTime';
import { StateMark } from '../StateMark';
import { ApplicationLine } from './ApplicationLine';
import { ApplicationList } from './ApplicationList';
import { byImportance, isApplication } from './applications';
import { DifferenceLine } from './DifferenceLine';
import { PromotionLine } from './PromotionLine';
import { WhyLine } from './WhyLine';
import styles from './SyncCard.module.css';

/** One environment of the sync card. `source` is its cluster, so that an old row says so. */
export function EnvironmentRow(props: {
  tenant: string;
  row: EnvironmentSync;
  source?: SourceState;
  difference?: EnvironmentDifference;
  /** What changed just before it got into trouble. */
  before?: ChangeView;
  /** What can be done there. */
  actions?: ReactNode;
}) {
  const { tenant, row, source, difference, before, actions } = props;
  const t = useTexts();
  const applications = byImportance(row.applications);
  const [first] = applications;
  const troubled = row.state !== 'Healthy' && row.state !== 'Progressing';
  return (
    <li
      id={`sync-${row.environment}`}
      // Where the matrix leads to.
      tabIndex={-1}
      className={styles.row}
    >
      <span className={styles.environment}>{row.environment}</span>
      <StateMark state={row.state} />
      <div className={styles.detail}>
        {first ? (
          <ApplicationLine application={first} />
        ) : (
          row.state !== 'Unknown' && (
            <span className={styles.application}>
              {t('sync.noApplication')}
            </span>
          )
        )}
        {row.native.length > 0 && (
          <span className={styles.native}>{row.native.join(' · ')}</span>
        )}
        {source && isSilent(source) && source.asOf !== undefined && (
          <span className={styles.native}>
            {t('shared.asSeen', { time: <RelativeTime at={source.asOf} /> })}
          </span>
        )}
        {row.why && (troubled || !isToldBy(first, row)) && (
          <WhyLine
            verdict={row}
            url={troubled ? first?.url : undefined}
            finding={findingOf(row)}
          />
        )}
        {troubled && before && <JustBefore change={before} />}
        {row.promotion && <PromotionLine promotion={row.promotion} />}
        {row.drift && (
          <DriftNote
            tenant={tenant}
            environment={row.environment}
            drift={row.drift}
            told={row.why}
          />
        )}
        {difference && <DifferenceLine difference={difference} />}
        {actions}
        {(applications.length > 1 || (first && first.troubled.length > 0)) && (
          <Disclosure
            summary={
              <span className={styles.quiet}>
                {applications.length === 1
                  ? t('sync.whatDiffers')
                  : t(
                      applications.every(isApplication)
                        ? 'sync.applications'
                        : 'sync.deliveries',
                      { total: String(applications.length) },
                    )}
              </span>
            }
          >
            <ApplicationList applications={applications} told={row.why} />
          </Disclosure>
        )}
      </div>
    </li>
  );
}

/** Whether the line of an Application says what the row would say once more, with the name of the Application before it. */
function isToldBy(
  application: ApplicationStatus | undefined,
  { why }: EnvironmentSync,
): boolean {
  return (
    application !== undefined &&
    application.why !== '' &&
    why.endsWith(application.why)
  );
}

/** What the reason of a row is told of: the Application that it repeats, else the environment. */
function findingOf({ environment, state, why, applications }: EnvironmentSync) {
  const told = applications.find(
    each => each.state === state && why.endsWith(each.why),
  );
  return told
    ? findingId('sync', environment, told.ref)
    : `sync/${environment}`;
}
