import { groupOf, type KubernetesObject } from '@groundwork/engine';
import { Body } from './Body';
import { areShapesFew, shaped } from './shapes';

/** Fields that many objects have the same of. */
export const IDENTITY: ReadonlySet<string> = new Set(['apiVersion', 'kind']);
const ALL_BUT_STATUS: ReadonlySet<string> = new Set([
  ...IDENTITY,
  'metadata',
  'spec',
]);

/**
 * Of these groups and kinds, objects of all namespaces are looked at at once for any tenant, for what their metadata and spec say.
 * What else they have is packed alone.
 */
const READ_EVERYWHERE: ReadonlySet<string> = new Set([
  'argoproj.io',
  'gateway.networking.k8s.io',
  'gateway.networking.x-k8s.io',
  'networking.istio.io',
  'networking.k8s.io/Ingress',
  'route.openshift.io',
]);

/**
 * An object that is as the other one in all that is read of it, and whose body can be packed.
 *
 * @returns undefined for one that has to stay as it is
 */
export function packableObject(
  object: KubernetesObject,
): { object: KubernetesObject; body: Body } | undefined {
  if (!areShapesFew()) {
    return undefined;
  }
  const group = groupOf(object.apiVersion);
  if (
    !READ_EVERYWHERE.has(group) &&
    !READ_EVERYWHERE.has(`${group}/${object.kind}`)
  ) {
    const body = new Body(object);
    return { object: shaped(object, IDENTITY, body), body };
  }
  const rest = Object.entries(object).filter(
    ([name]) => !ALL_BUT_STATUS.has(name),
  );
  const body = new Body(Object.fromEntries(rest));
  return rest.length === 0
    ? undefined
    : { object: shaped(object, ALL_BUT_STATUS, body), body };
}
