import type {
  SetupClusterView,
  SetupKindView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { Reason } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { StateMark } from '../StateMark';
import { KindTable } from './KindTable';
import styles from './SetupPage.module.css';

/** A cluster: whether it answers, what may not be read there and what that costs. */
export function SetupCluster(props: { cluster: SetupClusterView }) {
  const { name, state, why, fix, asOf, kinds, policies } = props.cluster;
  const t = useTexts();
  const of = (...rights: Array<SetupKindView['right']>) =>
    kinds.filter(({ right }) => rights.includes(right));
  const readable = of('allowed');
  const narrow = readable.find(({ namespaces }) => namespaces)?.namespaces;
  const absent = of('absent');
  const lacking = of('missing', 'partly', 'unknown');
  // Of a cluster that does not answer, or not to us, nothing is known, for one reason.
  const isAway = state === 'Unknown' && of('unknown').length === kinds.length;
  return (
    <li className={styles.cluster}>
      <Disclosure
        defaultOpen={state !== 'Healthy'}
        summary={
          <span className={styles.head}>
            <span className={styles.name}>{name}</span>
            <span className={styles.quiet}>
              {isAway
                ? t('setup.clusters.away')
                : t('setup.clusters.readable', {
                    readable: String(readable.length),
                    total: String(kinds.length - absent.length),
                  })}
            </span>
            <span className={styles.state}>
              <StateMark state={state} />
            </span>
          </span>
        }
      >
        <div className={styles.body}>
          {why && (
            <div className={styles.why}>
              <Reason text={why} />
            </div>
          )}
          {fix && <p>{fix}</p>}
          {policies && policies.why !== why && <p>{policies.why}</p>}
          {asOf !== undefined && (
            <p className={styles.quiet}>
              {t('setup.clusters.read', { time: <RelativeTime at={asOf} /> })}
            </p>
          )}
          {isAway ? (
            <p>{t('setup.clusters.awayCost')}</p>
          ) : (
            lacking.length > 0 && <KindTable cluster={name} kinds={lacking} />
          )}
          {narrow && (
            <p className={styles.quiet}>
              {t('setup.clusters.narrow', { namespaces: narrow.join(', ') })}
            </p>
          )}
          {absent.length > 0 && (
            <Names
              title={t('setup.clusters.absent', { count: absent.length })}
              kinds={absent}
            />
          )}
          {readable.length > 0 && (
            <Names
              title={t('setup.clusters.allowed', { count: readable.length })}
              kinds={readable}
            />
          )}
        </div>
      </Disclosure>
    </li>
  );
}

function Names(props: { title: string; kinds: readonly SetupKindView[] }) {
  return (
    <Disclosure summary={<span className={styles.quiet}>{props.title}</span>}>
      <p className={styles.quiet}>
        {props.kinds.map(({ kind }) => kind).join(', ')}
      </p>
    </Disclosure>
  );
}
