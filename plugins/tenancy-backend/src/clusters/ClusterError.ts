import type { Unknown } from '@groundwork/engine';

/**
 * Why a cluster gave no answer, in the words that statuses use.
 */
export class ClusterError extends Error {
  readonly name = 'ClusterError';
  /** Seconds that the server wants to be left alone. */
  retryAfter: number | undefined;

  constructor(
    readonly unknown: Unknown,
    message: string,
    /** HTTP status, where the API server itself answered. */
    readonly status?: number,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Whether the whole cluster is concerned and not only what was asked for. */
  get isOfCluster(): boolean {
    return ['unreachable', 'timeout', 'tls', 'unauthorized'].includes(
      this.unknown,
    );
  }
}
