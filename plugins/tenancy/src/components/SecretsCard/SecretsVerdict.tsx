import type { SecretsStatus } from '@groundwork/engine';
import { StateMark } from '../StateMark';

/** The first line: how many secrets and certificates are as they should be. */
export function SecretsVerdict(props: { status: SecretsStatus }) {
  const { state, secrets, certificates, pushes } = props.status;
  const all = [...secrets, ...certificates, ...pushes];
  const ready = all.filter(each => each.state === 'Healthy').length;
  if (all.length === 0 && state === 'Healthy') {
    return null;
  }
  return (
    <StateMark
      state={state}
      word={all.length === 0 ? undefined : `${ready} of ${all.length} healthy`}
    />
  );
}
