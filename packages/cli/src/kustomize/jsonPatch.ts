import { Json, JsonObject, copyOf, isObject, ownValue, setKey } from './json';

/** One operation of a JSON patch (RFC 6902). */
export interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

/** A JSON patch does not fit the object it is for. */
export class PatchError extends Error {
  readonly name = 'PatchError';
}

/** The operations, if a value is a JSON patch at all. */
export function operationsOf(value: unknown): Operation[] | undefined {
  return Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      item =>
        isObject(item) &&
        typeof item.op === 'string' &&
        typeof item.path === 'string',
    )
    ? (value as Operation[])
    : undefined;
}

/**
 * Applies a JSON patch to an object in place.
 *
 * @throws PatchError
 */
export function jsonPatch(
  object: JsonObject,
  operations: readonly Operation[],
): void {
  for (const operation of operations) {
    apply(object, operation);
  }
}

function apply(object: JsonObject, { op, path, from, value }: Operation): void {
  switch (op) {
    case 'add':
      return add(object, path, copyOf(value ?? null));
    case 'remove':
      remove(object, path);
      return undefined;
    case 'replace': {
      const { holder, key } = holderOf(object, path);
      // Kustomize's library replaces keys of a map that are not there, too.
      if (Array.isArray(holder) && read(holder, key) === undefined) {
        throw new PatchError(`there is no ${path} to replace`);
      }
      return write(holder, key, copyOf(value ?? null));
    }
    case 'move':
      return add(object, path, remove(object, from ?? ''));
    case 'copy': {
      const source = holderOf(object, from ?? '');
      const found = read(source.holder, source.key);
      if (found === undefined) {
        throw new PatchError(`there is no ${from} to copy`);
      }
      return add(object, path, copyOf(found));
    }
    case 'test': {
      const { holder, key } = holderOf(object, path);
      if (!equals(read(holder, key) ?? null, value ?? null)) {
        throw new PatchError(`${path} is not what the test says`);
      }
      return undefined;
    }
    default:
      throw new PatchError(`${op} is no operation of a JSON patch`);
  }
}

function add(object: JsonObject, path: string, value: Json): void {
  const { holder, key } = holderOf(object, path);
  if (!Array.isArray(holder)) {
    setKey(holder, key, value);
    return;
  }
  const index = key === '-' ? holder.length : indexOf(key, holder.length);
  holder.splice(index, 0, value);
}

function remove(object: JsonObject, path: string): Json {
  const { holder, key } = holderOf(object, path);
  const old = read(holder, key);
  if (old === undefined) {
    throw new PatchError(`there is no ${path} to remove`);
  }
  if (Array.isArray(holder)) {
    holder.splice(indexOf(key, holder.length - 1), 1);
  } else {
    delete holder[key];
  }
  return old;
}

function holderOf(
  object: JsonObject,
  path: string,
): { holder: JsonObject | Json[]; key: string } {
  if (!path.startsWith('/')) {
    throw new PatchError(`${JSON.stringify(path)} is no path`);
  }
  const steps = path
    .slice(1)
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = steps.pop() ?? '';
  let holder: Json | undefined = object;
  for (const step of steps) {
    holder = read(holder, step);
  }
  if (!isObject(holder) && !Array.isArray(holder)) {
    throw new PatchError(`there is nothing at ${path}`);
  }
  return { holder, key };
}

function read(holder: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(holder)) {
    return /^(0|[1-9]\d*)$/.test(key) ? holder[Number(key)] : undefined;
  }
  return isObject(holder) ? ownValue(holder, key) : undefined;
}

function write(holder: JsonObject | Json[], key: string, value: Json): void {
  if (Array.isArray(holder)) {
    holder[indexOf(key, holder.length - 1)] = value;
  } else {
    setKey(holder, key, value);
  }
}

function indexOf(key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : NaN;
  if (!(index <= last)) {
    throw new PatchError(`the list has no place ${key}`);
  }
  return index;
}

function equals(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equals(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(key => equals(a[key] ?? null, ownValue(b, key) ?? null))
    );
  }
  return a === b;
}
