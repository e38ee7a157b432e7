import { groupOf, KubernetesObject } from '../model';
import type { AdoptWorld, Cell } from './AdoptWorld';
import type { TenantPart } from './read/TenantPart';

/** A tenant's environment as readers ask it. */
export function partOf(cell: Cell, world: AdoptWorld): TenantPart {
  const { environment, namespace, objects } = cell;
  const byKind = new Map<string, KubernetesObject[]>();
  for (const { object } of objects) {
    const key = `${groupOf(object.apiVersion)}/${object.kind}`;
    const alike = byKind.get(key);
    if (alike) {
      alike.push(object);
    } else {
      byKind.set(key, [object]);
    }
  }
  return {
    environment,
    namespace,
    list: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    find(group, kind, name, where = namespace) {
      const isDelivery = where === environment.argocd.namespace;
      return world.find(
        {
          apiVersion: group === '' ? 'v1' : `${group}/v1`,
          kind,
          metadata: {
            name,
            ...(where === '' ? {} : { namespace: where }),
          },
        },
        {
          cluster: isDelivery
            ? environment.argocd.cluster
            : environment.cluster,
          environment: environment.name,
        },
      )?.object;
    },
  };
}
