import { groupOf } from '@groundwork/engine';
import { Json, JsonObject, copyOf, isObject, ownValue, setKey } from './json';
import { isSet, mergeKeys } from './mergeKeys';

class Merge {
  readonly #group: string;
  readonly #kind: string;

  constructor(group: string, kind: string) {
    this.#group = group;
    this.#kind = kind;
  }

  maps(target: JsonObject, patch: JsonObject, path: readonly string[]): void {
    if (patch.$patch === 'replace') {
      Object.keys(target).forEach(key => delete target[key]);
    }
    for (const [key, value] of Object.entries(patch)) {
      if (key === '$patch' || key === '$retainKeys' || value === undefined) {
        continue;
      }
      if (key.startsWith('$setElementOrder/')) {
        continue;
      }
      if (key.startsWith('$deleteFromPrimitiveList/')) {
        this.#removeFrom(target, key.slice(key.indexOf('/') + 1), value);
        continue;
      }
      const merged = this.#value(ownValue(target, key), value, [...path, key]);
      if (merged === undefined) {
        delete target[key];
      } else {
        setKey(target, key, merged);
      }
    }
  }

  #value(
    old: Json | undefined,
    next: Json,
    path: readonly string[],
  ): Json | undefined {
    if (next === null) {
      return undefined;
    }
    if (isObject(next)) {
      if (next.$patch === 'delete') {
        return undefined;
      }
      const target: JsonObject = isObject(old) ? old : {};
      this.maps(target, next, path);
      return target;
    }
    if (Array.isArray(next)) {
      return this.#lists(Array.isArray(old) ? old : [], next, path);
    }
    return next;
  }

  #lists(
    old: readonly Json[],
    next: readonly Json[],
    path: readonly string[],
  ): Json[] {
    const replaces = next.some(
      item => isObject(item) && item.$patch === 'replace',
    );
    const plain = next.filter(
      item => !(isObject(item) && item.$patch === 'replace'),
    );
    if (isSet(path)) {
      return [...new Set([...plain, ...old])];
    }
    const keys = replaces
      ? undefined
      : mergeKeys(this.#group, this.#kind, path);
    if (!keys || ![...old, ...plain].every(isObject)) {
      return plain.map(item => this.#fresh(item, path));
    }
    return this.#keyed(
      old.filter(isObject),
      plain.filter(isObject),
      keys,
      path,
    );
  }

  /** Items of the patch come first, in its order, then what is left of the old ones. */
  #keyed(
    old: readonly JsonObject[],
    next: readonly JsonObject[],
    keys: readonly string[],
    path: readonly string[],
  ): Json[] {
    const used = this.#keysInUse([...old, ...next], keys);
    const keyOf = (item: JsonObject) =>
      JSON.stringify(used.map(key => item[key] ?? null));
    const rest = new Map(old.map(item => [keyOf(item), item]));
    const merged: Json[] = [];
    for (const item of next) {
      const key = keyOf(item);
      const target = rest.get(key);
      rest.delete(key);
      const value = this.#value(target, item, path);
      if (value !== undefined) {
        merged.push(value);
      }
    }
    return [...merged, ...rest.values()];
  }

  /** Of several keys, those that some item has: ports without a protocol are told apart by their number. */
  #keysInUse(
    items: readonly JsonObject[],
    keys: readonly string[],
  ): readonly string[] {
    return keys.filter(
      (key, i) => i === 0 || items.some(item => item[key] !== undefined),
    );
  }

  #fresh(item: Json, path: readonly string[]): Json {
    return isObject(item)
      ? this.#value(undefined, item, path) ?? {}
      : copyOf(item);
  }

  #removeFrom(target: JsonObject, key: string, value: Json): void {
    const list = ownValue(target, key);
    if (Array.isArray(list) && Array.isArray(value)) {
      setKey(
        target,
        key,
        list.filter(item => !value.includes(item)),
      );
    }
  }
}

/**
 * Applies a strategic merge patch to an object in place, as Kustomize does: maps are merged, null removes, lists are
 * merged by the keys of their types where these are known and replaced elsewhere. False where the patch deletes it.
 *
 * Source: kustomize's `kyaml/yaml/merge2`, by its results.
 */
export function mergePatch(object: JsonObject, patch: JsonObject): boolean {
  if (patch.$patch === 'delete') {
    return false;
  }
  const kind = String(object.kind ?? '');
  const merge = new Merge(groupOf(String(object.apiVersion ?? '')), kind);
  merge.maps(object, patch, []);
  return true;
}
