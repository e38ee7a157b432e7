/**
 * The fields that have a value, so that rendered objects hold no `undefined`. Empties (`{}`, `[]`, `''`) stay.
 */
export function defined(
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
