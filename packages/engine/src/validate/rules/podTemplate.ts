import { dns1123LabelProblem } from '../nameProblems';
import { checkContainer } from './container';
import { Cursor, refuseRepeated } from './Cursor';
import { checkLabels, checkSelector } from './labels';
import { plainText } from '../../snapshot/fields';

/**
 * Checks the template of pods: its containers, volumes and where it may run.
 *
 * @param restarts - the restart policies that the owner allows
 */
export function checkPodTemplate(
  template: Cursor,
  restarts: readonly string[] = ['Always'],
): void {
  checkLabels(template.get('metadata', 'labels'));
  checkPod(template.get('spec'), restarts);
}

/** Checks the spec of a pod. */
export function checkPod(spec: Cursor, restarts: readonly string[]): void {
  const containers = spec.get('containers');
  containers.required();
  const all = [...spec.get('initContainers').items(), ...containers.items()];
  const volumes = volumesOf(spec);
  all.forEach(container => checkContainer(container, volumes));
  refuseRepeated(all, c => c.get('name').text(), 'the name');
  const restart = spec.get('restartPolicy');
  if (restart.exists && !restarts.includes(plainText(restart.value))) {
    restart.fail(
      'NotAllowed',
      `must be ${restarts.join(' or ')}, is ${plainText(restart.value)}`,
      `Choose ${restarts.join(' or ')}.`,
    );
  }
  spec.get('terminationGracePeriodSeconds').within(0, Infinity);
  spec.get('activeDeadlineSeconds').within(1, 2147483647);
  checkLabels(spec.get('nodeSelector'));
  checkSpread(spec.get('topologySpreadConstraints'));
}

function volumesOf(spec: Cursor): ReadonlySet<string> {
  const volumes = spec.get('volumes').items();
  for (const volume of volumes) {
    volume.get('name').required();
    volume.get('name').named(dns1123LabelProblem);
    const sources = Object.keys(volume.record()).filter(k => k !== 'name');
    if (sources.length > 1) {
      volume.fail(
        'Conflict',
        `must have one source, has ${sources.join(' and ')}`,
        'Keep one of them.',
      );
    }
  }
  refuseRepeated(volumes, v => v.get('name').text(), 'the name');
  return new Set(volumes.map(v => v.get('name').text() ?? ''));
}

function checkSpread(constraints: Cursor): void {
  for (const constraint of constraints.items()) {
    constraint.get('maxSkew').within(1, Infinity);
    constraint.get('minDomains').within(1, Infinity);
    constraint.get('topologyKey').required();
    checkSelector(constraint.get('labelSelector'));
    if (
      constraint.get('minDomains').exists &&
      constraint.get('whenUnsatisfiable').value !== 'DoNotSchedule'
    ) {
      constraint
        .get('minDomains')
        .fail('Conflict', 'is for DoNotSchedule only', 'Remove it.');
    }
  }
  refuseRepeated(
    constraints.items(),
    c =>
      `${plainText(c.get('topologyKey').value)} with ${plainText(
        c.get('whenUnsatisfiable').value,
      )}`,
    'the topology key',
  );
}
