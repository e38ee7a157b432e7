import type { KubernetesObject } from '../model';
import type { SchemaSet } from '../validate';

/**
 * An object with what the definition of its kind fills in. One that the definition refuses stays as it is: parts that no schema knows
 * would be lost.
 */
export function withDefaults(
  object: KubernetesObject,
  schemas: SchemaSet | undefined,
): KubernetesObject {
  const kind = schemas?.find(object.apiVersion, object.kind);
  if (!kind || !('check' in kind)) {
    return object;
  }
  let isRefused = false;
  const stored = kind.check(object, () => {
    isRefused = true;
  });
  return isRefused ? object : stored;
}
