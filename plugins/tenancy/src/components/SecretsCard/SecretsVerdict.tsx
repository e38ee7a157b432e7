import type { SecretsStatus } from '@groundwork/engine';
import { countStates, countedWords } from '../../status';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';

/** The first line: how many secrets and certificates are as they should be. */
export function SecretsVerdict(props: { status: SecretsStatus }) {
  const { state, secrets, certificates, pushes } = props.status;
  const t = useTexts();
  const all = [...secrets, ...certificates, ...pushes];
  if (all.length === 0 && state === 'Healthy') {
    return null;
  }
  return (
    <StateMark
      state={state}
      word={
        all.length === 0
          ? undefined
          : countedWords(countStates(all), t, parts =>
              t('shared.healthyOf', parts),
            )
      }
    />
  );
}
