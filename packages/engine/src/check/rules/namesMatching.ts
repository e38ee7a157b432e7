import { literalPrefix, isLiteral } from '../../names/globMatches';
import { KubernetesObject } from '../../model';
import { named } from '../../snapshot/grouped';

/** All names in order, for patterns that ask for a range of them. */
const memo = new WeakMap<readonly KubernetesObject[], readonly string[]>();

/** The objects whose names one of the patterns of Argo CD may match: all that do are among them, and few others. */
export function namesMatching(
  list: readonly KubernetesObject[],
  patterns: readonly string[],
): readonly KubernetesObject[] {
  if (
    patterns.some(pattern => literalPrefix(pattern) === '' && pattern !== '')
  ) {
    return list;
  }
  const names = new Set(patterns.flatMap(pattern => candidates(list, pattern)));
  return [...names].flatMap(name => named(list, name));
}

function candidates(
  list: readonly KubernetesObject[],
  pattern: string,
): readonly string[] {
  if (isLiteral(pattern)) {
    return [pattern];
  }
  const prefix = literalPrefix(pattern);
  const sorted = memo.get(list) ?? list.map(each => each.metadata.name).sort();
  memo.set(list, sorted);
  const from = firstFrom(sorted, prefix);
  let to = from;
  while (to < sorted.length && sorted[to].startsWith(prefix)) {
    to++;
  }
  return sorted.slice(from, to);
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
