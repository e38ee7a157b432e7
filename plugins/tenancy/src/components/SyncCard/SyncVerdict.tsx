import type { SyncStatus } from '@groundwork/engine';
import { StateMark } from '../StateMark';

/** The first line: how many environments are healthy. */
export function SyncVerdict(props: { sync: SyncStatus }) {
  const { state, environments } = props.sync;
  const healthy = environments.filter(row => row.state === 'Healthy').length;
  return (
    <StateMark
      state={state}
      word={
        environments.length === 0
          ? 'No environments'
          : `${healthy} of ${environments.length} healthy`
      }
    />
  );
}
