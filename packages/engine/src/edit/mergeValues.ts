/** Plain JSON data; `undefined` stands for a member that is not there. */
type Value = unknown;

/**
 * A field that was changed in two ways since somebody loaded it.
 *
 * @public
 */
export interface FieldConflict {
  /** Path of the field below the value that was merged, as in `ports[0].port`; empty for the value itself. */
  field: string;
  /** What stood there when it was loaded; undefined if nothing did. */
  base: unknown;
  /** What the edit wants. */
  mine: unknown;
  /** What stands there now. */
  theirs: unknown;
}

/** Members by which the items of a list are the same thing, the first that fits all items. */
const identities = [
  'name',
  'secretKey',
  'service',
  'gateway',
  'secret',
  'path',
  'key',
];

/** Lists whose order says nothing, so that two people may both add to them. */
const sets = new Set([
  'draining',
  'environments',
  'hostnames',
  'imagePullSecrets',
  'repositories',
  'secrets',
  'viewers',
]);

/**
 * Merges an edit into what stands there now: what the edit changed between `base` and `mine` is laid over `theirs`.
 * Objects are merged by member, lists by what identifies their items, else as a whole. A field that both sides
 * changed differently is a conflict and keeps the value of `prefer`.
 */
export function mergeValues(
  base: Value,
  mine: Value,
  theirs: Value,
  prefer: 'mine' | 'theirs' = 'theirs',
): { value: Value; conflicts: FieldConflict[] } {
  const conflicts: FieldConflict[] = [];
  return {
    value: merge(base, mine, theirs, '', { conflicts, prefer }),
    conflicts,
  };
}

interface Merge {
  conflicts: FieldConflict[];
  prefer: 'mine' | 'theirs';
}

function merge(
  base: Value,
  mine: Value,
  theirs: Value,
  field: string,
  state: Merge,
): Value {
  if (sameValue(mine, base) || sameValue(mine, theirs)) {
    return theirs;
  }
  if (sameValue(theirs, base)) {
    return mine;
  }
  if (isRecord(mine) && isRecord(theirs)) {
    return mergeRecords(isRecord(base) ? base : {}, mine, theirs, field, state);
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeLists(
      Array.isArray(base) ? base : [],
      mine,
      theirs,
      field,
      state,
    );
    if (merged) {
      return merged;
    }
  }
  state.conflicts.push({ field, base, mine, theirs });
  return state.prefer === 'mine' ? mine : theirs;
}

function mergeRecords(
  base: Record<string, Value>,
  mine: Record<string, Value>,
  theirs: Record<string, Value>,
  field: string,
  state: Merge,
): Value {
  const merged: Array<[string, Value]> = [];
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = merge(
      own(base, key),
      own(mine, key),
      own(theirs, key),
      field === '' ? key : `${field}.${key}`,
      state,
    );
    if (value !== undefined) {
      merged.push([key, value]);
    }
  }
  return Object.fromEntries(merged);
}

function mergeLists(
  base: readonly Value[],
  mine: readonly Value[],
  theirs: readonly Value[],
  field: string,
  state: Merge,
): Value[] | undefined {
  if (sets.has(field.slice(field.lastIndexOf('.') + 1))) {
    const all = [base, mine, theirs];
    if (all.every(list => list.every(item => typeof item === 'string'))) {
      const [was, wanted, is] = all.map(list => new Set<Value>(list));
      return [...new Set([...theirs, ...mine])].filter(item =>
        was.has(item) ? is.has(item) && wanted.has(item) : true,
      );
    }
  }
  const identity = identities.find(key =>
    [base, mine, theirs].every(list => identifies(key, list)),
  );
  if (identity) {
    return mergeIdentified(base, mine, theirs, identity, field, state);
  }
  return base.length === mine.length &&
    base.length === theirs.length &&
    [...base, ...mine, ...theirs].every(isRecord)
    ? theirs.map((item, index) =>
        merge(base[index], mine[index], item, `${field}[${index}]`, state),
      )
    : undefined;
}

/** Their items in their order, less what the edit took away, then what it added. */
function mergeIdentified(
  base: readonly Value[],
  mine: readonly Value[],
  theirs: readonly Value[],
  identity: string,
  field: string,
  state: Merge,
): Value[] {
  const [was, wanted, is] = [base, mine, theirs].map(
    list => new Map(list.map(item => [own(item, identity), item])),
  );
  const merged: Value[] = [];
  for (const key of new Set([...is.keys(), ...wanted.keys()])) {
    const item = merge(
      was.get(key),
      wanted.get(key),
      is.get(key),
      `${field}[${merged.length}]`,
      state,
    );
    if (item !== undefined) {
      merged.push(item);
    }
  }
  return merged;
}

function identifies(key: string, list: readonly Value[]): boolean {
  const seen = new Set(
    list.map(item => own(item, key)).filter(value => typeof value === 'string'),
  );
  return seen.size === list.length;
}

/** The own member of an object; undefined for anything else, so that `__proto__` is no member. */
function own(value: Value, key: string): Value {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether a value is an object with members. */
export function isRecord(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two plain values are equal, whatever the order of members. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((item, at) => sameValue(item, b[at]))
    );
  }
  if (!isRecord(a) || !isRecord(b)) {
    return false;
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}
