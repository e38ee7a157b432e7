import { Text } from '@backstage/ui';
import type { NetworkStatus } from '@groundwork/engine';
import { StateIcon } from '../StateMark';

/** The first line: how many routes serve. */
export function NetworkVerdict(props: { network: NetworkStatus }) {
  const { state, routes } = props.network;
  const serving = routes.filter(route => route.state === 'Healthy').length;
  return (
    <>
      <StateIcon state={state} />
      <Text as="span" variant="body-small">
        {routes.length === 0
          ? 'No routes'
          : `${serving} of ${routes.length} serving`}
      </Text>
    </>
  );
}
