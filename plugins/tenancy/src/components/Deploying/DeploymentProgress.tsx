import { Link } from '@backstage/ui';
import type {
  DeploymentState,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';
import { versionName } from './versionName';
import styles from './Deploying.module.css';

const MARKS: Record<DeploymentState, State> = {
  proposed: 'Progressing',
  committed: 'Progressing',
  synced: 'Progressing',
  healthy: 'Healthy',
  unhealthy: 'Degraded',
  superseded: 'Suspended',
  rejected: 'Suspended',
};

/** How far a version has come in each environment, told to who can't see it as it changes. */
export function DeploymentProgress(props: { view: DeploymentView }) {
  const { message, url, environments } = props.view;
  const t = useTexts();
  return (
    <div role="status" className={styles.progress}>
      <p>
        {message}
        {url && (
          <>
            {' '}
            <Link href={url} target="_blank">
              {t(
                /\/(pull|pulls|merge_requests)\/\d+/.test(url)
                  ? 'proposing.pullRequest'
                  : 'proposing.commit',
              )}
            </Link>
          </>
        )}
      </p>
      <ul className={styles.rows} aria-label={t('deploying.progress')}>
        {environments.map(({ environment, image, state, why, fixableBy }) => (
          <li key={environment} className={styles.row}>
            <span className={styles.name}>{environment}</span>
            <span>{versionName(image)}</span>
            <StateMark
              state={MARKS[state]}
              word={t(`deploying.states.${state}`)}
            />
            {why && (
              <span className={styles.why}>
                {why}
                {fixableBy && state === 'unhealthy' && (
                  <>
                    {' · '}
                    {t('attention.next')} {t(`attention.turns.${fixableBy}`)}
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
