import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useCreateLink } from '../../hooks';
import { useTexts } from '../../translations';

/** One answer for a tenant that is not there and for one of another team: which of the two it is, is not told. */
export function NotShown() {
  const create = useCreateLink();
  const t = useTexts();
  return (
    <Flex direction="column" gap="2" align="start">
      <Text as="p">{t('problem.notShown')}</Text>
      <Text as="p" color="secondary">
        {t('problem.notShownHint')}
      </Text>
      {create && (
        <ButtonLink variant="secondary" size="small" href={create}>
          {t('problem.request')}
        </ButtonLink>
      )}
    </Flex>
  );
}
