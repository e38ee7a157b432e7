import { KubernetesObject } from '../model';
import { derivationOf } from './derivedList';
import { at, textsOf } from '../model/fields';
import { DerivedGroups, Groups, KeysOf, LiveGroups } from './groups';

type List = readonly KubernetesObject[];

/** Who gave a list and can group it, as long as it still holds what the list does. */
export interface Grouping {
  groups(list: List, name: string, keysOf: KeysOf): Groups | undefined;
}

const memo = new WeakMap<List, Map<string, Groups>>();
const givers = new WeakMap<List, Grouping>();

/** Notes who gave a list. */
export function givenBy(list: List, giver: Grouping): void {
  givers.set(list, giver);
}

/**
 * Groups a list by texts of each object, of which `name` tells: the same function has to stand under one name everywhere.
 * Lists of a snapshot stay the same until something changes. An index keeps their groups from then on, and a plan over it
 * looks at what is planned alone; other lists are grouped once.
 *
 * @public
 */
export function grouped(
  list: readonly KubernetesObject[],
  name: string,
  keysOf: KeysOf,
): Groups {
  const given = givers.get(list)?.groups(list, name, keysOf);
  if (given) {
    return given;
  }
  const known = memo.get(list) ?? new Map<string, Groups>();
  memo.set(list, known);
  let groups = known.get(name);
  if (!groups) {
    const derivation = derivationOf(list);
    groups = derivation
      ? new DerivedGroups(
          grouped(derivation.from, name, keysOf),
          derivation.gone,
          derivation.added,
          keysOf,
        )
      : new LiveGroups(list, keysOf);
    known.set(name, groups);
  }
  return groups;
}

/** Groups a list by the value of a label. */
export function labelled(list: List, label: string): Groups {
  return grouped(list, `metadata.labels.${label}`, ({ metadata }) =>
    textsOf([at(metadata.labels, label)]),
  );
}

/** The objects of a list that have a name, in whichever namespace. */
export function named(list: List, name: string): List {
  return grouped(list, 'metadata.name', ({ metadata }) => [metadata.name]).get(
    name,
  );
}
