const most = 64;

/** How many letters have to be added, taken away, changed or swapped to make one text of another. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[b.length];
}

/** Whether one text is most likely the other, mistyped. */
export function isTypo(given: string, meant: string): boolean {
  const length = Math.max(given.length, meant.length);
  if (given === meant || length > 253) {
    return false;
  }
  return distance(given, meant) <= (length < 5 ? 1 : 2);
}

/**
 * What somebody may have meant, of what there is: the one that it is most likely mistyped of, or all that there are where
 * they are few enough to choose from.
 */
export function meantBy(given: string, there: readonly string[]): string[] {
  const others = [...new Set(there)]
    .filter(each => each !== given && each.length <= 253)
    .slice(0, most);
  const near = others
    .filter(each => isTypo(given, each))
    .sort((a, b) => distance(given, a) - distance(given, b));
  if (near.length > 0) {
    return near;
  }
  return others.length <= 5 ? others : [];
}
