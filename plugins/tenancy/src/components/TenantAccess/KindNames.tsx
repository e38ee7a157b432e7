import type { AccessGrant } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import styles from './TenantAccess.module.css';

/** The kinds that somebody may change and see by the names of their resources, for who asks. */
export function KindNames(props: { kinds: NonNullable<AccessGrant['kinds']> }) {
  const { changed, seen } = props.kinds;
  const t = useTexts();
  return (
    <Disclosure
      summary={
        <span className={styles.quiet}>
          {t('access.kindNames', {
            count: new Set([...changed, ...seen]).size,
          })}
        </span>
      }
    >
      <dl className={styles.names}>
        {changed.length > 0 && (
          <div>
            <dt>{t('access.changed')}</dt>
            <dd>{changed.join(', ')}</dd>
          </div>
        )}
        {seen.length > 0 && (
          <div>
            <dt>{t('access.seen')}</dt>
            <dd>{seen.join(', ')}</dd>
          </div>
        )}
      </dl>
    </Disclosure>
  );
}
