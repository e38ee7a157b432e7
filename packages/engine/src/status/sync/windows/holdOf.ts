import { KubernetesObject, SyncHold } from '../../../model';
import { at, listOf } from '../../../model/fields';
import { Application } from '../application';
import {
  SyncWindow,
  concerns,
  describeWindow,
  openUntil,
  opensAt,
  readWindow,
} from './syncWindow';

/** How often a window is asked when it turns, before the end of a hold counts as out of sight. */
const mostTurns = 1000;

/**
 * What holds an Application's syncs back at `now`, as Argo CD decides it (`CanSync`, 3.5): an open `deny` window, or `allow`
 * windows none of which is open. A window that can't be read stops all syncs.
 */
export function holdOf(
  app: Application,
  project: KubernetesObject | undefined,
  now: number,
): SyncHold | undefined {
  const fitting = listOf(at(project?.spec, 'syncWindows')).filter(fields =>
    concerns(fields, app),
  );
  const windows = fitting.flatMap(fields => readWindow(fields) ?? []);
  if (windows.length < fitting.length) {
    const broken = fitting.find(fields => !readWindow(fields));
    return {
      why: 'broken',
      manual: false,
      ...(broken ? { window: describeWindow(broken) } : {}),
    };
  }
  const hold = holdAt(windows, now);
  if (!hold) {
    return undefined;
  }
  const until = endOf(windows, now);
  return until === undefined ? hold : { ...hold, until };
}

function holdAt(
  windows: readonly SyncWindow[],
  time: number,
): Omit<SyncHold, 'until'> | undefined {
  const open = windows.filter(each => openUntil(each, time) !== undefined);
  const denying = open.filter(({ kind }) => kind === 'deny');
  if (denying.length > 0) {
    return {
      why: 'denied',
      manual: denying.every(({ manualSync }) => manualSync),
      window: denying[0].words,
    };
  }
  const allowing = windows.filter(({ kind }) => kind === 'allow');
  if (allowing.length === 0 || open.some(({ kind }) => kind === 'allow')) {
    return undefined;
  }
  return {
    why: 'notAllowed',
    manual: allowing.every(({ manualSync }) => manualSync),
    window: allowing[0].words,
  };
}

/** When syncs go through again. One window may open before another one closes. */
function endOf(
  windows: readonly SyncWindow[],
  now: number,
): number | undefined {
  let time = now;
  for (let turns = 0; turns < mostTurns; turns += windows.length) {
    const next = nextTurn(windows, time);
    if (next === Infinity) {
      return undefined;
    }
    // A window opens after the minute that it names has begun.
    time = Math.max(next, time) + 1;
    if (!holdAt(windows, time)) {
      return next;
    }
  }
  return undefined;
}

/** When the first of the windows opens or closes. */
function nextTurn(windows: readonly SyncWindow[], time: number): number {
  return Math.min(
    ...windows.map(
      each => openUntil(each, time) ?? opensAt(each, time) ?? Infinity,
    ),
  );
}

/** `a sync window (freeze) blocks it until 2026-11-28 18:00 UTC`. */
export function describeHold({ why, until, window }: SyncHold): string {
  const named = window === undefined ? '' : ` (${window})`;
  if (why === 'broken') {
    return `a sync window of its project${named} is invalid, so Argo CD syncs nothing`;
  }
  const what =
    why === 'denied'
      ? `a sync window${named} blocks it`
      : 'no sync window is open';
  return until === undefined ? what : `${what} until ${clock(until)}`;
}

/** A time of day that people may compare with their own: `2026-11-28 18:00 UTC`. */
export function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
