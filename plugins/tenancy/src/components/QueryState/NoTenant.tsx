import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';
import { useTexts } from '../../translations';

/** Teaches what a tenant is, with the one link to begin. */
export function NoTenant() {
  const create = useCreateLink();
  const t = useTexts();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">{t('problem.noTenant')}</Text>
      <Text as="p" color="secondary">
        {t('problem.noTenantHint')}
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          {t('problem.request')}
        </ButtonLink>
      )}
    </Flex>
  );
}
