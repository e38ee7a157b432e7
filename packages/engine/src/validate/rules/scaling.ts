import { Cursor } from './Cursor';
import { checkSelector } from './labels';
import { amountOf } from './quantities';
import { plainText } from '../../snapshot/fields';

const SOURCES: Record<string, string> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};
const VALUES: Record<string, string> = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
};

/**
 * Checks a HorizontalPodAutoscaler.
 */
export function checkAutoscaler(object: Cursor): void {
  const spec = object.get('spec');
  const min = spec.get('minReplicas');
  const max = spec.get('maxReplicas');
  min.within(1, Infinity);
  max.within(1, Infinity);
  if ((min.number() ?? 1) > (max.number() ?? Infinity)) {
    max.fail(
      'Conflict',
      `must not be less than minReplicas, ${plainText(
        min.value,
      )}; is ${plainText(max.value)}`,
      'Raise maxReplicas or lower minReplicas.',
    );
  }
  const target = spec.get('scaleTargetRef');
  target.get('kind').required();
  target.get('name').required();
  spec.get('metrics').items().forEach(checkMetric);
  for (const direction of ['scaleUp', 'scaleDown']) {
    const behaviour = spec.get('behavior', direction);
    behaviour.get('stabilizationWindowSeconds').within(0, 3600);
    for (const policy of behaviour.get('policies').items()) {
      policy.get('value').within(1, Infinity);
      policy.get('periodSeconds').within(1, 1800);
    }
  }
}

function checkMetric(metric: Cursor): void {
  const source = SOURCES[metric.get('type').text() ?? ''];
  if (source === undefined) {
    metric
      .get('type')
      .fail(
        'NotAllowed',
        `must be ${Object.keys(SOURCES).join(', ')}, is ${JSON.stringify(
          metric.get('type').value,
        )}`,
        'Choose one of them.',
      );
    return;
  }
  metric.get(source).required();
  const target = metric.get(source, 'target');
  const value = VALUES[target.get('type').text() ?? ''];
  if (value !== undefined) target.get(value).required();
  target.get('averageUtilization').within(1, Infinity);
  amountOf(target.get('averageValue'));
  amountOf(target.get('value'));
}

/**
 * Checks a PodDisruptionBudget.
 */
export function checkDisruptionBudget(object: Cursor): void {
  const spec = object.get('spec');
  checkSelector(spec.get('selector'));
  const bounds = [spec.get('minAvailable'), spec.get('maxUnavailable')];
  if (bounds.every(bound => bound.exists)) {
    spec.fail(
      'Conflict',
      'must not have both minAvailable and maxUnavailable',
      'Keep one of them.',
    );
  }
  for (const bound of bounds) {
    bound.within(0, Infinity);
    bound.named(text =>
      /^(\d{1,2}|100)%$/.test(text)
        ? undefined
        : 'must be a number, or a percentage of at most 100%',
    );
  }
}
