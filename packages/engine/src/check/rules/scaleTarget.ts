import { KubernetesObject, groupOf } from '../../model';
import { at, textOf } from '../../model/fields';

export const autoscalerKind = {
  group: 'autoscaling',
  kind: 'HorizontalPodAutoscaler',
};
export const scaledObjectKind = { group: 'keda.sh', kind: 'ScaledObject' };

/** What an autoscaler or a ScaledObject scales, in its own namespace. */
export interface ScaleTarget {
  group: string;
  kind: string;
  name: string;
}

/** The target as its controller reads it: KEDA takes a Deployment where nothing is said. */
export function scaleTargetOf({ kind, spec }: KubernetesObject): ScaleTarget {
  const ref = at(spec, 'scaleTargetRef');
  const said = (field: string, otherwise: string) =>
    textOf(at(ref, field)) || (kind === scaledObjectKind.kind ? otherwise : '');
  return {
    group: groupOf(said('apiVersion', 'apps/v1')),
    kind: said('kind', 'Deployment'),
    name: textOf(at(ref, 'name')) ?? '',
  };
}
