import { Flex, Link, Text } from '@backstage/ui';
import { useAdoptLink } from '../../hooks';
import { useTexts } from '../../translations';
import { SetupNote } from './SetupNote';

/** Where those who run the platform go on: what is missing, and what is not adopted. */
export function AdminLinks() {
  const adopt = useAdoptLink();
  const t = useTexts();
  return (
    <Flex gap="4" style={{ flexWrap: 'wrap' }}>
      <SetupNote />
      {adopt && (
        <Text as="p" variant="body-small">
          <Link href={adopt} variant="body-small">
            {t('adopt.open')}
          </Link>
        </Text>
      )}
    </Flex>
  );
}
