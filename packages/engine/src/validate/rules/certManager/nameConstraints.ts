import { parseNetwork } from '../../address';
import { Cursor } from '../Cursor';

/** Checks which names an authority may sign. */
export function checkNameConstraints(spec: Cursor): void {
  const constraints = spec.get('nameConstraints');
  if (!constraints.exists) {
    return;
  }
  if (spec.get('isCA').value !== true) {
    constraints.fail(
      'Conflict',
      'requires isCA to be true',
      'Set isCA to true, or remove it.',
    );
  }
  const lists = [constraints.get('permitted'), constraints.get('excluded')];
  if (lists.every(list => !list.exists)) {
    constraints.fail(
      'MissingField',
      'must have permitted or excluded',
      'Set one of them.',
    );
  }
  for (const range of lists.flatMap(list => list.get('ipRanges').items())) {
    range.named(text => (parseNetwork(text) ? undefined : 'must be a CIDR'));
  }
}
