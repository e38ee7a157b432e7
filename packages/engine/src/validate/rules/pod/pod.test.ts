import { wrongFields } from '../../__fixtures__/wrongFields';
import { growth } from '../../../testing/growth';

const container = { name: 'app', image: 'registry.example.com/app:1' };
const selector = { matchLabels: { app: 'a' } };
const owner = (kind: string, spec: object, of: object, parts: object = {}) =>
  wrongFields(`apps/v1/${kind}`, {
    spec: {
      selector,
      template: {
        metadata: { labels: { app: 'a' } },
        spec: { containers: [{ ...container, ...of }], ...spec },
      },
      ...parts,
    },
  }).map(text => text.replace('spec.template.spec', 'pod'));
const pod = (spec: object, of: object = {}) => owner('Deployment', spec, of);
const app = 'pod.containers[0]';

describe('a container', () => {
  it.each<[string, object, string[]]>([
    [
      'amounts of a word',
      { resources: { limits: { cpus: 1 } } },
      [`NotAllowed ${app}.resources.limits[cpus]`],
    ],
    [
      'amounts of a device',
      {
        resources: {
          limits: { 'nvidia.com/gpu': 1 },
          requests: { 'nvidia.com/gpu': 1 },
        },
      },
      [],
    ],
    [
      'half a device',
      { resources: { limits: { 'nvidia.com/gpu': '500m' } } },
      [`WrongFormat ${app}.resources.limits[nvidia.com/gpu]`],
    ],
    [
      'a device that is asked for only',
      { resources: { requests: { 'nvidia.com/gpu': 1 } } },
      [`MissingField ${app}.resources.limits.nvidia.com/gpu`],
    ],
    [
      'huge pages alone',
      { resources: { limits: { 'hugepages-2Mi': '4Mi' } } },
      [`Conflict ${app}.resources.limits[hugepages-2Mi]`],
    ],
    [
      'a set of nothing',
      { envFrom: [{ secretRef: {} }] },
      [`MissingField ${app}.envFrom[0].secretRef.name`],
    ],
    [
      'a variable from a key without a name',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { key: 'a' } } }] },
      [`MissingField ${app}.env[0].valueFrom.secretKeyRef.name`],
    ],
    [
      'a variable from a field of no pod',
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'a.b' } } }] },
      [`NotAllowed ${app}.env[0].valueFrom.fieldRef.fieldPath`],
    ],
    [
      'a variable from a label',
      {
        env: [
          {
            name: 'A',
            valueFrom: { fieldRef: { fieldPath: "metadata.labels['a/b']" } },
          },
        ],
      },
      [],
    ],
    [
      'an empty command',
      { livenessProbe: { exec: { command: [] } } },
      [`MissingField ${app}.livenessProbe.exec.command`],
    ],
    [
      'a probe of an empty path',
      { livenessProbe: { httpGet: { path: '', port: 80 } } },
      [],
    ],
    [
      'a probe of no port',
      { livenessProbe: { httpGet: {} } },
      [`MissingField ${app}.livenessProbe.httpGet.port`],
    ],
    [
      'a probe of ages',
      { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 2 ** 53 } },
      [`OutOfRange ${app}.livenessProbe.periodSeconds`],
    ],
    [
      'a hook that outlasts the pod',
      { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
      [`OutOfRange ${app}.lifecycle.preStop.sleep.seconds`],
    ],
    [
      'a user beyond 31 bits',
      { securityContext: { runAsUser: 2147483648 } },
      [`OutOfRange ${app}.securityContext.runAsUser`],
    ],
    [
      'SYS_ADMIN, which is looked for by its whole name only',
      {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ['SYS_ADMIN'] },
        },
      },
      [],
    ],
    [
      'a profile of its own without its name',
      { securityContext: { seccompProfile: { type: 'Localhost' } } },
      [`MissingField ${app}.securityContext.seccompProfile.localhostProfile`],
    ],
    [
      'an odd pull policy',
      { imagePullPolicy: 'Sometimes' },
      [`NotAllowed ${app}.imagePullPolicy`],
    ],
    ['an empty pull policy', { imagePullPolicy: '' }, []],
    [
      'a port of a protocol of its own',
      { ports: [{ containerPort: 80, protocol: 'HTTP' }] },
      [`NotAllowed ${app}.ports[0].protocol`],
    ],
  ])('with %s', (_, of, expected) => {
    expect(pod({}, of)).toEqual(expected);
  });
});

describe('a pod', () => {
  const volume = (source: object) => ({
    volumes: [{ name: 'a', ...source }],
  });
  const spread = (parts: object) => ({
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        ...parts,
      },
    ],
  });
  const at = 'pod.topologySpreadConstraints[0]';
  it.each<[string, object, string[]]>([
    [
      'a secret of no name',
      volume({ secret: {} }),
      ['MissingField pod.volumes[0].secret.secretName'],
    ],
    ['a volume of no source, which is empty', volume({}), []],
    [
      'a volume of no size',
      volume({ emptyDir: { sizeLimit: '*' } }),
      ['WrongFormat pod.volumes[0].emptyDir.sizeLimit'],
    ],
    [
      'two volumes in one',
      volume({ emptyDir: {}, hostPath: { path: '/a' } }),
      ['Conflict pod.volumes[0]'],
    ],
    [
      'files outside of their volume',
      volume({ configMap: { name: 'a', items: [{ key: 'a', path: '../b' }] } }),
      ['WrongFormat pod.volumes[0].configMap.items[0].path'],
    ],
    [
      'a token of a minute',
      volume({
        projected: {
          sources: [
            { serviceAccountToken: { path: 'a', expirationSeconds: 60 } },
          ],
        },
      }),
      [
        'OutOfRange pod.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds',
      ],
    ],
    [
      'keys of the pod without a selector',
      spread({ matchLabelKeys: ['pod-template-hash'] }),
      [`Conflict ${at}.matchLabelKeys`],
    ],
    [
      'odd keys of the pod',
      spread({ matchLabelKeys: ['-'], labelSelector: selector }),
      [`WrongFormat ${at}.matchLabelKeys[0]`],
    ],
    [
      'a skew of nothing',
      spread({ maxSkew: undefined }),
      [`MissingField ${at}.maxSkew`],
    ],
    [
      'a group beyond 31 bits',
      { securityContext: { fsGroup: 2 ** 31 } },
      ['OutOfRange pod.securityContext.fsGroup'],
    ],
    [
      'an account of no name',
      { serviceAccountName: 'ph/x' },
      ['WrongFormat pod.serviceAccountName'],
    ],
    [
      'a toleration of everything for a minute',
      { tolerations: [{ operator: 'Exists', tolerationSeconds: 60 }] },
      ['Conflict pod.tolerations[0].effect'],
    ],
    [
      'a term of no weight',
      {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { podAffinityTerm: { topologyKey: 'a' } },
            ],
          },
        },
      },
      [
        'MissingField pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
      ],
    ],
    [
      'names of its own',
      { dnsPolicy: 'None' },
      ['MissingField pod.dnsConfig.nameservers'],
    ],
    [
      'a host of no address',
      { hostAliases: [{ ip: 'localhost', hostnames: ['a'] }] },
      ['WrongFormat pod.hostAliases[0].ip'],
    ],
    [
      'a first container with probes',
      {
        initContainers: [
          {
            name: 'first',
            image: 'a',
            livenessProbe: { tcpSocket: { port: 1 } },
          },
        ],
      },
      ['NotAllowed pod.initContainers[0].livenessProbe'],
    ],
    ['no end', { restartPolicy: 'Never' }, ['NotAllowed pod.restartPolicy']],
  ])('with %s', (_, spec, expected) => {
    expect(pod(spec)).toEqual(expected);
  });

  it('of a StatefulSet mounts its claims', () => {
    const volumeMounts = [{ name: 'data', mountPath: '/data' }];
    const volumeClaimTemplates = [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    ];
    expect(
      owner('StatefulSet', {}, { volumeMounts }, { volumeClaimTemplates }),
    ).toEqual([]);
    expect(owner('StatefulSet', {}, { volumeMounts })).toEqual([
      `NotAllowed ${app}.volumeMounts[0].name`,
    ]);
  });

  it('takes little more time for each container', () => {
    const many = (count: number) => ({
      volumes: Array.from({ length: count }, (_, i) => ({ name: `v${i}` })),
      containers: Array.from({ length: count }, (_, i) => ({
        name: `c${i}`,
        image: 'a',
        volumeMounts: [{ name: `v${i}`, mountPath: '/a' }],
        ports: [{ containerPort: 80, hostPort: i + 1 }],
      })),
    });
    const specs = new Map(
      [500, 1000, 2000, 4000].map(count => [count, many(count)]),
    );
    const grown = growth(count => {
      expect(pod(specs.get(count) ?? {})).toEqual([]);
    }, 1000);
    expect(grown).toBeLessThan(6);
  });
});
