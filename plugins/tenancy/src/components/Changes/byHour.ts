/** Entries of one hour. */
export interface Hour<T> {
  /** When the hour begins, milliseconds since the epoch. */
  at: number;
  entries: T[];
}

/** Entries by the reader's hours, in the order in which they are. */
export function byHour<T extends { at: number }>(
  entries: readonly T[],
): Hour<T>[] {
  const hours: Hour<T>[] = [];
  for (const entry of entries) {
    const begin = new Date(entry.at).setMinutes(0, 0, 0);
    const last = hours[hours.length - 1];
    if (last?.at === begin) {
      last.entries.push(entry);
    } else {
      hours.push({ at: begin, entries: [entry] });
    }
  }
  return hours;
}
