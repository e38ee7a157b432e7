import type { NetworkStatus } from '@groundwork/engine';
import { countStates, countedWords } from '../../status';
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
    return countedWords(countStates(routes), t, parts =>
      t('network.servingOf', parts),
    );
  }
  // Where nobody could look, nobody knows whether there are any.
  return state === 'Unknown' ? undefined : t('network.noRoutes');
}
