/** How `groundwork set-image` ends, so that a pipeline can tell why. 2 is a command that can't be run as it was written. */
export const exitCodes = {
  /** It runs and is healthy; without --wait: it is written, committed or proposed. */
  deployed: 0,
  refused: 1,
  /** It does not get well by waiting: the cause was told. */
  unhealthy: 3,
  /** It has not become healthy in time, and goes on. */
  timeout: 4,
} as const;
