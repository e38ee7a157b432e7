import { createHash } from 'node:crypto';

/*
 * What differs from object to object in a cluster and can't be guessed: UIDs, digests, addresses, times. The same name gives the
 * same each time, so that every process of a bench makes the same objects.
 */

/** Hexadecimal characters, 64 of them. */
export function digest(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

export function uid(of: string): string {
  const hex = digest(of);
  return [8, 12, 16, 20, 32]
    .map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end))
    .join('-');
}

/** A number below `most`. */
export function number(of: string, most: number): number {
  return parseInt(digest(of).slice(0, 8), 16) % most;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The random end of a name, as an API server makes it. */
export function suffix(of: string, length: number): string {
  const hex = digest(of);
  return Array.from(
    { length },
    (_, i) =>
      LETTERS[parseInt(hex.slice(2 * i, 2 * i + 2), 16) % LETTERS.length],
  ).join('');
}

/** A time of some months in 2026. */
export function time(of: string): string {
  const second = Date.UTC(2026, 2, 1) / 1000 + number(of, 20_000_000);
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}

export function address(of: string): string {
  return `10.${number(of, 200)}.${number(`${of}.`, 250)}.${number(
    `${of}..`,
    250,
  )}`;
}

/** Who made an object, as its controller writes it. */
export function controlledBy(
  apiVersion: string,
  kind: string,
  of: { tenant: string; name: string },
) {
  const { tenant, name } = of;
  return {
    apiVersion,
    blockOwnerDeletion: true,
    controller: true,
    kind,
    name,
    uid: uid(`${tenant}/${name}`),
  };
}
