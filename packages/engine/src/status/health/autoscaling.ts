import { KubernetesObject } from '../../model';
import { Fields, listOf, textOf } from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { Health, health } from './health';

/** HorizontalPodAutoscaler of autoscaling. Version 1 keeps its conditions as JSON in an annotation. */
export function horizontalPodAutoscaler(object: KubernetesObject): Health {
  const conditions =
    object.apiVersion === 'autoscaling/v1'
      ? annotated(object)
      : rawConditions(object);
  if (!conditions) {
    return health(
      'Unknown',
      'failed to convert conditions annotation to typed conditions',
    );
  }
  const failing = conditions.find(isFailing);
  if (failing) {
    return health('Degraded', failing.message);
  }
  const scaling = conditions.find(
    ({ type, status }) =>
      (type === 'AbleToScale' || type === 'ScalingLimited') &&
      status === 'True',
  );
  return scaling
    ? health('Healthy', scaling.message)
    : health('Progressing', 'Waiting to Autoscale');
}

function isFailing({ type, reason }: Fields): boolean {
  const text = textOf(reason) ?? '';
  return type === 'AbleToScale'
    ? text === 'FailedGetScale' || text === 'FailedUpdateScale'
    : type === 'ScalingActive' &&
        (text === 'InvalidSelector' || /^FailedGet.*Metric$/.test(text));
}

function annotated(object: KubernetesObject): readonly Fields[] | undefined {
  const text =
    object.metadata.annotations?.['autoscaling.alpha.kubernetes.io/conditions'];
  try {
    return listOf(text === undefined ? [] : JSON.parse(text));
  } catch {
    // Broken text in an annotation is the object's fault, not ours: its health is not known.
    return undefined;
  }
}
