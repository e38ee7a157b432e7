import { Text } from '@backstage/ui';
import { useUserRef } from '../../hooks';
import { useTexts } from '../../translations';

/** For whom the page is, and who the reader is: a guest rarely knows the name that configuration has to give. */
export function NotAdmin() {
  const t = useTexts();
  const { data: user } = useUserRef();
  return (
    <>
      <Text as="p">{t('setup.notAdmin')}</Text>
      {user && (
        <Text as="p" color="secondary">
          {t('setup.you', { user })}
        </Text>
      )}
    </>
  );
}
