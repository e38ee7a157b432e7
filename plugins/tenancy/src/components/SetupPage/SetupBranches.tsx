import { Link } from '@backstage/ui';
import type { SetupBranchView } from '@groundwork/backstage-plugin-tenancy-common';
import { severityRank } from '@groundwork/engine/model';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { Reason } from '../Reason';
import { StateMark } from '../StateMark';
import surface from '../../styles/surface.module.css';
import styles from './SetupPage.module.css';

const STATES: Record<SetupBranchView['state'], State> = {
  done: 'Healthy',
  coming: 'Progressing',
  review: 'Progressing',
  held: 'Degraded',
  unknown: 'Unknown',
};

/** Branches of environments, the troubled ones first: what waits for each, with files that no tenant's page shows. */
export function SetupBranches(props: { branches: readonly SetupBranchView[] }) {
  const t = useTexts();
  const rank = ({ state }: SetupBranchView) => severityRank(STATES[state]);
  return (
    <ul
      className={`${styles.clusters} ${surface.surface}`}
      aria-label={t('setup.branches.title')}
    >
      {[...props.branches]
        .sort((a, b) => rank(a) - rank(b))
        .map(view => (
          <li key={view.name} className={styles.cluster}>
            <Branch view={view} />
          </li>
        ))}
    </ul>
  );
}

function Branch(props: { view: SetupBranchView }) {
  const { name, branch, state, why, url, waiting, shared, held } = props.view;
  const t = useTexts();
  const head = (
    <span className={styles.head}>
      <span className={styles.name}>{name}</span>
      <span className={styles.quiet}>
        {branch}
        {waiting > 0 && ` · ${t('setup.branches.waiting', { count: waiting })}`}
      </span>
      <span className={styles.state}>
        <StateMark
          state={STATES[state]}
          word={t(`setup.branches.states.${state}`)}
        />
      </span>
    </span>
  );
  return state === 'done' ? (
    <div className={styles.plain}>{head}</div>
  ) : (
    <Disclosure defaultOpen summary={head}>
      <div className={styles.body}>
        {why && (
          <div className={styles.why}>
            <Reason text={why} />
          </div>
        )}
        {url && (
          <Link href={url} target="_blank">
            {t('sync.openPullRequest')}
          </Link>
        )}
        {shared.total > 0 && (
          <div>
            {t('setup.branches.shared', { count: shared.total })}
            <ul className={styles.paths}>
              {shared.paths.map(path => (
                <li key={path}>
                  <code>{path}</code>
                </li>
              ))}
            </ul>
            {shared.total > shared.paths.length &&
              t('setup.branches.further', {
                count: shared.total - shared.paths.length,
              })}
          </div>
        )}
        {held.map(each => (
          <p key={each.tenant}>
            <strong>{each.tenant}</strong> {each.why}
          </p>
        ))}
      </div>
    </Disclosure>
  );
}
