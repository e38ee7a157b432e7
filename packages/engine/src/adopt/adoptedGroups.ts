import type { AdoptedDifference, AdoptedObject } from './Adoption';
import { type AdoptReason, reasonOf } from './AdoptReason';

/**
 * Objects of one kind of which the same is to be said.
 *
 * @public
 */
export interface AdoptedGroup extends Partial<AdoptReason> {
  fate: AdoptedObject['fate'];
  environment?: string;
  kind: string;
  /** The first of them. */
  names: readonly string[];
  count: number;
  /** The same of each of them. */
  differences?: readonly AdoptedDifference[];
}

/**
 * Objects by what is to be said of them, in the order in which they were found.
 *
 * @param most - names that are told of each group
 * @public
 */
export function adoptedGroups(
  objects: readonly AdoptedObject[],
  most: number,
): AdoptedGroup[] {
  const groups = new Map<string, AdoptedObject[]>();
  for (const object of objects) {
    const { fate, environment, kind, why, differences } = object;
    const key = JSON.stringify([fate, environment, kind, why, differences]);
    const group = groups.get(key);
    if (group) {
      group.push(object);
    } else {
      groups.set(key, [object]);
    }
  }
  return [...groups.values()].map(group => {
    const [{ fate, environment, kind, why, differences, ...first }] = group;
    return {
      fate,
      kind,
      names: group.slice(0, most).map(({ name }) => name),
      count: group.length,
      ...(environment === undefined ? {} : { environment }),
      ...(why === undefined ? {} : reasonOf({ ...first, why })),
      ...(differences ? { differences } : {}),
    };
  });
}
