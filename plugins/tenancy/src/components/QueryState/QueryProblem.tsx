import { Button, Flex, Text } from '@backstage/ui';
import { StateIcon } from '../StateMark';
import { describeError, readProblemOf } from '../../status';
import { NotShown } from './NotShown';

/** What stands in the place of content that could not be read: why, and what to do now. */
export function QueryProblem(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const problem = readProblemOf(error);
  if (problem === 'notShown') {
    return <NotShown />;
  }
  return (
    <Flex direction="column" gap="2" align="start" role="alert">
      <Flex gap="2" align="center">
        <StateIcon state="Unknown" />
        <Text as="p">
          {problem === 'signedOut'
            ? 'Your session has ended. Reload the page to sign in again.'
            : 'This could not be read.'}
        </Text>
      </Flex>
      <Text as="p" variant="body-small" color="secondary">
        {describeError(error)}
      </Text>
      <Button variant="secondary" size="small" onPress={onRetry}>
        Try again
      </Button>
    </Flex>
  );
}
