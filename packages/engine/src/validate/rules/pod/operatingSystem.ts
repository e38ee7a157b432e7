import { Cursor } from '../Cursor';

/** What only Linux has, of a pod's securityContext; `validateWindows` in Kubernetes' core validation. */
const LINUX_OF_POD = [
  'appArmorProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsGroup',
  'runAsUser',
  'seccompProfile',
  'seLinuxChangePolicy',
  'seLinuxOptions',
  'supplementalGroups',
  'supplementalGroupsPolicy',
];
/** The same of a container's. */
const LINUX_OF_CONTAINER = [
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'capabilities',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsUser',
  'seccompProfile',
  'seLinuxOptions',
];

/** Checks that a pod asks for nothing that its operating system lacks. */
export function checkOperatingSystem(spec: Cursor): void {
  const os = spec.get('os', 'name');
  os.exactlyOneOf(['linux', 'windows']);
  const pod = spec.get('securityContext');
  const containers = [
    ...spec.get('containers').items(),
    ...spec.get('initContainers').items(),
  ];
  const contexts = containers.map(each => each.get('securityContext'));
  if (os.value === 'windows') {
    refuse('windows', [
      ...LINUX_OF_POD.map(name => pod.get(name)),
      ...contexts.flatMap(at => LINUX_OF_CONTAINER.map(name => at.get(name))),
      spec.get('hostUsers'),
      spec.get('shareProcessNamespace'),
      ...[spec.get('hostPID'), spec.get('hostIPC')].filter(
        at => at.value === true,
      ),
      ...[pod.get('sysctls')].filter(at => at.items().length > 0),
    ]);
  } else if (os.value === 'linux') {
    refuse(
      'linux',
      [pod, ...contexts].map(at => at.get('windowsOptions')),
    );
  }
  checkHostProcess(spec, pod, contexts);
}

function refuse(os: string, fields: readonly Cursor[]): void {
  for (const field of fields) {
    if (field.exists) {
      field.fail(
        'Conflict',
        `must not be set where os.name is ${os}`,
        'Remove it, or correct os.name.',
      );
    }
  }
}

function checkHostProcess(
  spec: Cursor,
  pod: Cursor,
  containers: readonly Cursor[],
): void {
  const shared = pod.get('windowsOptions', 'hostProcess');
  const own = containers.map(at => at.get('windowsOptions', 'hostProcess'));
  for (const each of own) {
    if (each.exists && shared.exists && each.value !== shared.value) {
      each.fail(
        'Conflict',
        'must be what the pod has',
        'Make both the same, or remove one.',
      );
    }
  }
  const are = own.map(each => (each.exists ? each : shared).value === true);
  if (!are.includes(true)) {
    return;
  }
  if (are.includes(false)) {
    pod
      .get('windowsOptions')
      .fail(
        'Conflict',
        'must have hostProcess for all containers or for none',
        'Set hostProcess of the pod.',
      );
  }
  const network = spec.get('hostNetwork');
  if (network.value !== true) {
    network.fail(
      'Conflict',
      'must be true where containers have hostProcess',
      'Set it to true.',
    );
  }
}
