import { Text } from '@backstage/ui';
import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFixes } from '../../hooks';
import { useTexts } from '../../translations';
import { refsOf } from './CauseFixes';
import { OneFixButton } from './FixButton';
import { FixesScope } from './FixesScope';
import { fixesFor } from './fixesFor';
import styles from './Fixes.module.css';
import surface from '../../styles/surface.module.css';

/** What an edit would put right of a tenant beside what causes tell of it, each with its button; nothing where there is nothing. */
export function FixList(props: {
  tenant: string;
  besides?: readonly CauseView[];
}) {
  return (
    <FixesScope tenant={props.tenant}>
      <FixItems {...props} />
    </FixesScope>
  );
}

function FixItems(props: { tenant: string; besides?: readonly CauseView[] }) {
  const { tenant, besides = [] } = props;
  const t = useTexts();
  const { data } = useFixes(tenant);
  const told = new Set(
    data
      ? fixesFor(data.items, { refs: besides.flatMap(refsOf) }).map(
          ({ id }) => id,
        )
      : [],
  );
  const items = (data?.items ?? []).filter(({ id }) => !told.has(id));
  if (!data || items.length === 0) {
    return null;
  }
  return (
    <section
      aria-label={t('fixes.label')}
      className={`${styles.card} ${surface.surface}`}
    >
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('fixes.label')}
      </Text>
      <ul className={styles.list}>
        {items.map(fix => (
          <li key={fix.id}>
            <span className={styles.text}>
              {fix.environments.length > 0 && (
                <strong>{fix.environments.join(', ')} </strong>
              )}
              {fix.message}
            </span>
            <OneFixButton
              tenant={tenant}
              fix={fix}
              mayChange={data.mayChange}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
