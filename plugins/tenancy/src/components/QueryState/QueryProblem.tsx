import { Button, Flex, Text } from '@backstage/ui';
import { useTexts } from '../../translations';
import { Details } from '../Reason';
import { StateIcon } from '../StateMark';
import { cleanMessage, describeError, readProblemOf } from '../../status';
import { NotConfigured } from './NotConfigured';
import { NotShown } from './NotShown';

/** What stands in the place of content that could not be read: what to do now, and why. */
export function QueryProblem(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const t = useTexts();
  const problem = readProblemOf(error);
  if (problem === 'notShown') {
    return <NotShown />;
  }
  if (problem === 'notConfigured') {
    return <NotConfigured />;
  }
  return (
    <Flex direction="column" gap="2" align="start" role="alert">
      <Flex gap="2" align="center">
        <StateIcon state="Unknown" />
        <Text as="p">
          {problem === 'signedOut'
            ? t('problem.signedOut')
            : t('problem.failed')}
        </Text>
      </Flex>
      <Details text={cleanMessage(describeError(error))} />
      <Button variant="secondary" size="small" onPress={onRetry}>
        {t('shared.tryAgain')}
      </Button>
    </Flex>
  );
}
