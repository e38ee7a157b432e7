import { describePause } from '../pausedUntil';
import { Rule, say } from './rule';

/** A pause of self-heal that is meant, or that somebody forgot. */
export const paused: Rule = one => {
  const { now, pausedUntil } = one;
  if (pausedUntil === undefined) {
    return undefined;
  }
  const isOver = pausedUntil <= now;
  return say(
    one,
    isOver ? 'Degraded' : 'Suspended',
    describePause(pausedUntil, now),
    { fixableBy: 'tenant', ...(isOver ? { since: pausedUntil } : {}) },
  );
};
