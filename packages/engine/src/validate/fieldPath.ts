/**
 * A step into an object: a field's name, a list's index, or the key of a map.
 */
export type Step = string | number | { key: string };

/**
 * The steps as Kubernetes writes them: `spec.rules[0].matches`, and `metadata.labels[app]` for a map's key.
 */
export function fieldPath(steps: readonly Step[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') {
      path += `[${step}]`;
    } else if (typeof step === 'object') {
      path += `[${step.key}]`;
    } else {
      path += path === '' ? step : `.${step}`;
    }
  }
  return path;
}
