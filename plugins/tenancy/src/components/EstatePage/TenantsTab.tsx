import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import { TenantRows } from './TenantRows';

/** Tenants by trouble and then by name. */
export function TenantsTab(props: {
  total: number;
  shown: readonly TenantSummary[];
  onClear: () => void;
}) {
  const { total, shown, onClear } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const all = t('estate.tenants', { count: total });
  return (
    <Flex direction="column" gap="3">
      <Text as="p" variant="body-small" color="secondary" role="status">
        {shown.length === total
          ? all
          : t('estate.tenantsOf', { shown: String(shown.length), total: all })}
      </Text>
      {shown.length > 0 ? (
        <TenantRows tenants={shown} />
      ) : (
        <Flex direction="column" gap="2" align="start">
          <Text as="p">{t('estate.noMatch')}</Text>
          <Button variant="secondary" size="small" onPress={onClear}>
            {t('estate.clear')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
