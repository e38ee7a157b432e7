/**
 * A quota in words, wherever it is told: `4 CPU, 8Gi memory (limits 8 CPU, 16Gi), 30 pods`. What is asked for comes first;
 * limits follow where they are others.
 *
 * @public
 */
export function describeQuota(quota: {
  /** CPU in cores and memory in bytes, as quantities, that all pods together may ask for. */
  requests: readonly [cpu: string, memory: string];
  /** The same for what all pods together may take. */
  limits: readonly [cpu: string, memory: string];
  pods: string | number;
}): string {
  const { requests, limits, pods } = quota;
  const more =
    requests.join() === limits.join()
      ? ''
      : ` (limits ${limits[0]} CPU, ${limits[1]})`;
  return `${requests[0]} CPU, ${requests[1]} memory${more}, ${pods} pods`;
}
