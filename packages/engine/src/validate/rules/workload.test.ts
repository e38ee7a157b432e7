import { bundled, wrongFields } from '../__fixtures__/wrongFields';
import { validate } from '../../kinds';

const container = { name: 'app', image: 'registry.example.com/app:1' };
const pod = (parts: object, of: object = {}) => ({
  containers: [{ ...container, ...of }],
  ...parts,
});
const template = (spec: object = pod({})) => ({
  metadata: { labels: { app: 'a' } },
  spec,
});
const deployment = (parts: object, spec?: object) =>
  wrongFields('apps/v1/Deployment', {
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: template(spec),
      ...parts,
    },
  });

describe('Deployment', () => {
  const at = 'spec.template.spec.containers[0]';
  it('is accepted as people write it', () => {
    expect(
      deployment(
        {
          replicas: 2,
          strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        },
        pod(
          {
            volumes: [{ name: 'tmp', emptyDir: {} }],
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: { app: 'a' } },
              },
            ],
          },
          {
            ports: [{ name: 'http', containerPort: 8080 }],
            env: [{ name: 'A', value: 'b' }],
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            resources: {
              requests: { cpu: '100m', memory: '64Mi' },
              limits: { cpu: 1, memory: '128Mi' },
            },
            livenessProbe: { httpGet: { path: '/', port: 'http' } },
            securityContext: { allowPrivilegeEscalation: false },
          },
        ),
      ),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a selector that selects nothing',
      { selector: {} },
      'MissingField spec.selector',
    ],
    [
      'a template that the selector does not select',
      { selector: { matchLabels: { app: 'b' } } },
      'Conflict spec.template.metadata.labels',
    ],
    ['fewer than no replicas', { replicas: -1 }, 'OutOfRange spec.replicas'],
    [
      'a deadline before a pod can be ready',
      { minReadySeconds: 60, progressDeadlineSeconds: 60 },
      'Conflict spec.progressDeadlineSeconds',
    ],
    [
      'an update that can never move',
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } },
      'Conflict spec.strategy.rollingUpdate',
    ],
    [
      'an update that is recreated and rolled',
      { strategy: { type: 'Recreate', rollingUpdate: {} } },
      'Conflict spec.strategy.rollingUpdate',
    ],
  ])('refuses %s', (_, parts, expected) => {
    expect(deployment(parts)).toContain(expected);
  });

  it.each<[string, object, string]>([
    ['an upper case name', { name: 'App' }, `WrongFormat ${at}.name`],
    ['no image', { image: '' }, `MissingField ${at}.image`],
    [
      'requests above limits',
      { resources: { requests: { cpu: 2 }, limits: { cpu: '1500m' } } },
      `Conflict ${at}.resources.requests[cpu]`,
    ],
    [
      'a quantity with a space',
      { resources: { limits: { memory: '1 Gi' } } },
      `WrongFormat ${at}.resources.limits[memory]`,
    ],
    [
      'a negative quantity',
      { resources: { limits: { memory: '-1' } } },
      `OutOfRange ${at}.resources.limits[memory]`,
    ],
    [
      'a port out of range',
      { ports: [{ containerPort: 65536 }] },
      `OutOfRange ${at}.ports[0].containerPort`,
    ],
    [
      'a port name that is too long',
      { ports: [{ containerPort: 1, name: 'a-very-long-name' }] },
      `WrongFormat ${at}.ports[0].name`,
    ],
    [
      'two ports of one name',
      {
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'a' },
        ],
      },
      `Duplicate ${at}.ports[1]`,
    ],
    [
      'a mount of no volume',
      { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] },
      `NotAllowed ${at}.volumeMounts[0].name`,
    ],
    [
      'a probe of two ways',
      { livenessProbe: { httpGet: { port: 1 }, exec: { command: ['a'] } } },
      `Conflict ${at}.livenessProbe`,
    ],
    [
      'a liveness probe that must succeed twice',
      { livenessProbe: { tcpSocket: { port: 1 }, successThreshold: 2 } },
      `NotAllowed ${at}.livenessProbe.successThreshold`,
    ],
    [
      'a privileged container that must not escalate',
      {
        securityContext: { privileged: true, allowPrivilegeEscalation: false },
      },
      `Conflict ${at}.securityContext.allowPrivilegeEscalation`,
    ],
    [
      'a variable with value and source',
      {
        env: [
          {
            name: 'A',
            value: 'b',
            valueFrom: { fieldRef: { fieldPath: 'a' } },
          },
        ],
      },
      `Conflict ${at}.env[0].valueFrom`,
    ],
  ])('refuses a container with %s', (_, parts, expected) => {
    expect(deployment({}, pod({}, parts))).toContain(expected);
  });

  it('refuses two containers of one name, and jobs restart policies', () => {
    expect(
      deployment(
        {},
        { containers: [container, container], restartPolicy: 'Never' },
      ),
    ).toEqual([
      'Duplicate spec.template.spec.containers[1]',
      'NotAllowed spec.template.spec.restartPolicy',
    ]);
  });

  it('warns of a variable that is set twice', () => {
    const env = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    const findings = validate(
      [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a', namespace: 'b' },
          spec: pod({}, { env }),
        },
      ],
      bundled,
    );
    expect(findings).toEqual([
      expect.objectContaining({ code: 'Duplicate', severity: 'warning' }),
    ]);
  });
});
