import { KubernetesObject, NotCompared, groupOf } from '../../model';
import { Fields, fieldsOf } from '../../model/fields';
import { Mask, relationOf } from './Mask';
import { Step, fieldNames, pathText } from './fieldPath';
import { isSet, keyOfItem, mergeKeysOf } from './mergeKeys';
import { sameLeaf } from './sameValue';
import { isDropped, isLeftOpen } from './unsetFields';

/** A field that Git sets and that the cluster holds otherwise; `live` is undefined where it is not there. */
export interface Difference {
  path: readonly Step[];
  git: unknown;
  live: unknown;
  ignored: boolean;
}

/** What comes of comparing one object. */
export interface Compared {
  differences: Difference[];
  /** How many more there are. */
  further: number;
  notCompared: NotCompared[];
}

const mostDifferences = 100;
const mostNotCompared = 20;
/** Deeper than any kind nests. */
const deepest = 64;
/** A list without keys of which more differs was put together anew: it is told as a whole. */
const fewInList = 3;

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** Written by the cluster alone, or what names the object. */
const passedOver = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'status',
  'operation',
]);
const metadataFields = ['labels', 'annotations', 'finalizers'];

/** What a mask says, or that nobody can tell whether it says anything. */
type Outcome = Mask['outcome'] | 'unsure';

class Comparison {
  readonly #group: string;
  readonly #kind: string;
  readonly #masks: readonly Mask[];
  readonly #differences: Difference[] = [];
  readonly #notCompared = new Map<string, NotCompared>();
  readonly #aggregated: boolean;
  #further = 0;

  constructor(git: KubernetesObject, masks: readonly Mask[]) {
    this.#group = groupOf(git.apiVersion);
    this.#kind = git.kind;
    this.#masks = masks;
    this.#aggregated =
      git.kind === 'ClusterRole' && git.aggregationRule !== undefined;
  }

  result(): Compared {
    return {
      differences: this.#differences,
      further: this.#further,
      notCompared: [...this.#notCompared.values()],
    };
  }

  compare(git: unknown, live: unknown, path: readonly Step[]): void {
    const last = path[path.length - 1];
    const field = 'field' in last ? last.field : '';
    const names = fieldNames(path);
    if (isLeftOpen(git, this.#group, names) || this.#isOthers(path)) {
      return;
    }
    const outcome = this.#outcomeOf(path);
    if (outcome) {
      this.#masked(outcome, git, live, path);
    } else if (path.length > deepest) {
      this.#skip(path, 'nests too deep');
    } else if (live === undefined || live === null) {
      if (!isDropped(git, this.#group, names)) {
        this.#tell(git, undefined, path);
      }
    } else if (Array.isArray(git)) {
      this.#list(git, live, path, field);
    } else if (typeof git === 'object' && git !== null) {
      if (typeof live !== 'object' || Array.isArray(live)) {
        this.#tell(git, live, path);
        return;
      }
      for (const [key, value] of Object.entries(git)) {
        this.compare(value, own(live, key), [...path, { field: key }]);
      }
    } else if (!sameLeaf(git, live, names)) {
      this.#tell(git, live, path);
    }
  }

  /** What is said of a field that masks cover. */
  #outcomeOf(path: readonly Step[]): Outcome | undefined {
    let found: Outcome | undefined;
    for (const mask of this.#masks) {
      const relation = relationOf(mask, path);
      if (relation?.is === 'covered') {
        if (relation.isSure) {
          return mask.outcome;
        }
        found ??= 'unsure';
      }
    }
    return found;
  }

  #list(
    git: readonly unknown[],
    live: unknown,
    path: readonly Step[],
    field: string,
  ): void {
    if (!Array.isArray(live)) {
      this.#tell(git, live, path);
      return;
    }
    const keys = mergeKeysOf(this.#kind, field);
    const [wanted, there] = [git, live].map(items =>
      keys ? itemsByKey(items, item => keyOfItem(item, keys)) : undefined,
    );
    if (wanted && there) {
      let place = 0;
      for (const [id, { key, item }] of wanted) {
        const step = { key, place };
        this.compare(item, there.get(id)?.item, [...path, step]);
        place += 1;
      }
    } else if (keys && git.length !== live.length) {
      // API servers merge such lists in ways of their own.
      this.#skip(
        path,
        `its items cannot be told apart by ${keys.keys.join(' and ')}`,
      );
    } else if (isSet(field)) {
      const all = new Set(live.map(each => JSON.stringify(each)));
      if (git.some(each => !all.has(JSON.stringify(each)))) {
        this.#tell(git, live, path);
      }
    } else if (git.length !== live.length) {
      this.#tell(git, live, path);
    } else {
      this.#inOrder(git, live, path);
    }
  }

  #inOrder(
    git: readonly unknown[],
    live: readonly unknown[],
    path: readonly Step[],
  ): void {
    const names = fieldNames(path);
    const isPlain = git.every(
      each => typeof each !== 'object' || each === null,
    );
    if (isPlain) {
      if (git.some((each, i) => !sameLeaf(each, live[i], names))) {
        this.#tell(git, live, path);
      }
      return;
    }
    const before = this.#differences.length;
    const further = this.#further;
    git.forEach((each, index) =>
      this.compare(each, live[index], [...path, { index }]),
    );
    const fresh = this.#differences.slice(before);
    if (fresh.length > fewInList && !fresh.some(({ ignored }) => ignored)) {
      this.#differences.length = before;
      this.#further = further;
      this.#tell(git, live, path);
    }
  }

  /** What a controller puts together from other objects. */
  #isOthers(path: readonly Step[]): boolean {
    const [first, second, third] = path;
    return (
      (this.#aggregated && 'field' in first && first.field === 'rules') ||
      (path.length === 3 &&
        'field' in first &&
        first.field === 'metadata' &&
        'field' in second &&
        second.field === 'annotations' &&
        'field' in third &&
        third.field === lastApplied)
    );
  }

  #masked(
    outcome: Outcome,
    git: unknown,
    live: unknown,
    path: readonly Step[],
  ): void {
    if (typeof outcome === 'object') {
      this.#skip(path, outcome.why);
      return;
    }
    const bare = new Comparison(
      {
        apiVersion: this.#group ? `${this.#group}/v1` : 'v1',
        kind: this.#kind,
        metadata: { name: '' },
      },
      [],
    );
    bare.compare(git, live, path);
    for (const difference of bare.result().differences) {
      if (outcome === 'ignored') {
        this.#push({ ...difference, ignored: true });
      } else {
        this.#skip(
          difference.path,
          'ignoreDifferences may name it, by what is not evaluated here',
        );
      }
    }
  }

  #tell(git: unknown, live: unknown, path: readonly Step[]): void {
    if (this.#masks.some(mask => relationOf(mask, path)?.is === 'inside')) {
      this.#skip(path, 'holds a field that is not compared');
      return;
    }
    this.#push({ path, git, live, ignored: false });
  }

  #push(difference: Difference): void {
    if (this.#differences.length < mostDifferences) {
      this.#differences.push(difference);
    } else {
      this.#further += 1;
    }
  }

  #skip(path: readonly Step[], why: string): void {
    if (this.#notCompared.size < mostNotCompared) {
      const text = pathText(path);
      this.#notCompared.set(text, { path: text, why });
    }
  }
}

/**
 * Compares what Git says with what lives. Only what Git sets counts: what API servers, controllers and sidecars add is none of
 * its business. Lists are merged by their keys where these are known.
 */
export function compareObject(
  git: KubernetesObject,
  live: KubernetesObject,
  masks: readonly Mask[] = [],
): Compared {
  const comparison = new Comparison(git, masks);
  for (const [field, value] of Object.entries(git)) {
    if (!passedOver.has(field)) {
      comparison.compare(value, own(live, field), [{ field }]);
    }
  }
  const metadata: Fields = live.metadata;
  for (const field of metadataFields) {
    const path = [{ field: 'metadata' }, { field }];
    comparison.compare(own(git.metadata, field), metadata[field], path);
  }
  return comparison.result();
}

function own(holder: unknown, field: string): unknown {
  const fields = fieldsOf(holder);
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** The items of a list by their keys; undefined where one has none, or two have the same. */
function itemsByKey<K extends object>(
  items: readonly unknown[],
  keyOf: (item: Fields) => K | undefined,
): Map<string, { key: K; item: unknown }> | undefined {
  const found = new Map<string, { key: K; item: unknown }>();
  for (const item of items) {
    const key = keyOf(fieldsOf(item));
    if (!key) {
      return undefined;
    }
    found.set(JSON.stringify(key), { key, item });
  }
  return found.size === items.length ? found : undefined;
}
