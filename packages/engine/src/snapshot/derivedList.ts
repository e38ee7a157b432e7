import { KubernetesObject } from '../model';

type List = readonly KubernetesObject[];

/** How a list came of another: without some of its objects, with others after the rest. */
interface Derivation {
  from: List;
  gone: ReadonlySet<KubernetesObject>;
  added: List;
}

const derivations = new WeakMap<List, Derivation>();

/** More are looked for one by one no longer: a walk over the whole list is shorter then. */
const FEW = 64;

/** Makes the list. What was found out about the list that it came of can serve for it too, see `grouped`. */
export function derivedList(derivation: Derivation): List {
  const { from, gone, added } = derivation;
  const kept = without(from, gone);
  const list = added.length > 0 ? kept.concat(added) : kept;
  derivations.set(list, derivation);
  return list;
}

/** How a list came of another, if it did. */
export function derivationOf(list: List): Derivation | undefined {
  return derivations.get(list);
}

function without(
  list: List,
  gone: ReadonlySet<KubernetesObject>,
): KubernetesObject[] {
  if (gone.size > FEW) {
    return list.filter(object => !gone.has(object));
  }
  const kept = list.slice();
  for (const object of gone) {
    const place = kept.indexOf(object);
    if (place >= 0) {
      kept.splice(place, 1);
    }
  }
  return kept;
}
