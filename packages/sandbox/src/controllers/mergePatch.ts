type Json = unknown;

/** Whether a value is a JSON object. */
export function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON merge patch (RFC 7396) that turns `from` into `to`; undefined if they are equal. */
export function mergePatch(
  from: object,
  to: object,
): Record<string, Json> | undefined {
  const patch: Record<string, Json> = {};
  const before = from as Record<string, Json>;
  const after = to as Record<string, Json>;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (now === undefined) {
      if (old !== undefined) patch[key] = null;
    } else if (isObject(old) && isObject(now)) {
      const inner = mergePatch(old, now);
      if (inner) patch[key] = inner;
    } else if (!equal(old, now)) {
      patch[key] = now;
    }
  }
  return Object.keys(patch).length ? patch : undefined;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function equal(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (isObject(a) && isObject(b)) return !mergePatch(a, b);
  return a === b;
}
