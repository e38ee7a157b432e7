import { plainText } from '../../../model/fields';
import {
  dns1123SubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../../nameProblems';
import { Cursor, refuseRepeated } from '../Cursor';
import { checkLabels, checkSelector } from '../labels';
import { checkAffinity } from './affinity';
import { checkLabelKeys, refuseSelected } from './labelKeys';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Checks where and when a pod may run. */
export function checkScheduling(spec: Cursor): void {
  checkLabels(spec.get('nodeSelector'));
  checkAffinity(spec.get('affinity'));
  spec.get('tolerations').items().forEach(checkToleration);
  checkSpread(spec.get('topologySpreadConstraints').items());
  for (const name of [
    'nodeName',
    'priorityClassName',
    'runtimeClassName',
    'serviceAccountName',
  ]) {
    const at = spec.get(name);
    // The class is a pointer: an empty name is a name there.
    if (at.value !== '' || name === 'runtimeClassName') {
      at.named(dns1123SubdomainProblem);
    }
  }
  spec.get('preemptionPolicy').exactlyOneOf(['PreemptLowerPriority', 'Never']);
  const gates = spec.get('schedulingGates').items();
  gates.forEach(gate => gate.get('name').named(qualifiedNameProblem));
  gates.forEach(gate => gate.get('name').required());
  refuseRepeated(gates, g => g.get('name').text(), 'the gate');
  for (const gate of spec.get('readinessGates').items()) {
    gate.get('conditionType').required();
    gate.get('conditionType').named(qualifiedNameProblem);
  }
}

function checkToleration(toleration: Cursor): void {
  const key = toleration.get('key');
  const operator = toleration.get('operator');
  const value = toleration.get('value');
  const effect = toleration.get('effect');
  if (key.text()) {
    key.named(qualifiedNameProblem);
  } else if (operator.value !== 'Exists') {
    operator.fail(
      'Conflict',
      'must be Exists when key is empty',
      'Name the key of the taint.',
    );
  }
  operator.oneOf(['Equal', 'Exists', 'Lt', 'Gt']);
  if (operator.value === 'Exists') {
    if (value.text()) {
      value.fail('Conflict', 'must be empty with Exists', 'Remove it.');
    }
  } else {
    value.named(labelValueProblem);
  }
  effect.oneOf(EFFECTS);
  if (
    toleration.get('tolerationSeconds').exists &&
    effect.value !== 'NoExecute'
  ) {
    effect.fail(
      'Conflict',
      'must be NoExecute when tolerationSeconds is set',
      'Set it to NoExecute, or remove tolerationSeconds.',
    );
  }
}

function checkSpread(constraints: Cursor[]): void {
  for (const constraint of constraints) {
    const skew = constraint.get('maxSkew');
    if (skew.exists) {
      skew.within(1, Infinity);
    } else {
      skew.required();
    }
    const domains = constraint.get('minDomains');
    domains.within(1, Infinity);
    constraint.get('topologyKey').required();
    const unsatisfiable = constraint.get('whenUnsatisfiable');
    unsatisfiable.required();
    unsatisfiable.oneOf(['DoNotSchedule', 'ScheduleAnyway']);
    if (domains.exists && unsatisfiable.value !== 'DoNotSchedule') {
      domains.fail(
        'Conflict',
        'is only allowed for DoNotSchedule',
        'Remove it.',
      );
    }
    for (const policy of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) {
      constraint.get(policy).exactlyOneOf(['Ignore', 'Honor']);
    }
    const selector = constraint.get('labelSelector');
    checkSelector(selector);
    const keys = constraint.get('matchLabelKeys');
    checkLabelKeys(keys, selector);
    refuseSelected(keys, selector);
  }
  refuseRepeated(
    constraints,
    c =>
      `${plainText(c.get('topologyKey').value)} with ${plainText(
        c.get('whenUnsatisfiable').value,
      )}`,
    'the topology key',
  );
}
