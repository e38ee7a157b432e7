import { KubernetesObject, groupOf, lastValue } from '../../model';
import { at, textOf } from '../../model/fields';
import { ClusterView, Kind } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { controllerOf } from './podsOfWorkload';

/** Kinds that scale what they name to zero while nothing is to do, or that run its pods in its place. */
const scalers: ReadonlyArray<Kind & { field: string }> = [
  { group: 'keda.sh', kind: 'ScaledObject', field: 'scaleTargetRef' },
  { group: 'argoproj.io', kind: 'Rollout', field: 'workloadRef' },
];

/** Whether nobody stopped a workload that is scaled to zero: Knative, KEDA or a Rollout keeps it there. */
export function isScaledByOthers(
  object: KubernetesObject,
  view: ClusterView,
): boolean {
  const owner = controllerOf(object);
  const { name, namespace } = object.metadata;
  return (
    groupOf(textOf(owner?.apiVersion) ?? '').endsWith('.knative.dev') ||
    scalers.some(({ field, ...kind }) => {
      const known = lastValue(view.list(kind, namespace));
      return (
        grouped(known ?? [], `what ${kind.kind}s scale`, ({ spec }) => [
          `${textOf(at(spec, field, 'kind')) ?? 'Deployment'}/${textOf(
            at(spec, field, 'name'),
          )}`,
        ]).get(`${object.kind}/${name}`).length > 0
      );
    })
  );
}
