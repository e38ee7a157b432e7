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

/** What a review asks for: whether the reader may do something, in a namespace or in all. */
export interface AccessQuestion {
  group: string;
  resource: string;
  verb: string;
  namespace?: string;
}

/**
 * A way to one cluster's API, with the credentials of the reader. It only reads, and asks what it may read.
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
  /**
   * Asks whether the reader may do something: a SelfSubjectAccessReview, which changes nothing.
   *
   * @throws ClusterError if nobody answered
   */
  review(
    question: AccessQuestion,
    options: { signal: AbortSignal },
  ): Promise<ClusterAnswer>;
}

/** Where reviews are asked for: authorization.k8s.io/v1. */
export const REVIEW_PATH =
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** The object that a review is asked with. */
export function reviewBody(resourceAttributes: AccessQuestion): string {
  return JSON.stringify({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  });
}

/** How long a busy server wants to be left alone; dates and nonsense count as nothing said. */
export function retryAfterOf(
  header: string | null | undefined,
): { retryAfter: number } | undefined {
  const seconds = Number(header ?? NaN);
  return seconds > 0 ? { retryAfter: Math.min(seconds, 60) } : undefined;
}
