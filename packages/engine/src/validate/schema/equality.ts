/**
 * A text that is equal exactly for values that are equal as JSON, whatever the order of their keys.
 *
 * @param scalars - turns values that JSON has not into ones it has
 */
export function canonical(
  value: unknown,
  scalars: (value: unknown) => unknown = same => same,
): string {
  if (Array.isArray(value)) {
    return `[${value.map(item => canonical(item, scalars)).join()}]`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v, scalars)}`)
      .join()}}`;
  }
  return JSON.stringify(scalars(value)) ?? 'undefined';
}
