import type { Platform } from './platform';
import { isReservedMetadata } from './reservedMetadata';

/** Keys of Kubernetes itself, as of PodNodeSelector: they steer the cluster, and are only given by name. */
const ofKubernetes = /(^|\.)(kubernetes|k8s)\.io\//;

/**
 * Whether the request of a tenant may give its namespaces this label or annotation: the platform names the key, and neither Groundwork
 * nor the sync goes by it.
 */
export function isNamespaceMetadata(
  { namespaceMetadata, prefix }: Platform,
  part: 'labels' | 'annotations',
  key: string,
): boolean {
  return (
    !isReservedMetadata(key, prefix) &&
    namespaceMetadata[part].some(each =>
      each.endsWith('*')
        ? key.startsWith(each.slice(0, -1)) && !ofKubernetes.test(key)
        : key === each,
    )
  );
}
