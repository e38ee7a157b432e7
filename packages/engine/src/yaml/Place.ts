/** Where a value stands, and where what is in it stands. */
export interface Place {
  /** The line of its key or, in a list, of its dash; counted from 1. */
  line: number;
  entries?: ReadonlyMap<string, Place>;
  items?: readonly Place[];
}

/** The line of the value at a path, or of the nearest thing around it that has a place of its own. */
export function lineAt(
  place: Place,
  path: ReadonlyArray<string | number>,
): number {
  let found = place;
  for (const step of path) {
    const next =
      found.items && typeof step === 'number'
        ? found.items[step]
        : found.entries?.get(String(step));
    if (!next) {
      break;
    }
    found = next;
  }
  return found.line;
}
