import { Link } from '@backstage/ui';
import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTemplateLink } from '../../hooks';
import { useTexts } from '../../translations';
import { offeredActions } from './offeredActions';
import styles from './RequestList.module.css';

/** What may be done with a request, each a link to its template with the request chosen. */
export function RequestActions(props: { tenant: string; item: RequestView }) {
  const { tenant, item } = props;
  const t = useTexts();
  const link = useTemplateLink();
  if (!link) {
    return null;
  }
  return (
    <span className={styles.actions}>
      {offeredActions(tenant, item).map(({ label, template, formData }) => {
        const href = link(template, formData);
        return (
          href && (
            <Link
              key={label}
              href={href}
              variant="body-small"
              aria-label={t('requests.actionOf', {
                action: t(`requests.actions.${label}`),
                kind: item.kind,
                name: item.name,
              })}
            >
              {t(`requests.actions.${label}`)}
            </Link>
          )
        );
      })}
    </span>
  );
}
