import { Target } from '../../manifests/Target';
import { Refusals } from '../../request/Refusals';
import { checkTrigger } from './checkTrigger';
import { EffectiveScaler } from './effective';
import { Trigger } from './triggers';

/**
 * Refuses what the environment does not offer, and what KEDA's webhook would refuse.
 */
export function checkScaler(
  refusals: Refusals,
  target: Target,
  scaler: EffectiveScaler,
): void {
  const { scaling, name } = target.environment;
  if (!scaling) {
    refusals.add({
      code: 'ScalingNotOffered',
      field: 'spec.environments',
      given: name,
      message: `There are no scalers in ${name}: the platform runs no KEDA for tenants there.`,
      fix: 'Leave the environment out, use autoscale of the workload, or ask the platform team for environments[].scaling.',
    });
    return;
  }
  checkCounts(refusals, scaler);
  checkNames(refusals, scaler);
  scaler.triggers.forEach((trigger, index) =>
    checkTrigger(
      refusals,
      { name, scaling },
      trigger,
      `${scaler.fieldOf('triggers')}[${index}]`,
    ),
  );
}

function checkCounts(refusals: Refusals, scaler: EffectiveScaler): void {
  const { min, max, idle, fallback, triggers, fieldOf } = scaler;
  if (max < min) {
    refusals.add({
      code: 'Contradiction',
      field: fieldOf('max'),
      given: max,
      message: 'The maximum number of pods is lower than the minimum.',
      fix: `Use ${min} or more.`,
    });
  }
  if (idle !== undefined && min === 0) {
    refusals.add({
      code: 'Contradiction',
      field: fieldOf('idle'),
      given: idle,
      message: 'idle has no effect when min is 0.',
      fix: 'Remove idle, or set min to 1 or more.',
    });
  }
  const onlyResources = triggers.every(isOfResource);
  if (onlyResources && (min === 0 || idle !== undefined)) {
    refusals.add({
      code: 'Contradiction',
      field: fieldOf(min === 0 ? 'min' : 'idle'),
      given: min === 0 ? min : idle,
      message: 'Triggers of type cpu and memory cannot scale from zero.',
      fix: 'Set min to 1 or more without idle, or add a trigger of another type.',
    });
  }
  if (fallback && onlyResources) {
    refusals.add({
      code: 'Contradiction',
      field: fieldOf('fallback'),
      message: 'Triggers of type cpu and memory do not support fallback.',
      fix: 'Remove fallback, or add a trigger of another type.',
    });
  }
  if (fallback && fallback.replicas > max) {
    refusals.add({
      code: 'Contradiction',
      field: `${fieldOf('fallback')}.replicas`,
      given: fallback.replicas,
      message: 'This is more than the maximum number of pods.',
      fix: `Use ${max} or less.`,
    });
  }
}

function isOfResource({ type }: Trigger): boolean {
  return type === 'cpu' || type === 'memory';
}

function checkNames(
  refusals: Refusals,
  { triggers, fieldOf }: EffectiveScaler,
): void {
  triggers.forEach(({ name }, index) => {
    if (
      name !== undefined &&
      triggers.findIndex(other => other.name === name) !== index
    ) {
      refusals.add({
        code: 'Duplicate',
        field: `${fieldOf('triggers')}[${index}].name`,
        given: name,
        message: 'Another trigger has the same name.',
        fix: 'Use a different name for each trigger.',
      });
    }
  });
  const seen = new Set<string>();
  triggers.forEach((trigger, index) => {
    if (trigger.type === 'cpu' || trigger.type === 'memory') {
      const key = `${trigger.type} ${trigger.container ?? ''}`;
      if (seen.has(key)) {
        refusals.add({
          code: 'Duplicate',
          field: `${fieldOf('triggers')}[${index}]`,
          given: trigger.type,
          message: `Another trigger scales by ${trigger.type} already.`,
          fix: 'Remove one of them.',
        });
      }
      seen.add(key);
    }
  });
}
