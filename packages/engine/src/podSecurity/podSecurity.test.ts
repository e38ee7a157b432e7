import { podSecurityViolations } from '.';

const good = {
  name: 'web',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
};
const podWith = (spec: object = {}, container: object = {}) => ({
  spec: {
    securityContext: {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        ...good,
        ...container,
        securityContext: {
          ...good.securityContext,
          ...(container as { securityContext?: object }).securityContext,
        },
      },
    ],
    ...spec,
  },
});

const checksOf = (...args: Parameters<typeof podSecurityViolations>) =>
  podSecurityViolations(...args).map(({ check }) => check);

describe('the Pod Security Standards', () => {
  it('admit a pod that gives up what it need not have', () => {
    expect(podSecurityViolations(podWith(), 'restricted')).toEqual([]);
  });

  it('forbid nothing at privileged, and take for restricted what is no level', () => {
    const worst = podWith({ hostNetwork: true });
    expect(checksOf(worst, 'privileged')).toEqual([]);
    expect(
      checksOf({ spec: { ...worst.spec, hostNetwork: false } }, 'none'),
    ).toEqual([]);
    expect(checksOf(podWith({ securityContext: {} }), 'none')).toContain(
      'runAsNonRoot',
    );
    expect(checksOf(worst, 'baseline')).toEqual(['hostNamespaces']);
  });

  it.each<[string, object, object]>([
    ['hostNamespaces', { hostPID: true }, {}],
    ['privileged', {}, { securityContext: { privileged: true } }],
    ['hostPathVolumes', { volumes: [{ name: 'a', hostPath: {} }] }, {}],
    ['hostPorts', {}, { ports: [{ containerPort: 80, hostPort: 80 }] }],
    [
      'windowsHostProcess',
      {},
      { securityContext: { windowsOptions: { hostProcess: true } } },
    ],
    [
      'seLinuxOptions',
      {},
      { securityContext: { seLinuxOptions: { user: 'root' } } },
    ],
    ['procMount', {}, { securityContext: { procMount: 'Unmasked' } }],
    [
      'seccompProfile_baseline',
      {},
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
    ],
    [
      'appArmorProfile',
      {},
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    ],
    [
      'sysctls',
      { securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } },
      {},
    ],
  ])('forbid %s at both levels', (check, spec, container) => {
    const pod = podWith(spec, container);
    expect(checksOf(pod, 'baseline')).toEqual([check]);
    expect(checksOf(pod, 'restricted')).toContain(check);
  });

  it.each<[string, object, object]>([
    [
      'allowPrivilegeEscalation',
      {},
      { securityContext: { allowPrivilegeEscalation: null } },
    ],
    ['runAsUser', {}, { securityContext: { runAsUser: 0 } }],
    ['runAsNonRoot', {}, { securityContext: { runAsNonRoot: false } }],
    ['capabilities_restricted', {}, { securityContext: { capabilities: {} } }],
    ['restrictedVolumes', { volumes: [{ name: 'a', nfs: {} }] }, {}],
    [
      'seccompProfile_restricted',
      { securityContext: { runAsNonRoot: true } },
      {},
    ],
  ])('forbid %s at restricted alone', (check, spec, container) => {
    const pod = podWith(spec, container);
    expect(checksOf(pod, 'baseline')).toEqual([]);
    expect(checksOf(pod, 'restricted')).toEqual([check]);
  });

  it('look at init and ephemeral containers too, and name them', () => {
    const found = podSecurityViolations(
      podWith({
        initContainers: [{ ...good, name: 'first', securityContext: {} }],
        ephemeralContainers: [
          { ...good, name: 'shell', securityContext: { privileged: true } },
        ],
      }),
      'restricted',
    );
    expect(found).toContainEqual({
      check: 'privileged',
      message:
        'container shell must not set securityContext.privileged to true',
    });
    expect(found).toContainEqual({
      check: 'allowPrivilegeEscalation',
      message:
        'containers first, shell must set securityContext.allowPrivilegeEscalation to false',
    });
  });

  it('hold a pod to the release that the namespace names', () => {
    const probe = podWith({}, { livenessProbe: { tcpSocket: { host: 'db' } } });
    expect(checksOf(probe, 'baseline', 'v1.33')).toEqual([]);
    expect(checksOf(probe, 'baseline', 'v1.34')).toEqual([
      'hostProbesAndHostLifecycle',
    ]);
    const own = podWith({
      hostUsers: false,
      securityContext: { seccompProfile: { type: 'Localhost' }, runAsUser: 0 },
    });
    expect(checksOf(own, 'restricted', 'v1.34')).toEqual([
      'runAsNonRoot',
      'runAsUser',
    ]);
    expect(checksOf(own, 'restricted', 'v1.35')).toEqual([]);
    const windows = podWith(
      { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } },
      { securityContext: { capabilities: {}, allowPrivilegeEscalation: null } },
    );
    expect(checksOf(windows, 'restricted', 'v1.25')).toEqual([]);
    expect(checksOf(windows, 'restricted', 'v1.24')).toHaveLength(3);
  });

  it('say of latest only what is so in every release that clusters run', () => {
    const probe = podWith({}, { livenessProbe: { tcpSocket: { host: 'db' } } });
    const own = podWith({
      hostUsers: false,
      securityContext: { seccompProfile: { type: 'Localhost' }, runAsUser: 0 },
    });
    for (const version of ['latest', 'v1.01', 'x']) {
      expect(checksOf(probe, 'baseline', version)).toEqual([]);
      expect(checksOf(own, 'restricted', version)).toEqual([]);
      expect(
        checksOf(podWith({ hostNetwork: true }), 'baseline', version),
      ).toEqual(['hostNamespaces']);
    }
  });

  it('name a few of many things', () => {
    const containers = Array.from({ length: 2_000 }, (_, index) => ({
      name: `${index}`.padStart(5_000, 'x'),
    }));
    const text = JSON.stringify(
      podSecurityViolations(podWith({ containers }), 'restricted'),
    );
    expect(text).toContain('and 1995 more');
    expect(text.length).toBeLessThan(10_000);
  });

  it('survive a template of any shape', () => {
    for (const odd of [null, 1, 'x', [], { spec: { containers: [null, 3] } }]) {
      expect(() => podSecurityViolations(odd, 'restricted')).not.toThrow();
    }
  });
});
