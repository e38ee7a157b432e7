import { Refusals } from '../../request/Refusals';
import { Target } from '../../manifests/Target';
import { nanos } from '../../units/quantity';
import { checkImage } from './checkImage';
import { checkProbes } from './checkProbes';
import { EffectiveWorkload } from './effective';
import { checkResources, containerResources } from './resources';

/**
 * Refuses what this environment or a Kubernetes API server would not take.
 * `base` is the path of the workload's spec in its request.
 */
export function checkWorkload(
  refusals: Refusals,
  target: Target,
  workload: EffectiveWorkload,
  base: string,
): void {
  checkImage(refusals, target, workload.image, workload.fieldOf('image'));
  checkScale(refusals, workload);
  checkResources(refusals, workload, target.tier);
  checkPorts(refusals, workload, base);
  checkProbes(refusals, workload, base);
  checkPaths(refusals, target, workload, base);
  checkPriority(refusals, target, workload, base);
}

function checkScale(refusals: Refusals, workload: EffectiveWorkload): void {
  const { autoscale, scaledBy } = workload;
  if (!autoscale) {
    return;
  }
  const field = workload.fieldOf('autoscale');
  if (scaledBy) {
    refusals.add({
      code: 'ConflictingScalers',
      field,
      message: `The Scaler ${scaledBy.scaler} scales this already, and two would fight over the number of pods.`,
      fix: `Remove it: triggers of type cpu and memory of ${scaledBy.scaler} do the same. Or remove the Scaler.`,
    });
  }
  if (workload.replicas !== undefined) {
    refusals.add({
      code: 'Contradiction',
      field: workload.fieldOf('replicas'),
      given: workload.replicas,
      message:
        'Both replicas and autoscale are set, but only one of them can decide the number of pods.',
      fix: 'Remove one of them.',
    });
  }
  if (autoscale.max < autoscale.min) {
    refusals.add({
      code: 'Contradiction',
      field: `${field}.max`,
      given: autoscale.max,
      message: 'The maximum number of pods is lower than the minimum.',
      fix: `Use ${autoscale.min} or more.`,
    });
  }
  if (autoscale.cpu === undefined && autoscale.memory === undefined) {
    refusals.add({
      code: 'Missing',
      field,
      message: 'Autoscaling needs a target.',
      fix: 'Set a target for cpu or memory, in percent of what a pod requests.',
    });
  }
}

function checkPorts(
  refusals: Refusals,
  { ports }: EffectiveWorkload,
  base: string,
): void {
  const taken = (keys: string[], key: string, index: number) =>
    keys.indexOf(key) !== index;
  const names = ports.map(port => port.name);
  const service = ports.map(p => `${p.servicePort ?? p.port}/${p.protocol}`);
  const container = ports.map(p => `${p.port}/${p.protocol}`);
  ports.forEach((port, index) => {
    const field = `${base}.ports[${index}]`;
    if (taken(names, port.name, index)) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}.name`,
        given: port.name,
        message: 'Another port has the same name.',
        fix: 'Use a different name for each port.',
      });
    }
    const byService = taken(service, service[index], index);
    if (byService || taken(container, container[index], index)) {
      refusals.add({
        code: 'Duplicate',
        field:
          byService && port.servicePort
            ? `${field}.servicePort`
            : `${field}.port`,
        given: byService ? port.servicePort ?? port.port : port.port,
        message: `Another port has the same number for ${port.protocol}.`,
        fix: 'Use a different number for each port.',
      });
    }
  });
}

function checkPaths(
  refusals: Refusals,
  target: Target,
  workload: EffectiveWorkload,
  base: string,
): void {
  const places = [
    ...workload.writable.map((item, index) => ({
      path: item.path,
      field: `${base}.writable[${index}].path`,
    })),
    ...workload.secretFiles.map((item, index) => ({
      path: item.path,
      field: `${base}.secretFiles[${index}].path`,
    })),
  ];
  places.forEach(({ path, field }, index) => {
    if (places.findIndex(other => other.path === path) !== index) {
      refusals.add({
        code: 'Duplicate',
        field,
        given: path,
        message: 'Something else is already mounted there.',
        fix: 'Choose another directory.',
      });
    }
  });
  const most = containerResources(workload, target.tier).limits
    .ephemeralStorage;
  workload.writable.forEach(({ size }, index) => {
    if (size !== undefined && nanos(size) > nanos(most)) {
      refusals.add({
        code: 'TierLimitExceeded',
        field: `${base}.writable[${index}].size`,
        given: size,
        message: "This is more than the container's limit for local disk.",
        fix: `Use at most ${most}, or raise resources.limits.ephemeralStorage.`,
      });
    }
  });
}

function checkPriority(
  refusals: Refusals,
  { tier }: Target,
  { priorityClass }: EffectiveWorkload,
  base: string,
): void {
  const allowed = tier.priorityClasses;
  if (priorityClass !== undefined && !allowed.includes(priorityClass)) {
    refusals.add({
      code: 'PriorityClassNotAllowed',
      field: `${base}.priorityClass`,
      given: priorityClass,
      message: 'This PriorityClass is not part of the tier.',
      fix:
        allowed.length > 0
          ? `Use one of: ${allowed.join(', ')}.`
          : 'Remove it: the tier has none.',
    });
  }
}
