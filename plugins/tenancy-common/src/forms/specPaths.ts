import type { JsonObject, JsonValue } from '@backstage/types';

type Holder = JsonObject | JsonValue[];

/** The end of a path that stands for all items from a place on, as in `ports.1+`. */
const restOf = /^(\d+)\+$/;

function restFrom(key: string): number | undefined {
  const found = restOf.exec(key);
  return found ? Number(found[1]) : undefined;
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

function member(holder: Holder, key: string): JsonValue | undefined {
  if (Array.isArray(holder)) {
    const from = restFrom(key);
    const rest = from === undefined ? [] : holder.slice(from);
    return from === undefined
      ? holder[Number(key)]
      : (rest.length > 0 && rest) || undefined;
  }
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function put(holder: Holder, key: string, value: JsonValue) {
  const from = restFrom(key);
  if (Array.isArray(holder) && from !== undefined) {
    holder.splice(from, holder.length, ...(Array.isArray(value) ? value : []));
  } else if (Array.isArray(holder)) {
    holder[Number(key)] = value;
  } else {
    Object.defineProperty(holder, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

/** What stands at a path. */
export function valueAt(
  spec: JsonObject,
  path: readonly string[],
): JsonValue | undefined {
  let value: JsonValue | undefined = spec;
  for (const key of path) {
    value = isHolder(value) ? member(value, key) : undefined;
  }
  return value;
}

/** Puts a value at a path and makes what is missing on the way. */
export function setAt(
  spec: JsonObject,
  path: readonly string[],
  value: JsonValue,
): void {
  let holder: Holder = spec;
  path.slice(0, -1).forEach((key, index) => {
    const present = member(holder, key);
    const next: Holder = isHolder(present)
      ? present
      : (/^\d+\+?$/.test(path[index + 1]) && []) || {};
    put(holder, key, next);
    holder = next;
  });
  put(holder, path[path.length - 1], value);
}

/** Takes away what stands at a path, and what it leaves empty on the way. */
export function removeAt(spec: JsonObject, path: readonly string[]): void {
  const holder = valueAt(spec, path.slice(0, -1));
  const key = path[path.length - 1];
  if (!isHolder(holder) || member(holder, key) === undefined) {
    return;
  }
  const from = restFrom(key);
  if (!Array.isArray(holder)) {
    delete holder[key];
  } else if (from !== undefined) {
    holder.splice(from);
  } else if (Number(key) === holder.length - 1) {
    holder.pop();
  } else {
    // Others follow, whose place must stay.
    holder[Number(key)] = {};
  }
  if (path.length > 1 && Object.keys(holder).length === 0) {
    removeAt(spec, path.slice(0, -1));
  }
}
