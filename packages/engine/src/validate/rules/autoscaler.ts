import { plainText } from '../../model/fields';
import { Cursor } from './Cursor';
import { checkMetric } from './metric';
import { checkReference } from './objectReference';
import { amountOf } from './quantities';

/**
 * Checks a HorizontalPodAutoscaler.
 */
export function checkAutoscaler(object: Cursor): void {
  const spec = object.get('spec');
  const min = spec.get('minReplicas');
  const max = spec.get('maxReplicas');
  min.within(1, Infinity);
  max.within(1, Infinity);
  if (!max.exists) {
    max.required();
  }
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
  checkReference(target);
  checkTargetVersion(target);
  spec.get('metrics').items().forEach(checkMetric);
  for (const direction of ['scaleUp', 'scaleDown']) {
    const behaviour = spec.get('behavior', direction);
    if (behaviour.exists) {
      checkBehaviour(behaviour);
    }
  }
}

/** What is scaled lies in a group; of the core group only ReplicationControllers can be. */
function checkTargetVersion(target: Cursor): void {
  const version = target.get('apiVersion');
  const text = version.text() ?? '';
  const [group, ...rest] = text.split('/');
  if (group !== '' && rest.length > 0) {
    return;
  }
  if (text === 'v1' && target.get('kind').value === 'ReplicationController') {
    return;
  }
  version.fail(
    text === '' ? 'MissingField' : 'WrongFormat',
    text === '' ? 'is required' : `must name an API group, is ${text}`,
    'Write group/version, such as apps/v1.',
  );
}

function checkBehaviour(behaviour: Cursor): void {
  behaviour.get('stabilizationWindowSeconds').within(0, 3600);
  behaviour.get('selectPolicy').exactlyOneOf(['Max', 'Min', 'Disabled']);
  amountOf(behaviour.get('tolerance'));
  const policies = behaviour.get('policies');
  // Without a list there are default policies, an empty one is none.
  if (policies.exists) {
    policies.required();
  }
  for (const policy of policies.items()) {
    const type = policy.get('type');
    type.required();
    type.oneOf(['Pods', 'Percent']);
    for (const [field, most] of [
      ['value', Infinity],
      ['periodSeconds', 1800],
    ] as const) {
      const at = policy.get(field);
      if (at.exists) {
        at.within(1, most);
      } else {
        at.required();
      }
    }
  }
}
