import type { SyncStatus } from '@groundwork/engine';
import { countStates, countedWords } from '../../status';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';

/** The first line: how many environments are healthy. */
export function SyncVerdict(props: { sync: SyncStatus }) {
  const { state, environments } = props.sync;
  const t = useTexts();
  return (
    <StateMark
      state={state}
      word={
        environments.length === 0
          ? t('sync.noEnvironments')
          : countedWords(countStates(environments), t, parts =>
              t('shared.healthyOf', parts),
            )
      }
    />
  );
}
