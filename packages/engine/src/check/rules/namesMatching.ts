import { literalPrefix, isLiteral } from '../../argocd/globMatches';
import { KubernetesObject } from '../../model';

interface Names {
  /** Places in the list, by name. */
  places: ReadonlyMap<string, readonly number[]>;
  /** All names in order; made when a pattern first asks for a range of them. */
  sorted?: readonly string[];
}

const memo = new WeakMap<readonly KubernetesObject[], Names>();

/**
 * The objects, in their order, whose names a pattern of Argo CD may match: all that do are among them, and few others.
 * Lists of a snapshot stay the same until something changes, so their names are put in order once for each list.
 */
export function namesMatching(
  list: readonly KubernetesObject[],
  patterns: readonly string[],
): readonly KubernetesObject[] {
  if (
    patterns.some(pattern => literalPrefix(pattern) === '' && pattern !== '')
  ) {
    return list;
  }
  const names = memo.get(list) ?? { places: placesOf(list) };
  memo.set(list, names);
  const found = new Set<number>();
  for (const pattern of patterns) {
    for (const name of candidates(names, pattern)) {
      names.places.get(name)?.forEach(place => found.add(place));
    }
  }
  return [...found].sort((a, b) => a - b).map(place => list[place]);
}

function placesOf(list: readonly KubernetesObject[]): Names['places'] {
  const places = new Map<string, number[]>();
  list.forEach(({ metadata: { name } }, place) => {
    const known = places.get(name);
    if (known) {
      known.push(place);
    } else {
      places.set(name, [place]);
    }
  });
  return places;
}

function candidates(names: Names, pattern: string): readonly string[] {
  if (isLiteral(pattern)) {
    return [pattern];
  }
  const prefix = literalPrefix(pattern);
  names.sorted ??= [...names.places.keys()].sort();
  const from = firstFrom(names.sorted, prefix);
  let to = from;
  while (to < names.sorted.length && names.sorted[to].startsWith(prefix)) {
    to++;
  }
  return names.sorted.slice(from, to);
}

/** Where the first name stands that does not come before the text. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
