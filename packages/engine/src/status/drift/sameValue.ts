import { plainText } from '../../model/fields';
import { durationNanos } from '../../units/duration';
import { nanosOf } from '../../units/quantity';

/** Fields whose values, or those of the fields in them, are quantities: API servers write them their own way. */
const quantities = new Set([
  'requests',
  'limits',
  'hard',
  'max',
  'min',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
  'capacity',
  'sizeLimit',
  'divisor',
  'averageValue',
  'storage',
]);

/** Under these a text is what somebody wrote, and nothing else. */
const texts = new Set([
  'metadata',
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'selector',
  'env',
  'args',
  'command',
  'data',
  'binaryData',
  'image',
]);

/** Whether two values of a field without fields of its own mean the same to an API server. `names` are the fields on the way to it. */
export function sameLeaf(
  git: unknown,
  live: unknown,
  names: readonly string[],
): boolean {
  if (git === live) {
    return true;
  }
  // What is an object on one side only is told as a whole.
  if (typeof git === 'object' || typeof live === 'object') {
    return false;
  }
  const [a, b] = [plainText(git), plainText(live)];
  if (a === b) {
    // IntOrString, and numbers that YAML reads as such.
    return true;
  }
  if (names.some(name => texts.has(name))) {
    return false;
  }
  const last = names[names.length - 1] ?? '';
  const parent = names[names.length - 2] ?? '';
  // Of metrics of an autoscaler.
  const isTarget = last === 'value' && parent === 'target';
  if (quantities.has(parent) || quantities.has(last) || isTarget) {
    const [x, y] = [nanosOf(a), nanosOf(b)];
    if (x !== undefined && x === y) {
      return true;
    }
  }
  // As metav1.Duration writes it: `60s` comes back as `1m0s`.
  return (
    isDuration(a) && isDuration(b) && durationNanos(a) === durationNanos(b)
  );
}

function isDuration(text: string): boolean {
  return (
    /^\d/.test(text) && /[hms]$/.test(text) && durationNanos(text) !== undefined
  );
}
