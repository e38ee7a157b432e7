import type { SourceState } from '@groundwork/engine';

const REASONS = ['notWatched', 'timeout', 'unreachable', 'tls', 'unauthorized'];

/** Whether a source does not answer at all, rather than keeping some of its kinds to itself. */
export function isAway({ problem }: SourceState): boolean {
  return problem !== undefined && REASONS.includes(problem.unknown);
}
