import { KubernetesObject } from '../../model';
import { at, fieldsOf, textOf } from '../../model/fields';

/** Of larger inventories the rest is not looked at; nor are longer identifiers, which no object has. */
const most = 20_000;
const longest = 1_000;

const NAMESPACE = '__Namespace';

/**
 * An object that Flux says it applied.
 *
 * @public
 */
export interface InventoryEntry {
  /** Absent of what belongs to the whole cluster. */
  namespace?: string;
  group: string;
  kind: string;
  name: string;
}

/** What an inventory says, without a look at each entry. */
export interface Inventory {
  /** Identifiers by the namespace of their objects; those of the whole cluster by none. */
  byNamespace: ReadonlyMap<string, readonly string[]>;
  /** Namespaces that are among the objects themselves. */
  namespaces: readonly string[];
  /** Whether there may be more than this: too many, or what can't be read. */
  isCut: boolean;
}

const none: Inventory = {
  byNamespace: new Map(),
  namespaces: [],
  isCut: false,
};

/** The same for all who look at an object, which may hold thousands. */
const read = new WeakMap<KubernetesObject, Inventory>();

/**
 * What an object of Flux applied, by its `status.inventory`; nothing of one that keeps none, as HelmReleases before Flux 2.8.
 */
export function inventoryOf(object: KubernetesObject): Inventory {
  const entries = at(object.status, 'inventory', 'entries');
  if (!Array.isArray(entries)) {
    return none;
  }
  const known = read.get(object) ?? readAll(entries);
  read.set(object, known);
  return known;
}

function readAll(entries: readonly unknown[]): Inventory {
  const byNamespace = new Map<string, string[]>();
  const namespaces: string[] = [];
  let isCut = entries.length > most;
  for (const entry of entries.slice(0, most)) {
    const id = textOf(fieldsOf(entry).id) ?? '';
    const end = id.indexOf('_');
    if (end < 0 || id.length > longest) {
      isCut = true;
      continue;
    }
    const namespace = id.slice(0, end);
    const same = byNamespace.get(namespace);
    if (same) {
      same.push(id);
    } else {
      byNamespace.set(namespace, [id]);
    }
    if (namespace === '' && id.endsWith(NAMESPACE)) {
      namespaces.push(id.slice(1, -NAMESPACE.length));
    }
  }
  return { byNamespace, namespaces, isCut };
}

/**
 * What an object of Flux says it applied; undefined where it does not say it, or there may be more.
 *
 * @public
 */
export function fluxInventory(
  object: KubernetesObject,
): readonly InventoryEntry[] | undefined {
  const { byNamespace, isCut } = inventoryOf(object);
  const isSaid = Array.isArray(at(object.status, 'inventory', 'entries'));
  return isSaid && !isCut
    ? [...byNamespace.values()].flat().flatMap(id => entryOf(id) ?? [])
    : undefined;
}

/** `<namespace>_<name>_<group>_<kind>`, of RBAC with `__` for each colon of the name: the identifiers of cli-utils. */
export function entryOf(id: string): InventoryEntry | undefined {
  const [, namespace, name, group, kind] =
    /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(id.slice(0, longest)) ?? [];
  return kind === undefined
    ? undefined
    : {
        ...(namespace === '' ? {} : { namespace }),
        group,
        kind,
        name: name.replaceAll('__', ':'),
      };
}
