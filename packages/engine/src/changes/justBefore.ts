import { Change, ChangeEvent } from '../model';

/**
 * How far back "just before" reaches, in milliseconds: rollouts are given up on after ten minutes by default.
 *
 * @public
 */
export const JUST_BEFORE = 15 * 60_000;

/** What people do comes first, then what was done to objects, then syncs, which carry both, then what goes on by itself. */
const RANKS: Partial<Record<ChangeEvent, number>> = {
  committed: 0,
  merged: 0,
  edited: 0,
  transferred: 1,
  image: 1,
  scaled: 1,
  limits: 1,
  restarted: 1,
  deleted: 1,
  refreshFailed: 1,
  synced: 2,
  syncFailed: 2,
  refreshed: 3,
  renewed: 3,
  issued: 3,
  created: 3,
};

/**
 * The change just before something: of those at most {@link JUST_BEFORE} earlier that concern the same environment one that
 * somebody made, else one of an object, else a sync, else what goes on by itself; of several the last. It is a hint where to look and no cause.
 *
 * @public
 */
export function justBefore(
  change: Pick<Change, 'key' | 'at' | 'environments'>,
  others: Iterable<Change>,
): Change | undefined {
  let best: Change | undefined;
  for (const other of others) {
    if (
      isBefore(other, change) &&
      (best === undefined || isNearer(other, best, change.at))
    ) {
      best = other;
    }
  }
  return best;
}

function isBefore(
  other: Change,
  { key, at, environments }: Parameters<typeof justBefore>[0],
): boolean {
  return (
    other.key !== key &&
    RANKS[other.event] !== undefined &&
    other.at <= at &&
    at - lastBefore(other, at) <= JUST_BEFORE &&
    (other.environments.length === 0 ||
      environments.length === 0 ||
      other.environments.some(each => environments.includes(each)))
  );
}

/** When it happened last before a time, as far as is known: of several that were merged only the ends are. */
function lastBefore({ at, until }: Change, time: number): number {
  return until !== undefined && until <= time ? until : at;
}

function isNearer(a: Change, b: Change, time: number): boolean {
  const rank = (RANKS[a.event] ?? 9) - (RANKS[b.event] ?? 9);
  const nearer = lastBefore(a, time) - lastBefore(b, time);
  return (
    rank < 0 || (rank === 0 && (nearer > 0 || (nearer === 0 && a.key > b.key)))
  );
}
