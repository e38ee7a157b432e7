/** The texts of several lists, once each, in an order that is that of every list where they agree on one. */
export function inOrder(lists: ReadonlyArray<readonly string[]>): string[] {
  const all: string[] = [];
  for (const list of lists) {
    let position = 0;
    for (const text of list) {
      const known = all.indexOf(text);
      if (known < 0) {
        all.splice(position, 0, text);
        position += 1;
      } else {
        position = Math.max(position, known + 1);
      }
    }
  }
  return all;
}
