import type { ClusterApi } from './ClusterApi';
import type { ClusterError } from './ClusterError';
import { connectionError } from './connectionError';

/**
 * How a frozen cluster is found out, in milliseconds: after `silence` it is asked, and has twice `answer` to say anything.
 */
export interface Liveness {
  silence: number;
  answer: number;
}

/** Told within fifteen seconds, with two to spare for the way to the browser. */
export const LIVENESS: Liveness = { silence: 5_000, answer: 4_000 };

/**
 * Asks a cluster the cheapest question there is, twice if need be; the problem if it says nothing at all.
 */
export async function problemOfLife(
  api: ClusterApi,
  signal: AbortSignal,
  liveness: Liveness,
): Promise<ClusterError | undefined> {
  let problem: ClusterError | undefined;
  for (let attempt = 0; attempt < 2 && !signal.aborted; attempt++) {
    try {
      await assertAlive(api, signal, liveness);
      return undefined;
    } catch (error) {
      problem = connectionError(api.cluster, error);
    }
  }
  return signal.aborted ? undefined : problem;
}

/**
 * Asks a cluster the cheapest question there is. A refusal is an answer too.
 *
 * @throws ClusterError if it does not answer in time
 */
export async function assertAlive(
  api: ClusterApi,
  signal: AbortSignal,
  { answer }: Liveness,
): Promise<void> {
  try {
    await api.get('/version', signal, answer);
  } catch (error) {
    const problem = connectionError(api.cluster, error);
    if (problem.isOfCluster && (problem.status ?? 500) >= 500) {
      throw problem;
    }
  }
}
