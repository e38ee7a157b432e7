import { timeOf } from '../../model/fields';
import { labelKeysOf } from '../../names';
import type { Application } from './application';
import { clock } from './windows/holdOf';

/**
 * Until when self-heal of an Application is to be paused, as its request says; undefined where it heals, or was turned off for good.
 */
export function pausedUntil(
  { object, automated, selfHeal }: Application,
  prefix: string,
): number | undefined {
  const { annotations } = object.metadata;
  return automated && !selfHeal
    ? timeOf(annotations?.[labelKeysOf(prefix).selfHealPausedUntil])
    : undefined;
}

/** `self-heal is paused until 2026-11-30 18:00 UTC`, or that it should be no longer. */
export function describePause(until: number, now: number): string {
  return until > now
    ? `self-heal is paused until ${clock(until)}`
    : `self-heal was to be paused until ${clock(until)}, and still is`;
}
