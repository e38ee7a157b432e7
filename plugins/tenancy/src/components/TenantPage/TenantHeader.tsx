import { Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';
import styles from './TenantPage.module.css';

/** Name, owner, tier, and the state of each environment as a row of marks. */
export function TenantHeader(props: { view: TenantStatusView }) {
  const { tenant, owner, tier, environments, reportOnly } = props.view;
  const t = useTexts();
  return (
    <header className={styles.header}>
      <Text as="h1" variant="title-small" weight="bold">
        {tenant}
      </Text>
      <dl className={styles.facts}>
        <div>
          <dt>{t('header.owner')}</dt>
          <dd>
            {owner ? (
              <EntityRefLink entityRef={owner} defaultKind="group" />
            ) : (
              t('shared.unknown')
            )}
          </dd>
        </div>
        <div>
          <dt>{t('header.tier')}</dt>
          <dd>
            {tier ?? t('shared.unknown')}
            {reportOnly && ` · ${t('header.reportOnly')}`}
          </dd>
        </div>
        {environments.map(({ name, state }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <StateMark state={state} />
            </dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
