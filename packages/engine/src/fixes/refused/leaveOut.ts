import { valueAt } from '../fieldPlace';
import type { Way } from '../Trouble';
import type { Refused } from './Refused';

/** An item that is named twice in a list of names. */
export function* duplicate(refused: Refused): Iterable<Way> {
  const { steps, given } = refused;
  if (typeof steps.at(-1) === 'number') {
    yield refused.set(
      `Name ${typeof given === 'string' ? given : 'it'} once`,
      undefined,
    );
  }
}

/** Two fields that exclude each other, where it is plain what each way means. */
export function* contradiction(refused: Refused): Iterable<Way> {
  const last = refused.steps.at(-1);
  const beside = (field: string) =>
    valueAt(refused.request.spec, refused.near(1, field));
  if (last === 'replicas') {
    const autoscale = refused.near(1, 'autoscale');
    yield refused.set('Let the autoscaler decide', undefined);
    if (beside('autoscale') !== undefined) {
      yield refused.set(
        `Always run ${JSON.stringify(refused.given)} pods`,
        undefined,
        { at: autoscale },
      );
    }
  }
  const min = beside('min');
  if (last === 'max' && typeof min === 'number') {
    yield refused.set(`Run at most ${min} pods`, min);
  }
  if (last === 'deletion') {
    yield refused.set('Keep the Secret when its values go', 'Retain');
  }
  if (last === 'immutable') {
    yield refused.set('Let the Secret change', false);
  }
}

/** A workload that is scaled by its own autoscaler and by a Scaler. */
export function* conflictingScalers(refused: Refused): Iterable<Way> {
  if (refused.steps.at(-1) === 'autoscale') {
    yield refused.set('Let the Scaler decide', undefined);
  }
}
