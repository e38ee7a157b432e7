/** A peer of a NetworkPolicy. */
export interface PodPeer {
  namespaceSelector: { matchLabels: Record<string, string> };
  podSelector?: { matchLabels: Record<string, string> };
}

/**
 * The pods of a namespace, by the label that Kubernetes itself sets on every namespace and nobody can change.
 */
export function podsOf(
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): PodPeer {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': namespace },
    },
    ...(Object.keys(labels).length === 0
      ? {}
      : { podSelector: { matchLabels: { ...labels } } }),
  };
}
