import type { Isolation } from '@groundwork/engine';
import { CLOSED, describeFixableBy, DNS, plainReason } from '../../status';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';
import { LongList } from '../StatusRows';
import styles from './NetworkCard.module.css';

/** Whether anything is told of it that holds only where policies are enforced. */
function isClosed({ ingress, egress }: Isolation): boolean {
  return [ingress, egress].some(is => is === 'isolated' || is === 'partly');
}

/** Whether the pods of each namespace are closed to what no policy allows. */
export function IsolationList(props: { isolation: readonly Isolation[] }) {
  const t = useTexts();
  const closed = (is: Isolation['ingress']) => (
    <StateMark state={CLOSED[is]} word={t(`network.closed.${is}`)} />
  );
  return (
    <LongList
      className={styles.isolation}
      label={t('network.isolation')}
      items={props.isolation}
    >
      {item => (
        <li key={`${item.environment}/${item.namespace}`}>
          <span className={styles.environment}>{item.environment}</span>
          <span className={styles.fact}>
            {t('network.in')} {closed(item.ingress)}
          </span>
          <span className={styles.fact}>
            {t('network.out')} {closed(item.egress)}
          </span>
          <span className={styles.fact}>
            {t('network.hops.dns')}{' '}
            <StateMark
              state={DNS[item.dnsAllowed]}
              word={t(`network.dns.${item.dnsAllowed}`)}
            />
          </span>
          {item.why && (
            <span className={styles.quiet}>
              {plainReason(item.why, t).text}
            </span>
          )}
          {item.enforcement?.state === 'no' && (
            <span className={styles.fixableBy}>
              {describeFixableBy('platform', t)}
            </span>
          )}
          {item.enforcement?.state === 'unknown' && isClosed(item) && (
            <span className={styles.quiet}>{t('network.unsure')}</span>
          )}
        </li>
      )}
    </LongList>
  );
}
