import { KubernetesObject } from '../../../model';
import { at, listOf } from '../../../model/fields';
import { Application } from '../application';
import {
  SyncWindow,
  concerns,
  openUntil,
  opensAt,
  readWindow,
} from './syncWindow';

/** Syncs that an AppProject's windows hold back now. `until` is in milliseconds since the epoch, where it is known. */
export interface Hold {
  why: 'denied' | 'notAllowed' | 'broken';
  /** Whether a person may sync all the same. */
  manual: boolean;
  until?: number;
}

/**
 * What holds an Application's syncs back at `now`, as Argo CD decides it: an open `deny` window, or `allow` windows none of
 * which is open. A window that can't be read stops all syncs.
 */
export function holdOf(
  app: Application,
  project: KubernetesObject | undefined,
  now: number,
): Hold | undefined {
  const fitting = listOf(at(project?.spec, 'syncWindows')).filter(fields =>
    concerns(fields, app),
  );
  const windows = fitting.map(readWindow);
  if (windows.includes(undefined)) {
    return { why: 'broken', manual: false };
  }
  const all = windows.filter(window => window !== undefined);
  const open = all.flatMap(window => {
    const until = openUntil(window, now);
    return until === undefined ? [] : [{ window, until }];
  });
  const denying = open.filter(({ window }) => window.kind === 'deny');
  if (denying.length > 0) {
    return {
      why: 'denied',
      manual: denying.every(({ window }) => window.manualSync),
      until: Math.max(...denying.map(({ until }) => until)),
    };
  }
  const allowing = all.filter(({ kind }) => kind === 'allow');
  if (
    allowing.length === 0 ||
    open.some(({ window }) => window.kind === 'allow')
  ) {
    return undefined;
  }
  return {
    why: 'notAllowed',
    manual: allowing.every(({ manualSync }) => manualSync),
    ...earliest(allowing, now),
  };
}

function earliest(windows: readonly SyncWindow[], now: number) {
  const times = windows.flatMap(window => opensAt(window, now) ?? []);
  return times.length > 0 ? { until: Math.min(...times) } : {};
}

/** `a sync window blocks it until 2026-11-28 18:00 UTC`. */
export function describeHold({ why, until }: Hold): string {
  if (why === 'broken') {
    return 'a sync window of its project is invalid, so Argo CD syncs nothing';
  }
  const what =
    why === 'denied' ? 'a sync window blocks it' : 'no sync window is open';
  return until === undefined ? what : `${what} until ${clock(until)}`;
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
