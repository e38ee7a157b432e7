import { Link } from '@backstage/ui';
import type { Termination, WorkloadStatus } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { useKindLabel } from '../../hooks';
import { FixButton } from '../Fixes';
import { DeployButton } from '../Deploying';
import { Details } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { Facts, StatusRow, WhyBlock } from '../StatusRows';
import { imageName, shortDigest } from './imageNames';
import styles from '../StatusRows/StatusRows.module.css';

/** What runs once or by the clock has no version that is rolled out. */
const NOT_DEPLOYED = ['Job', 'CronJob'];

function LastEnd(props: { end: Termination }) {
  const { reason, exitCode, container, at } = props.end;
  return (
    <>
      {container} · {reason}
      {exitCode !== undefined && ` (exit code ${exitCode})`}
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
  const { ref, counts, images, restarts, lastTermination, schedule } = item;
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
            counts && `${counts.ready} of ${counts.desired} ready`,
            images.map(({ image }) => imageName(image)).join(', '),
            restarts > 0 &&
              `${restarts} restart${restarts > 1 ? 's' : ''}${
                lastTermination ? `, last ${lastTermination.reason}` : ''
              }`,
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
            'Pods',
            counts &&
              `${counts.ready} of ${counts.desired} ready${
                counts.updated === undefined
                  ? ''
                  : `, ${counts.updated} of the newest version`
              }`,
          ],
          ['Affected', pods.join(', ')],
          ['Schedule', schedule?.cron],
          [
            'Last run',
            schedule?.lastRun !== undefined && (
              <RelativeTime at={schedule.lastRun} />
            ),
          ],
          [
            'Image',
            images
              .map(({ image, digests }) =>
                [image, ...digests.map(shortDigest)].join(' '),
              )
              .join(', '),
          ],
          ['Restarts', restarts > 0 && String(restarts)],
          ['Last end', lastTermination && <LastEnd end={lastTermination} />],
        ]}
      />
      {tenant && !NOT_DEPLOYED.includes(ref.kind) && (
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
          <Link href={logs}>Logs</Link>
        </p>
      )}
      {messages.length > 0 && (
        <Details text={[...new Set(messages)].join('\n\n')} />
      )}
    </StatusRow>
  );
}
