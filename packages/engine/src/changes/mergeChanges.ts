import { Change, ChangeEvent } from '../model';

const MINUTE = 60_000;

/** How long after the last of its like something counts as the same going on, in milliseconds. */
const WINDOWS: Partial<Record<ChangeEvent, number>> = {
  scaled: 10 * MINUTE,
  limits: 10 * MINUTE,
  image: 2 * MINUTE,
  edited: 10 * MINUTE,
  synced: 30 * MINUTE,
  syncFailed: 30 * MINUTE,
  refreshed: 90 * MINUTE,
  refreshFailed: 90 * MINUTE,
  became: 10 * MINUTE,
  silent: 2 * MINUTE,
  unwatched: 2 * MINUTE,
};

/** No entry gets longer than this, so that a storm that never ends is an entry each so often. */
const LONGEST: Partial<Record<ChangeEvent, number>> = {
  refreshed: 24 * 60 * MINUTE,
  refreshFailed: 24 * 60 * MINUTE,
};
const LONGEST_OTHERWISE = 60 * MINUTE;

/**
 * What two changes must have in common to be merged; undefined for those that never are. The way to a state and the way
 * back are two, so that of something that flaps both stay in sight.
 *
 * @public
 */
export function threadOf(change: Change): string | undefined {
  if (WINDOWS[change.event] === undefined) {
    return undefined;
  }
  const { kind, event, environments, subject } = change;
  return JSON.stringify([
    kind,
    event,
    environments,
    subject?.kind,
    subject?.name,
    ...sameWords(change),
  ]);
}

function sameWords({ event, by, commit, from, to }: Change): unknown[] {
  switch (event) {
    case 'became':
      return [from, to];
    case 'edited':
      return [by];
    case 'synced':
    case 'syncFailed':
      return [commit];
    default:
      return [];
  }
}

/**
 * Two changes as one where they are the same going on: the second of the same thread soon after the first. Undefined where
 * they are not.
 *
 * @public
 */
export function mergeChanges(a: Change, b: Change): Change | undefined {
  const thread = threadOf(a);
  if (thread === undefined || thread !== threadOf(b)) {
    return undefined;
  }
  const [first, second] = a.at <= b.at ? [a, b] : [b, a];
  const window = WINDOWS[first.event] ?? 0;
  const longest = LONGEST[first.event] ?? LONGEST_OTHERWISE;
  const until = Math.max(endOf(first), endOf(second));
  if (second.at - endOf(first) > window || until - first.at > longest) {
    return undefined;
  }
  const { from } = first;
  return {
    ...second,
    key: first.key,
    at: first.at,
    until,
    count: (first.count ?? 1) + (second.count ?? 1),
    ...(from === undefined ? {} : { from }),
  };
}

/**
 * Changes with those merged that belong together, oldest first.
 *
 * @public
 */
export function mergeAll(changes: readonly Change[]): Change[] {
  const merged: Change[] = [];
  const last = new Map<string, number>();
  const keys = new Set<string>();
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    if (keys.has(change.key)) {
      continue;
    }
    keys.add(change.key);
    const thread = threadOf(change);
    const place = thread === undefined ? undefined : last.get(thread);
    const one =
      place === undefined ? undefined : mergeChanges(merged[place], change);
    if (one && place !== undefined) {
      merged[place] = one;
    } else {
      if (thread !== undefined) {
        last.set(thread, merged.length);
      }
      merged.push(change);
    }
  }
  return merged;
}

function endOf({ at, until }: Change): number {
  return until ?? at;
}
