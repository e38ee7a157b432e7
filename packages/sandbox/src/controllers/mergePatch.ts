import { isDeepStrictEqual } from 'node:util';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON merge patch (RFC 7396) that turns `from` into `to`; undefined if they are equal. */
export function mergePatch(from: object, to: object): object | undefined {
  const patch: Record<string, unknown> = {};
  for (const [key, old] of Object.entries(from)) {
    if (old !== undefined && !(key in to)) {
      patch[key] = null;
    }
  }
  const before = new Map<string, unknown>(Object.entries(from));
  for (const [key, now] of Object.entries(to)) {
    const old = before.get(key);
    const inner = isObject(old) && isObject(now) && mergePatch(old, now);
    if (inner) {
      patch[key] = inner;
    } else if (inner === false && !isDeepStrictEqual(old, now)) {
      patch[key] = now === undefined ? null : now;
    }
  }
  return Object.keys(patch).length ? patch : undefined;
}
