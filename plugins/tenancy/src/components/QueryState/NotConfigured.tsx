import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useSetupLink, useSetupOnce } from '../../hooks';
import { useTexts } from '../../translations';

/** What stands in the place of tenants in a portal that has none, with the way to begin for those who may. */
export function NotConfigured() {
  const data = useSetupOnce();
  const link = useSetupLink();
  const t = useTexts();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">{t('setup.noTenants')}</Text>
      <Text as="p" color="secondary">
        {t(
          data?.configured === 'nothing'
            ? 'setup.first.nothing'
            : 'setup.cardsOnly',
        )}
      </Text>
      {data && link && (
        <ButtonLink variant="secondary" size="small" href={link}>
          {t('setup.open')}
        </ButtonLink>
      )}
    </Flex>
  );
}
