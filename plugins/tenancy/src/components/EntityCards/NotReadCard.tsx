import { Button, Flex, Text } from '@backstage/ui';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { cleanMessage, describeError } from '../../status';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';
import surface from '../../styles/surface.module.css';

/** What stands in the place of cards while the backend does not know whether there is anything to show. */
export function NotReadCard(props: {
  title: string;
  error: Error;
  onRetry: () => void;
}) {
  const { title, error, onRetry } = props;
  const t = useTexts();
  return (
    <EntityInfoCard
      title={title}
      headerActions={<StateMark state="Unknown" />}
      className={surface.surface}
    >
      <Flex direction="column" gap="2" align="start" role="status">
        <Text as="p">{cleanMessage(describeError(error))}</Text>
        <Button variant="secondary" size="small" onPress={onRetry}>
          {t('shared.tryAgain')}
        </Button>
      </Flex>
    </EntityInfoCard>
  );
}
