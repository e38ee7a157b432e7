import type { Finding } from '@groundwork/engine';

/** Milliseconds within which clocks count as the same: as near as a header tells, and what answers take. */
const GRAIN = 10_000;

/** From this on somebody should mend it. */
const TOO_FAR = 60_000;

const HOUR = 3_600_000;

/** Whoever is further away is no clock that anything could be measured by. */
const FURTHEST = 366 * 24 * HOUR;

/**
 * How far the clocks of clusters are from ours. A clock that is set, here or there, is seen with the next answer; small
 * differences from answer to answer change nothing.
 */
export class Clocks {
  readonly #ahead = new Map<string, number>();

  /** Takes in what a cluster told, in milliseconds that it is ahead. Tells whether that is news. */
  measure(cluster: string, ahead: number): boolean {
    if (Math.abs(ahead) > FURTHEST) {
      return false;
    }
    const known = this.#ahead.get(cluster) ?? 0;
    const next = Math.abs(ahead) < GRAIN ? 0 : ahead;
    if (Math.abs(next - known) < GRAIN) {
      return false;
    }
    this.#ahead.set(cluster, next);
    return true;
  }

  ahead(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#ahead);
  }

  /** One for each clock that should be set. */
  findings(): Finding[] {
    return [...this.#ahead]
      .filter(([, ahead]) => Math.abs(ahead) >= TOO_FAR)
      .map(([cluster, ahead]) => ({
        code: 'ClockSkew',
        severity: 'warning',
        subject: { cluster, group: '', kind: 'Cluster', name: cluster },
        message: `The clock of cluster ${cluster} is ${lengthOf(ahead)} ${
          ahead > 0 ? 'ahead of' : 'behind'
        } the portal's.`,
        fix: 'Set the clocks of the API server and of the portal by the same time servers (NTP). Until then the times of the cluster are corrected by this difference.',
        fixableBy: 'platform',
        evidence: [],
      }));
  }
}

function lengthOf(ahead: number): string {
  const length = Math.abs(ahead);
  return length < HOUR
    ? `${Math.round(length / 60_000)} min`
    : `${Math.round(length / HOUR)} h`;
}
