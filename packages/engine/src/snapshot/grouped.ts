import { KubernetesObject } from '../model';

type Groups = ReadonlyMap<string, readonly KubernetesObject[]>;

const memo = new WeakMap<readonly KubernetesObject[], Map<string, Groups>>();

/**
 * Groups a list by a text of each object. Lists of a snapshot stay the same until something changes, so the groups are
 * made once for each list and `name` of the grouping; objects without a text are left out.
 */
export function grouped(
  list: readonly KubernetesObject[],
  name: string,
  keyOf: (object: KubernetesObject) => string | undefined,
): Groups {
  const known = memo.get(list) ?? new Map<string, Groups>();
  memo.set(list, known);
  let groups = known.get(name);
  if (!groups) {
    const made = new Map<string, KubernetesObject[]>();
    for (const object of list) {
      const key = keyOf(object);
      if (key !== undefined) {
        const group = made.get(key);
        if (group) {
          group.push(object);
        } else {
          made.set(key, [object]);
        }
      }
    }
    groups = made;
    known.set(name, groups);
  }
  return groups;
}
