import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CauseView,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { tenancyTranslationRef } from '../../translations';
import { Disclosure } from '../Disclosure';
import { RelativeTime } from '../RelativeTime';
import { CauseItem } from './CauseItem';
import styles from './Attention.module.css';
import surface from '../../styles/surface.module.css';

/**
 * What needs somebody first: one line a cause with what follows from it beneath, what only may become trouble folded away, and one
 * quiet line when all is well.
 */
export function Attention(props: {
  view: Pick<TenantStatusView, 'causes' | 'tenant'>;
  /** How the view was read: what the portal said last may be old. */
  status?: Pick<Live<unknown>, 'error' | 'answeredAt'>;
  /** What can be done about a cause, as buttons. */
  actionsOf?: (cause: CauseView) => ReactNode;
  /** What more to say where all is well. */
  quiet?: ReactNode;
}) {
  const { view, status, actionsOf, quiet } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const causes = view.causes ?? [];
  const soon = causes.filter(({ isWarning }) => isWarning);
  const now = causes.filter(({ isWarning }) => !isWarning);
  const list = (shown: readonly CauseView[], label: string) => (
    <ul className={styles.list} aria-label={label}>
      {shown.map(cause => (
        <CauseItem
          key={cause.id}
          tenant={view.tenant}
          cause={cause}
          actions={actionsOf?.(cause)}
        />
      ))}
    </ul>
  );
  return (
    <section
      className={`${styles.attention} ${surface.surface}`}
      aria-label={t('attention.title')}
    >
      {now.length === 0 ? (
        <Text as="p" color="secondary">
          {status?.error && status.answeredAt !== undefined
            ? t('attention.wasWell', {
                time: <RelativeTime at={status.answeredAt} />,
              })
            : t('attention.well')}{' '}
          {quiet}
        </Text>
      ) : (
        <>
          <header className={styles.head}>
            <h2 className={styles.title}>{t('attention.title')}</h2>
            <span className={styles.quiet}>
              {t('attention.causes', { count: now.length })}
            </span>
          </header>
          {list(now, t('attention.label'))}
        </>
      )}
      {soon.length > 0 && (
        <Disclosure
          summary={
            <span className={styles.quiet}>
              {t('attention.soon')}: {soon.length}
            </span>
          }
        >
          {list(soon, t('attention.soon'))}
        </Disclosure>
      )}
    </section>
  );
}
