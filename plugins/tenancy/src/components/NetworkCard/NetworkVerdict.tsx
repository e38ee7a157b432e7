import type { NetworkStatus } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';

/** The first line: how many routes serve. */
export function NetworkVerdict(props: { network: NetworkStatus }) {
  const { state, routes } = props.network;
  const t = useTexts();
  const serving = routes.filter(route => route.state === 'Healthy').length;
  return (
    <StateMark
      state={state}
      word={
        routes.length === 0
          ? // Nobody knows whether there are any.
            state === 'Unknown'
            ? undefined
            : t('network.noRoutes')
          : t('network.servingOf', {
              serving: String(serving),
              total: String(routes.length),
            })
      }
    />
  );
}
