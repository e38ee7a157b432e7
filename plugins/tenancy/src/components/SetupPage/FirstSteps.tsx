import { Flex, Text } from '@backstage/ui';
import { useTexts } from '../../translations';
import { CopyBlock } from './CopyBlock';

/** How to begin, where nothing is configured: the lines that show the first card, and what they let whom see. */
export function FirstSteps(props: { config: string }) {
  const t = useTexts();
  return (
    <Flex direction="column" gap="3">
      <Text as="p">{t('setup.first.nothing')}</Text>
      <CopyBlock
        title={t('setup.first.lines')}
        hint={t('setup.first.hint')}
        text={props.config}
      />
      <Text as="p" color="secondary">
        {t('setup.first.next')}
      </Text>
    </Flex>
  );
}
