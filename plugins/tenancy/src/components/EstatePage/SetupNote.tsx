import { Flex, Link, Text } from '@backstage/ui';
import { useSetupLink, useSetupOnce } from '../../hooks';
import { useTexts } from '../../translations';
import { StateIcon } from '../StateMark';

/** The way to the setup page where something is missing there; for those who run the platform. */
export function SetupNote() {
  const data = useSetupOnce();
  const link = useSetupLink();
  const t = useTexts();
  const clusters = data?.clusters.filter(({ state }) => state !== 'Healthy');
  const owners = data?.owners.filter(({ why }) => why !== undefined);
  // What waits for a review or is on its way comes without anybody here.
  const branches =
    data?.branches?.filter(({ state }) =>
      ['held', 'unknown'].includes(state),
    ) ?? [];
  const count =
    (clusters?.length ?? 0) + (owners?.length ?? 0) + branches.length;
  if (count === 0 || !link) {
    return null;
  }
  // What is not known is not said to be missing.
  const isKnown =
    clusters?.some(({ state }) => state !== 'Unknown') ||
    branches.some(({ state }) => state === 'held');
  return (
    <Flex gap="2" align="center">
      <StateIcon state={isKnown ? 'Degraded' : 'Unknown'} size={12} />
      <Text as="p" variant="body-small">
        {t('setup.missing', { count })}{' '}
        <Link href={link} variant="body-small">
          {t('setup.open')}
        </Link>
      </Text>
    </Flex>
  );
}
