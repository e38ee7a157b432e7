import { Link } from '@backstage/ui';
import type {
  DeploymentState,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { StateMark } from '../StateMark';
import { versionName } from './versionName';
import styles from './Deploying.module.css';

const MARKS: Record<DeploymentState, { state: State; word: string }> = {
  proposed: { state: 'Progressing', word: 'Waits for review' },
  committed: { state: 'Progressing', word: 'In Git' },
  synced: { state: 'Progressing', word: 'In the cluster' },
  healthy: { state: 'Healthy', word: 'Healthy' },
  unhealthy: { state: 'Degraded', word: 'Unhealthy' },
  superseded: { state: 'Suspended', word: 'Replaced' },
  rejected: { state: 'Suspended', word: 'Closed' },
};

const TURNS = {
  tenant: 'your team',
  platform: 'platform team',
  otherTenant: 'another team',
};

/** How far a version has come in each environment, told to who can't see it as it changes. */
export function DeploymentProgress(props: { view: DeploymentView }) {
  const { message, url, environments } = props.view;
  return (
    <div role="status" className={styles.progress}>
      <p>
        {message}
        {url && (
          <>
            {' '}
            <Link href={url} target="_blank">
              {/\/(pull|pulls|merge_requests)\/\d+/.test(url)
                ? 'Pull request'
                : 'Commit'}
            </Link>
          </>
        )}
      </p>
      <ul className={styles.rows} aria-label="Progress">
        {environments.map(({ environment, image, state, why, fixableBy }) => (
          <li key={environment} className={styles.row}>
            <span className={styles.name}>{environment}</span>
            <span>{versionName(image)}</span>
            <StateMark {...MARKS[state]} />
            {why && (
              <span className={styles.why}>
                {why}
                {fixableBy && state === 'unhealthy' && (
                  <> · next: {TURNS[fixableBy]}</>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
