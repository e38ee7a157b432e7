import type { NetworkStatus } from '@groundwork/engine';
import { StateMark } from '../StateMark';

/** The first line: how many routes serve. */
export function NetworkVerdict(props: { network: NetworkStatus }) {
  const { state, routes } = props.network;
  const serving = routes.filter(route => route.state === 'Healthy').length;
  return (
    <StateMark
      state={state}
      word={
        routes.length === 0
          ? 'No routes'
          : `${serving} of ${routes.length} serving`
      }
    />
  );
}
