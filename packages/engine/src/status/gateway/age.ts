import { KubernetesObject } from '../../model';
import { textOf } from '../../model/fields';

/**
 * Gateway API's order among rivals: the older one first, then by namespace and name. What has no time of creation does not
 * exist yet and is the youngest.
 */
export function byAge(a: KubernetesObject, b: KubernetesObject): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

function keyOf({ metadata }: KubernetesObject): string {
  // A character below all that names may have keeps namespaces apart from names.
  return [
    textOf(metadata.creationTimestamp) ?? '9999',
    metadata.namespace ?? '',
    metadata.name,
  ].join('\u0000');
}
