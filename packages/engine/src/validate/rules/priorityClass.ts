import { Cursor } from './Cursor';

const HIGHEST = 1_000_000_000;
const SYSTEM = ['system-node-critical', 'system-cluster-critical'];

/** Checks a PriorityClass; the highest numbers and names are the system's own. */
export function checkPriorityClass(object: Cursor): void {
  const name = object.get('metadata', 'name');
  if (SYSTEM.includes(name.text() ?? '')) {
    return;
  }
  name.named(text =>
    text.startsWith('system-')
      ? 'must not start with system-, which is reserved'
      : undefined,
  );
  object.get('value').within(-Infinity, HIGHEST);
  object
    .get('preemptionPolicy')
    .exactlyOneOf(['PreemptLowerPriority', 'Never']);
}
