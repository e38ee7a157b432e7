import { FieldWriter, KubernetesObject } from '../../model';
import { Fields, fieldsOf, textOf, timeOf } from '../../model/fields';
import { Step, fieldsV1Step, keyStep } from './fieldPath';

/** Bounds of what is kept of one object: larger than what any controller writes, smaller than what hurts. */
const limits = {
  entries: 24,
  paths: 1_200,
  characters: 64_000,
  path: 1_000,
  depth: 24,
  nodes: 5_000,
};
const longestManager = 128;
/** Between steps, and between packed paths: no field has such characters in its name. */
const separator = '\u0000';
const end = '\u0001';
const firstCount = 32;

/**
 * What one manager wrote of an object. `paths` is packed: hardly any object's are ever asked for.
 *
 * @public
 */
export interface ManagedEntry {
  writer: FieldWriter;
  paths: string;
}

/**
 * Which manager wrote which fields of an object, from `metadata.managedFields`; `tooLarge` where that is more than is kept.
 *
 * @public
 */
export type ManagedPaths = readonly ManagedEntry[] | 'tooLarge';

const kept = new WeakMap<KubernetesObject, ManagedPaths>();

/**
 * Keeps for an object who manages its fields. Objects are kept without their `managedFields`, which are half of what they weigh.
 *
 * @public
 */
export function rememberManagers(
  object: KubernetesObject,
  managers: ManagedPaths,
): void {
  kept.set(object, managers);
}

/**
 * Lets go of who manages the fields of an object.
 *
 * @public
 */
export function forgetManagers(object: KubernetesObject): void {
  kept.delete(object);
}

/**
 * Who manages the fields of an object; undefined where nobody kept it.
 *
 * @public
 */
export function managersOf(object: KubernetesObject): ManagedPaths | undefined {
  return kept.get(object);
}

/**
 * Makes the index of managed paths out of `metadata.managedFields`. Equal texts, as those of objects that one template made, are
 * kept once. Who wrote the status is left out, since it is never compared.
 *
 * @public
 */
export class ManagedPathsReader {
  readonly #texts = new Map<string, string>();
  readonly #most: number;

  /** `most` texts are shared at most; more begin anew. */
  constructor(most = 5_000) {
    this.#most = most;
  }

  /** Never throws, whatever it is given; what is no entry is passed over. */
  read(managedFields: unknown): ManagedPaths {
    const list = Array.isArray(managedFields) ? managedFields : [];
    if (list.length > limits.entries) {
      return 'tooLarge';
    }
    const budget = { ...limits };
    const entries: ManagedEntry[] = [];
    for (const item of list) {
      const fields = fieldsOf(item);
      const writer = this.#writerOf(fields);
      if (fields.subresource === 'status') {
        continue;
      }
      if (writer && (fields.fieldsType ?? 'FieldsV1') === 'FieldsV1') {
        const paths = pathsOf(fieldsOf(fields.fieldsV1), budget);
        if (!paths) {
          return 'tooLarge';
        }
        entries.push({ writer, paths: this.#text(packed(paths)) });
      }
    }
    return entries;
  }

  #writerOf(fields: Fields): FieldWriter | undefined {
    const manager = textOf(fields.manager);
    if (manager === undefined) {
      return undefined;
    }
    const subresource = textOf(fields.subresource);
    const at = timeOf(fields.time);
    return {
      manager: this.#text(clear(manager)),
      operation: fields.operation === 'Apply' ? 'Apply' : 'Update',
      ...(subresource ? { subresource: this.#text(clear(subresource)) } : {}),
      ...(at === undefined ? {} : { at }),
    };
  }

  #text(text: string): string {
    const found = this.#texts.get(text);
    if (found !== undefined) {
      return found;
    }
    if (this.#texts.size >= this.#most) {
      this.#texts.clear();
    }
    this.#texts.set(text, text);
    return text;
  }
}

/** Paths in order, each as the number of steps that it shares with the one before, and its other steps. */
function packed(paths: readonly string[]): string {
  let before: readonly string[] = [];
  const parts: string[] = [];
  for (const path of paths) {
    const steps = path.split(separator);
    let shared = 0;
    while (shared < steps.length && steps[shared] === before[shared]) {
      shared += 1;
    }
    parts.push(
      String.fromCharCode(firstCount + shared) +
        steps.slice(shared).join(separator),
    );
    before = steps;
  }
  return parts.join(end);
}

const unpackedPaths = new WeakMap<ManagedEntry, ReadonlySet<string>>();

/** The paths of an entry. Those that were asked for once are kept, with the object that they are of. */
function pathsIn(entry: ManagedEntry): ReadonlySet<string> {
  const known = unpackedPaths.get(entry);
  if (known) {
    return known;
  }
  const paths = new Set<string>();
  let before: readonly string[] = [];
  for (const part of entry.paths === '' ? [] : entry.paths.split(end)) {
    const shared = part.charCodeAt(0) - firstCount;
    const rest = part.slice(1);
    before = [
      ...before.slice(0, shared),
      ...(rest === '' ? [] : rest.split(separator)),
    ];
    paths.add(before.join(separator));
  }
  unpackedPaths.set(entry, paths);
  return paths;
}

/** Names come from whoever writes: no character that hides or turns others. */
function clear(text: string): string {
  return text
    .slice(0, longestManager)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '');
}

/** The paths of a FieldsV1 tree: each field that is named itself, by `.` or by having none below it. Undefined beyond the limits. */
function pathsOf(
  tree: Fields,
  budget: Omit<typeof limits, 'entries'>,
): string[] | undefined {
  const paths: string[] = [];
  const rest: Array<{ at: Fields; path: string; depth: number }> = [
    { at: tree, path: '', depth: 0 },
  ];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { at, path, depth } = next;
    const steps = Object.keys(at);
    budget.nodes -= steps.length + 1;
    if (depth > budget.depth || budget.nodes < 0) {
      return undefined;
    }
    const below = steps.filter(step => step !== '.');
    if (path !== '' && (below.length === 0 || steps.length > below.length)) {
      budget.paths -= 1;
      budget.characters -= path.length;
      if (
        budget.paths < 0 ||
        budget.characters < 0 ||
        path.length > budget.path
      ) {
        return undefined;
      }
      paths.push(path);
    }
    for (const step of below) {
      // Of the values of a set only the list as a whole is ever compared.
      if (
        !step.startsWith('v:') &&
        !step.includes(separator) &&
        !step.includes(end)
      ) {
        const normal = normalStep(step);
        rest.push({
          at: fieldsOf(at[step]),
          path: path === '' ? normal : path + separator + normal,
          depth: depth + 1,
        });
      }
    }
    if (path !== '' && below.length > 0 && below.every(isValue)) {
      paths.push(path);
    }
  }
  return paths.sort();
}

function isValue(step: string): boolean {
  return step.startsWith('v:');
}

function normalStep(step: string): string {
  if (!step.startsWith('k:') || step.length > 1_000) {
    return step;
  }
  try {
    return keyStep(fieldsOf(JSON.parse(step.slice(2))));
  } catch {
    return step;
  }
}

/**
 * Who wrote the value at a path: who owns it, or what it is a part of and is owned as a whole, or anything below it. Of several
 * the one that wrote last; `besides` is passed over where there is another.
 */
export function writerOf(
  managers: ManagedPaths | undefined,
  path: readonly Step[],
  besides: (writer: FieldWriter) => boolean = () => false,
): FieldWriter | undefined {
  if (managers === undefined || managers === 'tooLarge') {
    return undefined;
  }
  const steps = path.map(fieldsV1Step);
  for (let length = steps.length; length > 0; length--) {
    const wanted = steps.slice(0, length).join(separator);
    const owners = managers.filter(each => pathsIn(each).has(wanted));
    // A field that is a map or a keyed list is owned itself and not with what is in it.
    const isWhole = length === steps.length || !isOpened(managers, wanted);
    if (owners.length > 0 && isWhole) {
      return latest(owners, besides);
    }
  }
  const inside = steps.join(separator) + separator;
  return latest(
    managers.filter(each => startsAny(pathsIn(each), inside)),
    besides,
  );
}

/** Whether any manager owns something below a path. */
function isOpened(managers: readonly ManagedEntry[], path: string): boolean {
  return managers.some(each => startsAny(pathsIn(each), path + separator));
}

function startsAny(paths: ReadonlySet<string>, start: string): boolean {
  for (const path of paths) {
    if (path.startsWith(start)) {
      return true;
    }
  }
  return false;
}

function latest(
  owners: readonly ManagedEntry[],
  besides: (writer: FieldWriter) => boolean,
): FieldWriter | undefined {
  const writers = owners.map(({ writer }) => writer);
  const others = writers.filter(writer => !besides(writer));
  return (others.length > 0 ? others : writers).reduce<FieldWriter | undefined>(
    (last, each) =>
      last === undefined || (each.at ?? 0) > (last.at ?? 0) ? each : last,
    undefined,
  );
}
