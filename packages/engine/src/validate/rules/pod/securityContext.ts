import { Cursor, refuseRepeated } from '../Cursor';
import { relativePathProblem } from './paths';

const MAX_ID = 2147483647;
const SYSCTL =
  /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const PROFILES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/** Checks the security of one container. */
export function checkContainerSecurity(
  context: Cursor,
  hostUsers: boolean,
): void {
  checkCommon(context);
  const mount = context.get('procMount');
  mount.exactlyOneOf(['Default', 'Unmasked']);
  if (mount.value === 'Unmasked' && hostUsers) {
    mount.fail(
      'Conflict',
      'must not be Unmasked unless hostUsers of the pod is false',
      'Set hostUsers to false.',
    );
  }
  const refused = context.get('allowPrivilegeEscalation');
  const added = context.get('capabilities', 'add').value;
  // SYS_ADMIN without CAP_ is not looked for there.
  const escalates =
    context.get('privileged').value === true ||
    (Array.isArray(added) && added.includes('CAP_SYS_ADMIN'));
  if (refused.value === false && escalates) {
    refused.fail(
      'Conflict',
      'must not be false for a privileged container',
      'Remove privileged and CAP_SYS_ADMIN.',
    );
  }
}

/** Checks the security of a whole pod. */
export function checkPodSecurity(spec: Cursor): void {
  const context = spec.get('securityContext');
  checkCommon(context);
  context.get('fsGroup').within(0, MAX_ID);
  for (const group of context.get('supplementalGroups').items()) {
    group.within(0, MAX_ID);
  }
  context.get('fsGroupChangePolicy').exactlyOneOf(['OnRootMismatch', 'Always']);
  context.get('supplementalGroupsPolicy').exactlyOneOf(['Merge', 'Strict']);
  context.get('seLinuxChangePolicy').exactlyOneOf(['MountOption', 'Recursive']);
  checkSysctls(spec, context.get('sysctls').items());
  if (
    spec.get('shareProcessNamespace').value === true &&
    spec.get('hostPID').value === true
  ) {
    spec
      .get('shareProcessNamespace')
      .fail(
        'Conflict',
        'must not be set together with hostPID',
        'Keep one of them.',
      );
  }
  if (spec.get('hostUsers').value !== false) {
    return;
  }
  for (const field of ['hostPID', 'hostIPC']) {
    if (spec.get(field).value !== true) {
      continue;
    }
    spec
      .get(field)
      .fail(
        'Conflict',
        'must not be true when hostUsers is false',
        'Remove it.',
      );
  }
}

function checkCommon(context: Cursor): void {
  context.get('runAsUser').within(0, MAX_ID);
  context.get('runAsGroup').within(0, MAX_ID);
  const seccomp = context.get('seccompProfile');
  checkProfile(seccomp);
  seccomp.get('localhostProfile').named(relativePathProblem);
  const armor = context.get('appArmorProfile');
  checkProfile(armor);
  if (armor.get('type').value !== 'Localhost') {
    return;
  }
  const name = armor.get('localhostProfile');
  name.required();
  name.named(text => {
    if (text !== text.trim()) {
      return 'must not start or end with a space';
    }
    return text.length > 4095 ? 'must have at most 4095 characters' : undefined;
  });
}

function checkProfile(profile: Cursor): void {
  if (!profile.exists) {
    return;
  }
  const type = profile.get('type');
  type.required();
  type.oneOf(PROFILES);
  const local = profile.get('localhostProfile');
  if (type.value === 'Localhost') {
    if (!local.exists) {
      local.required();
    }
  } else if (local.exists) {
    local.fail(
      'Conflict',
      'is only allowed for the type Localhost',
      'Remove it.',
    );
  }
}

function checkSysctls(spec: Cursor, sysctls: Cursor[]): void {
  for (const sysctl of sysctls) {
    const name = sysctl.get('name');
    name.required();
    const text = name.text();
    if (!text) {
      continue;
    }
    name.named(() =>
      text.length <= 253 && SYSCTL.test(text)
        ? undefined
        : 'must be the name of a kernel setting such as net.core.somaxconn',
    );
    const shared = sharedWith(text);
    if (shared && spec.get(shared).value === true) {
      name.fail(
        'Conflict',
        `must not be set when ${shared} is true`,
        `Remove it, or ${shared}.`,
      );
    }
  }
  refuseRepeated(
    sysctls,
    s => s.get('name').text()?.replaceAll('/', '.'),
    'the setting',
  );
}

function sharedWith(sysctl: string): 'hostNetwork' | 'hostIPC' | undefined {
  const name = sysctl.replaceAll('/', '.');
  if (name.startsWith('net.')) {
    return 'hostNetwork';
  }
  return /^(kernel\.(shm|msg|sem)|fs\.mqueue\.)/.test(name)
    ? 'hostIPC'
    : undefined;
}
