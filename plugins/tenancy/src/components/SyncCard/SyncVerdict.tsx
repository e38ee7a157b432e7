import type { SyncStatus } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { StateMark } from '../StateMark';

/** The first line: how many environments are healthy. */
export function SyncVerdict(props: { sync: SyncStatus }) {
  const { state, environments } = props.sync;
  const t = useTexts();
  const healthy = environments.filter(row => row.state === 'Healthy').length;
  return (
    <StateMark
      state={state}
      word={
        environments.length === 0
          ? t('sync.noEnvironments')
          : t('shared.healthyOf', {
              healthy: String(healthy),
              total: String(environments.length),
            })
      }
    />
  );
}
