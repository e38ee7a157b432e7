import { groupOf, KubernetesObject } from '../model';
import type { AdoptedObject } from './Adoption';
import type { AdoptReason } from './AdoptReason';
import type { Cell } from './AdoptWorld';

/** What becomes of an object that is there. */
export function told(
  object: KubernetesObject,
  cell: Cell,
  rest: Pick<AdoptedObject, 'fate' | 'by' | keyof AdoptReason>,
): AdoptedObject {
  return {
    ...identityOf(object),
    environment: cell.environment.name,
    tenant: cell.tenant,
    ...rest,
  };
}

/** An object by its kind and name. */
export function identityOf(object: KubernetesObject) {
  const { name, namespace } = object.metadata;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
}
