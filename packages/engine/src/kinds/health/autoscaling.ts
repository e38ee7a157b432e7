import { KubernetesObject } from '../../model';
import { Fields, plainText } from '../../model/fields';
import { Health, health } from './health';
import { demandVersion, statusOf, structsAt, textAt } from './typedFields';
import { Unreadable } from './unreadable';

const annotation = 'autoscaling.alpha.kubernetes.io/conditions';
const failures: Readonly<Record<string, readonly string[]>> = {
  AbleToScale: ['FailedGetScale', 'FailedUpdateScale'],
  ScalingActive: [
    'FailedGetResourceMetric',
    'FailedGetObjectMetric',
    'FailedGetPodsMetric',
    'FailedGetExternalMetric',
    'FailedComputeMetricsReplicas',
    'InvalidSelector',
  ],
};

/** HorizontalPodAutoscaler of autoscaling. Version 1 keeps its conditions as JSON in an annotation. */
export function horizontalPodAutoscaler(object: KubernetesObject): Health {
  demandVersion(object, 'autoscaling/v1', 'autoscaling/v2');
  const conditions =
    object.apiVersion === 'autoscaling/v1'
      ? annotated(object)
      : structsAt(statusOf(object), 'conditions');
  const failing = conditions.find(item =>
    Object.entries(failures).some(
      ([type, reasons]) =>
        textAt(item, 'type') === type &&
        reasons.includes(textAt(item, 'reason')),
    ),
  );
  if (failing) {
    return health('Degraded', textAt(failing, 'message'));
  }
  const scaling = conditions.find(
    item =>
      ['AbleToScale', 'ScalingLimited'].includes(textAt(item, 'type')) &&
      textAt(item, 'status') === 'True',
  );
  return scaling
    ? health('Healthy', textAt(scaling, 'message'))
    : health('Progressing', 'Waiting to Autoscale');
}

function annotated({ metadata }: KubernetesObject): readonly Fields[] {
  const text: unknown = metadata.annotations?.[annotation];
  if (text === undefined) {
    return [];
  }
  try {
    return structsAt({ list: JSON.parse(plainText(text)) }, 'list');
  } catch {
    throw new Unreadable(`annotation ${annotation} is no list of conditions`);
  }
}
