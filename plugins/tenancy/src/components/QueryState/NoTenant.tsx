import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';
import { useTexts } from '../../translations';

/** Teaches what a tenant is, with the one link to begin; or says which permission is denied, where nothing can be seen. */
export function NoTenant(props: { denied: string | undefined }) {
  const { denied } = props;
  const create = useCreateLink();
  const t = useTexts();
  if (denied) {
    return (
      <Flex direction="column" gap="2">
        <Text as="p">{t('problem.denied', { permission: denied })}</Text>
        <Text as="p" color="secondary">
          {t('problem.deniedHint')}
        </Text>
      </Flex>
    );
  }
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
