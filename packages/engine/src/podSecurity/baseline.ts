import { at, fieldsOf, listOf, plainText, textsOf } from '../model/fields';
import {
  CheckedPod,
  containersText,
  isInUserNamespace,
  namesOf,
  namesText,
  PodCheck,
  sentence,
  settersText,
} from './PodCheck';

const defaultCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Sysctls that concern the pod alone, by the release since which they count as such. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_notsent_lowat': 37,
  'net.ipv4.tcp_slow_start_after_idle': 37,
};

const selinuxTypes = ['container_t', 'container_init_t', 'container_kvm_t'];

const appArmorKey = 'container.apparmor.security.beta.kubernetes.io/';

const seccompKey = 'seccomp.security.alpha.kubernetes.io/pod';
const containerKey = 'container.seccomp.security.alpha.kubernetes.io/';

const isProfile = (value: string) =>
  ['runtime/default', 'docker/default'].includes(value) ||
  value.startsWith('localhost/');

/** There may be as many as annotations fit into an object. */
const mostAnnotations = 5;

const sysctls = (since: number, before?: number): PodCheck => ({
  id: 'sysctls',
  since,
  ...(before === undefined ? {} : { before }),
  find: ({ spec }) => {
    const names = listOf(at(spec, 'securityContext', 'sysctls'))
      .map(({ name }) => plainText(name))
      .filter(
        name => !Object.hasOwn(safeSysctls, name) || safeSysctls[name] > since,
      );
    return names.length === 0 ? [] : [`pod must not set ${namesText(names)}`];
  },
});

const selinux =
  (types: readonly string[]): PodCheck['find'] =>
  pod =>
    sentence(
      settersText(pod, ({ seLinuxOptions }) => {
        const { type, user, role } = fieldsOf(seLinuxOptions);
        return (
          (isSet(type) && !types.includes(plainText(type))) ||
          isSet(user) ||
          isSet(role)
        );
      }),
      `must not set user, role or another type than ${types.join(
        ', ',
      )} in securityContext.seLinuxOptions`,
    );

/** What every level but `privileged` forbids. */
export const baseline: readonly PodCheck[] = [
  {
    id: 'windowsHostProcess',
    find: pod =>
      sentence(
        settersText(
          pod,
          context => at(context, 'windowsOptions', 'hostProcess') === true,
        ),
        'must not set securityContext.windowsOptions.hostProcess to true',
      ),
  },
  {
    id: 'hostNamespaces',
    find: ({ spec }) => {
      const set = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
        field => spec[field] === true,
      );
      return set.length === 0 ? [] : [`pod must not set ${set.join(', ')}`];
    },
  },
  {
    id: 'privileged',
    find: pod =>
      sentence(
        containersText(namesOf(pod, context => context.privileged === true)),
        'must not set securityContext.privileged to true',
      ),
  },
  {
    id: 'capabilities_baseline',
    find: pod => addedCapabilities(pod, name => defaultCapabilities.has(name)),
  },
  {
    id: 'hostPathVolumes',
    find: ({ spec }) => {
      const names = listOf(spec.volumes)
        .filter(({ hostPath }) => isSet(hostPath))
        .map(({ name }) => plainText(name));
      return names.length === 0
        ? []
        : [
            `${names.length === 1 ? 'volume' : 'volumes'} ${namesText(
              names,
            )} must not use hostPath`,
          ];
    },
  },
  {
    id: 'hostPorts',
    find: pod =>
      sentence(
        containersText(
          namesOf(pod, (_, { ports }) =>
            listOf(ports).some(({ hostPort = 0 }) => hostPort !== 0),
          ),
        ),
        'must not use hostPort',
      ),
  },
  {
    id: 'hostProbesAndHostLifecycle',
    since: 34,
    find: pod =>
      sentence(
        containersText(namesOf(pod, (_, container) => namesHost(container))),
        'must not name a host in probes and lifecycle handlers',
      ),
  },
  {
    id: 'appArmorProfile',
    find: pod => [
      ...sentence(
        settersText(
          pod,
          ({ appArmorProfile }) =>
            isSet(appArmorProfile) &&
            !['RuntimeDefault', 'Localhost'].includes(
              plainText(at(appArmorProfile, 'type')),
            ),
        ),
        'must set securityContext.appArmorProfile.type to RuntimeDefault or Localhost, or leave it out',
      ),
      ...Object.entries(pod.annotations)
        .filter(
          ([key, value]) =>
            key.startsWith(appArmorKey) &&
            value !== '' &&
            value !== 'runtime/default' &&
            !plainText(value).startsWith('localhost/'),
        )
        .map(
          ([key]) =>
            `annotation ${key} must be runtime/default or localhost/...`,
        )
        .slice(0, mostAnnotations),
    ],
  },
  { id: 'seLinuxOptions', before: 31, find: selinux(selinuxTypes) },
  {
    id: 'seLinuxOptions',
    since: 31,
    find: selinux([...selinuxTypes, 'container_engine_t']),
  },
  { id: 'procMount', before: 35, find: procMount },
  {
    id: 'procMount',
    since: 35,
    find: pod => (isInUserNamespace(pod) ? [] : procMount(pod)),
  },
  {
    id: 'seccompProfile_baseline',
    before: 19,
    find: pod =>
      [
        seccompKey,
        ...namesOf(pod, () => true).map(name => `${containerKey}${name}`),
      ]
        .filter(key => Object.hasOwn(pod.annotations, key))
        .filter(key => !isProfile(plainText(pod.annotations[key])))
        .map(
          key => `annotation ${key} must be runtime/default or localhost/...`,
        ),
  },
  {
    id: 'seccompProfile_baseline',
    since: 19,
    find: pod =>
      sentence(
        settersText(
          pod,
          ({ seccompProfile }) =>
            isSet(seccompProfile) &&
            !['RuntimeDefault', 'Localhost'].includes(
              plainText(at(seccompProfile, 'type')),
            ),
        ),
        'must set securityContext.seccompProfile.type to RuntimeDefault or Localhost',
      ),
  },
  sysctls(0, 27),
  sysctls(27, 29),
  sysctls(29, 32),
  sysctls(32, 37),
  sysctls(37),
];

/** The masks over `/proc`, which only pods in user namespaces may do without. */
export function procMount(pod: CheckedPod): string[] {
  return sentence(
    containersText(
      namesOf(
        pod,
        context => isSet(context.procMount) && context.procMount !== 'Default',
      ),
    ),
    'must not set securityContext.procMount to anything but Default',
  );
}

/** Capabilities that containers add beyond those allowed. */
export function addedCapabilities(
  pod: CheckedPod,
  isAllowed: (name: string) => boolean,
): string[] {
  const added = new Set<string>();
  const names = namesOf(pod, context => {
    const beyond = textsOf(at(context, 'capabilities', 'add')).filter(
      name => !isAllowed(name),
    );
    beyond.forEach(name => added.add(name));
    return beyond.length > 0;
  });
  return sentence(
    containersText(names),
    `must not add ${namesText(
      [...added].sort(),
    )} in securityContext.capabilities`,
  );
}

/** An API server takes null and an empty text for absent. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function namesHost(container: Record<string, unknown>): boolean {
  return [
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
    at(container, 'lifecycle', 'postStart'),
    at(container, 'lifecycle', 'preStop'),
  ].some(
    handler =>
      isSet(at(handler, 'httpGet', 'host')) ||
      isSet(at(handler, 'tcpSocket', 'host')),
  );
}
