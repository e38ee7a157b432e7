/**
 * An answer of an API server as it arrives.
 */
export interface ClusterAnswer {
  status: number;
  /** Seconds that a busy server wants to be left alone. */
  retryAfter?: number;
  /** What the server says that the time is: its header Date. */
  date?: string | null;
  body: AsyncIterable<Uint8Array>;
}

/**
 * A way to one cluster's API, with the credentials of the reader. It only reads.
 */
export interface ClusterConnection {
  /** Name of the cluster as the platform calls it. */
  readonly cluster: string;
  /**
   * Asks for a path of the Kubernetes API, as in `/apis/apps/v1/deployments?limit=500`. `accept` names the form of the answer, by
   * default JSON.
   *
   * @throws ClusterError if nobody answered
   */
  get(
    path: string,
    options: { signal: AbortSignal; accept?: string },
  ): Promise<ClusterAnswer>;
}

/** How long a busy server wants to be left alone; dates and nonsense count as nothing said. */
export function retryAfterOf(
  header: string | null | undefined,
): { retryAfter: number } | undefined {
  const seconds = Number(header ?? NaN);
  return seconds > 0 ? { retryAfter: Math.min(seconds, 60) } : undefined;
}
