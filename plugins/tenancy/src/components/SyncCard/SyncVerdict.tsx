import { Text } from '@backstage/ui';
import type { SyncStatus } from '@groundwork/engine';
import { StateIcon } from '../StateMark';

/** The first line: how many environments are healthy. */
export function SyncVerdict(props: { sync: SyncStatus }) {
  const { state, environments } = props.sync;
  const healthy = environments.filter(row => row.state === 'Healthy').length;
  return (
    <>
      <StateIcon state={state} />
      <Text as="span" variant="body-small">
        {environments.length === 0
          ? 'No environments'
          : `${healthy} of ${environments.length} healthy`}
      </Text>
    </>
  );
}
