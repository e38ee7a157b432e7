import type { NetworkStatus } from '@groundwork/engine';
import { type Texts, useTexts } from '../../translations';
import { StateMark } from '../StateMark';

/** The first line: how many routes serve. */
export function NetworkVerdict(props: { network: NetworkStatus }) {
  const t = useTexts();
  return (
    <StateMark state={props.network.state} word={wordOf(props.network, t)} />
  );
}

function wordOf({ state, routes }: NetworkStatus, t: Texts) {
  if (routes.length > 0) {
    const serving = routes.filter(route => route.state === 'Healthy').length;
    return t('network.servingOf', {
      serving: String(serving),
      total: String(routes.length),
    });
  }
  // Where nobody could look, nobody knows whether there are any.
  return state === 'Unknown' ? undefined : t('network.noRoutes');
}
