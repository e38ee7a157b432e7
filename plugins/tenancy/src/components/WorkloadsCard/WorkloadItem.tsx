import { Link } from '@backstage/ui';
import type {
  PodCounts,
  Termination,
  WorkloadStatus,
} from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { useKindLabel } from '../../hooks';
import { type Texts, useTexts } from '../../translations';
import { FixButton } from '../Fixes';
import { DeployButton } from '../Deploying';
import { Details } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { Facts, StatusRow, WhyBlock } from '../StatusRows';
import { imageName, shortDigest } from './imageNames';
import styles from '../StatusRows/StatusRows.module.css';

/** What versions can be deployed of: neither what runs once or by the clock, nor what an operator makes. */
const DEPLOYED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'];

function readyText({ ready, desired }: PodCounts, t: Texts): string {
  return t('workloads.ready', {
    ready: String(ready),
    desired: String(desired),
  });
}

function LastEnd(props: { end: Termination }) {
  const { reason, exitCode, container, at } = props.end;
  const t = useTexts();
  return (
    <>
      {container} ·{' '}
      {exitCode === undefined
        ? reason
        : t('workloads.exitCode', { reason, code: String(exitCode) })}
      {at !== undefined && (
        <>
          {' '}
          <RelativeTime at={at} />
        </>
      )}
    </>
  );
}

/** A workload with its pods; opened, its images, restarts and what is wrong with them. */
export function WorkloadItem(props: {
  item: WorkloadStatus;
  /** Where logs can be read. */
  logs?: string;
  /** Whose it is, where versions of it can be deployed. */
  tenant?: string;
}) {
  const { item, logs, tenant } = props;
  const t = useTexts();
  const { ref, counts, images, restarts, lastTermination, madeBy, schedule } =
    item;
  const kindLabel = useKindLabel();
  const others = item.troubles.filter(({ why }) => !item.why.endsWith(why));
  const messages = item.troubles.flatMap(({ pods, message }) =>
    message ? [[pods.join(', '), message].filter(Boolean).join(': ')] : [],
  );
  const pods = item.troubles.flatMap(trouble => trouble.pods);
  return (
    <StatusRow
      title={ref.name}
      environment={item.environment}
      state={item.state}
      facts={
        <span className={styles.quiet}>
          {[
            kindLabel(ref),
            counts && readyText(counts, t),
            images.map(({ image }) => imageName(image)).join(', '),
            restarts > 0 &&
              (lastTermination
                ? t('workloads.restartsLast', {
                    count: restarts,
                    reason: lastTermination.reason,
                  })
                : t('workloads.restarts', { count: restarts })),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      }
    >
      <WhyBlock
        verdict={item}
        finding={findingId('workloads', item.environment, ref)}
      />
      {others.map(trouble => (
        <WhyBlock key={trouble.why} verdict={trouble} />
      ))}
      {item.notes.map(note => (
        <p key={note}>{note}</p>
      ))}
      {(item.state !== 'Healthy' || item.notes.length > 0) && (
        <FixButton refs={[ref]} environment={item.environment} />
      )}
      <Facts
        facts={[
          [
            t('workloads.facts.madeBy'),
            madeBy && `${madeBy.kind} ${madeBy.name}`,
          ],
          [
            t('workloads.facts.pods'),
            counts &&
              (counts.updated === undefined
                ? readyText(counts, t)
                : t('workloads.readyNewest', {
                    ready: String(counts.ready),
                    desired: String(counts.desired),
                    updated: String(counts.updated),
                  })),
          ],
          [t('workloads.facts.affected'), pods.join(', ')],
          [t('workloads.facts.schedule'), schedule?.cron],
          [
            t('workloads.facts.lastRun'),
            schedule?.lastRun !== undefined && (
              <RelativeTime at={schedule.lastRun} />
            ),
          ],
          [
            t('workloads.facts.image'),
            images
              .map(({ image, digests }) =>
                [image, ...digests.map(shortDigest)].join(' '),
              )
              .join(', '),
          ],
          [t('workloads.facts.restarts'), restarts > 0 && String(restarts)],
          [
            t('workloads.facts.lastEnd'),
            lastTermination && <LastEnd end={lastTermination} />,
          ],
        ]}
      />
      {tenant && !madeBy && DEPLOYED.includes(ref.kind) && (
        <p>
          <DeployButton
            tenant={tenant}
            workload={ref.name}
            environment={item.environment}
          />
        </p>
      )}
      {logs && (
        <p>
          <Link href={logs}>{t('workloads.logs')}</Link>
        </p>
      )}
      {messages.length > 0 && (
        <Details text={[...new Set(messages)].join('\n\n')} />
      )}
    </StatusRow>
  );
}
