import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';

/** Of larger inventories the rest is not looked at; nor are longer identifiers, which no object has. */
const most = 20_000;
const longest = 1_000;

/**
 * An object that Flux says it applied.
 *
 * @public
 */
export interface InventoryEntry {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * What an object of Flux applied, by its `status.inventory`; undefined of one that keeps none, as HelmReleases before Flux 2.8.
 * Entries that can't be read are left out.
 */
export function inventoryOf({
  status,
}: KubernetesObject): readonly InventoryEntry[] | undefined {
  const entries = at(status, 'inventory', 'entries');
  return Array.isArray(entries)
    ? listOf(entries.slice(0, most)).flatMap(({ id }) => entryOf(id) ?? [])
    : undefined;
}

/**
 * An object of Flux whose inventory has only these entries.
 *
 * @public
 */
export function withInventory(
  object: KubernetesObject,
  isWithin: (entry: InventoryEntry) => boolean,
): KubernetesObject {
  const inventory = fieldsOf(at(object.status, 'inventory'));
  return {
    ...object,
    status: {
      ...fieldsOf(object.status),
      inventory: {
        ...inventory,
        entries: listOf(inventory.entries)
          .slice(0, most)
          .filter(({ id }) => {
            const entry = entryOf(id);
            return entry !== undefined && isWithin(entry);
          }),
      },
    },
  };
}

/** `<namespace>_<name>_<group>_<kind>`, of RBAC with `__` for each colon of the name: the identifiers of cli-utils. */
function entryOf(id: unknown): InventoryEntry | undefined {
  const text = (textOf(id) ?? '').slice(0, longest);
  const [, namespace, name, group, kind] =
    /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(text) ?? [];
  return kind === undefined
    ? undefined
    : {
        group,
        kind,
        ...(namespace === '' ? {} : { namespace }),
        name: name.replaceAll('__', ':'),
      };
}
