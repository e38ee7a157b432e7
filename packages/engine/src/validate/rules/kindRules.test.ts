import { bundledSchemas } from '../bundled';
import { schemaSet } from '../schemaSet';
import { validate } from '../validate';

const schemas = schemaSet({ bundled: bundledSchemas() });

/** What is wrong with an object of one kind, as `code field`. */
function wrong(type: string, parts: object): string[] {
  const slash = type.lastIndexOf('/');
  const clusterWide = /^(Cluster|Validating)/.test(type.slice(slash + 1));
  const object = {
    apiVersion: type.slice(0, slash),
    kind: type.slice(slash + 1),
    metadata: { name: 'a', ...(clusterWide ? {} : { namespace: 'b' }) },
    ...parts,
  };
  return validate([object], schemas).map(
    finding => `${finding.code} ${finding.field}`,
  );
}

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
  wrong('apps/v1/Deployment', {
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
      schemas,
    );
    expect(findings).toEqual([
      expect.objectContaining({ code: 'Duplicate', severity: 'warning' }),
    ]);
  });
});

describe('Service', () => {
  const service = (spec: object) => wrong('v1/Service', { spec });
  it.each<[string, object, string[]]>([
    ['one port', { ports: [{ port: 80, targetPort: 'http' }] }, []],
    ['an external name', { type: 'ExternalName', externalName: 'a.b' }, []],
    ['no port', {}, ['MissingField spec.ports']],
    [
      'two ports without names',
      { ports: [{ port: 80 }, { port: 81 }] },
      ['MissingField spec.ports[0].name', 'MissingField spec.ports[1].name'],
    ],
    [
      'one port twice',
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b' },
        ],
      },
      ['Duplicate spec.ports[1]'],
    ],
    ['port 0', { ports: [{ port: 0 }] }, ['OutOfRange spec.ports[0].port']],
    [
      'a node port without NodePort',
      { ports: [{ port: 80, nodePort: 30080 }] },
      ['Conflict spec.ports[0].nodePort'],
    ],
    [
      'a selector that no label fits',
      { ports: [{ port: 80 }], selector: { app: 'a b' } },
      ['WrongFormat spec.selector[app]'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(service(spec)).toEqual(expected);
  });
});

describe('NetworkPolicy', () => {
  const egress = (...rules: object[]) =>
    wrong('networking.k8s.io/v1/NetworkPolicy', {
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: rules },
    });
  const to = (cidr: string, ...except: string[]) => ({
    to: [{ ipBlock: { cidr, except } }],
  });
  it.each<[string, object, string[]]>([
    ['everything', {}, []],
    ['a block without a part of it', to('10.0.0.0/8', '10.1.0.0/16'), []],
    ['an IPv6 block', to('2001:db8::/32'), []],
    [
      'an address',
      to('10.0.0.1'),
      ['WrongFormat spec.egress[0].to[0].ipBlock.cidr'],
    ],
    [
      'a block without itself',
      to('10.0.0.0/8', '10.0.0.0/8'),
      ['Conflict spec.egress[0].to[0].ipBlock.except[0]'],
    ],
    [
      'a block without another one',
      to('10.0.0.0/8', '11.0.0.0/16'),
      ['Conflict spec.egress[0].to[0].ipBlock.except[0]'],
    ],
    [
      'a block and pods',
      { to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
      ['Conflict spec.egress[0].to[0].ipBlock'],
    ],
    [
      'nobody in particular',
      { to: [{}] },
      ['MissingField spec.egress[0].to[0]'],
    ],
    ['a range of ports', { ports: [{ port: 1000, endPort: 2000 }] }, []],
    [
      'a range that ends before it begins',
      { ports: [{ port: 1000, endPort: 999 }] },
      ['Conflict spec.egress[0].ports[0].endPort'],
    ],
    [
      'a range from a name',
      { ports: [{ port: 'http', endPort: 999 }] },
      ['Conflict spec.egress[0].ports[0].endPort'],
    ],
  ])('may allow %s or is refused', (_, rule, expected) => {
    expect(egress(rule)).toEqual(expected);
  });
});

describe('ResourceQuota', () => {
  it.each<[object, string[]]>([
    [
      {
        hard: {
          'requests.cpu': '4',
          pods: '10',
          'count/httproutes.gateway.networking.k8s.io': 5,
        },
      },
      [],
    ],
    [{ hard: { pods: '1.5' } }, ['WrongFormat spec.hard[pods]']],
    [{ hard: { cpus: '1' } }, ['NotAllowed spec.hard[cpus]']],
    [
      { hard: { 'requests.cpu': 'four' } },
      ['WrongFormat spec.hard[requests.cpu]'],
    ],
    [
      {
        hard: { pods: 1, services: 1 },
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['high'] },
          ],
        },
      },
      ['Conflict spec.hard[services]'],
    ],
    [
      {
        hard: { pods: 1 },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }],
        },
      },
      ['MissingField spec.scopeSelector.matchExpressions[0].values'],
    ],
  ])('%j', (spec, expected) => {
    expect(wrong('v1/ResourceQuota', { spec })).toEqual(expected);
  });
});

describe('LimitRange', () => {
  const limits = (limit: object) =>
    wrong('v1/LimitRange', {
      spec: { limits: [{ type: 'Container', ...limit }] },
    });
  it.each<[object, string[]]>([
    [
      {
        min: { cpu: '10m' },
        defaultRequest: { cpu: '100m' },
        default: { cpu: '1' },
        max: { cpu: 2 },
      },
      [],
    ],
    [
      { default: { cpu: 3 }, max: { cpu: 2 } },
      ['Conflict spec.limits[0].default[cpu]'],
    ],
    [
      { defaultRequest: { memory: '1Gi' }, default: { memory: '1000Mi' } },
      ['Conflict spec.limits[0].defaultRequest[memory]'],
    ],
    [
      { min: { memory: '1Gi' }, max: { memory: '1G' } },
      ['Conflict spec.limits[0].min[memory]'],
    ],
    [{ type: 'Pod', default: { cpu: 1 } }, ['Conflict spec.limits[0].default']],
    [{ type: 'PersistentVolumeClaim' }, ['MissingField spec.limits[0]']],
  ])('%j', (limit, expected) => {
    expect(limits(limit)).toEqual(expected);
  });
});

describe('RBAC', () => {
  const group = 'rbac.authorization.k8s.io';
  it.each<[object, string[]]>([
    [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, []],
    [
      { apiGroups: [''], resources: ['pods'], verbs: [] },
      ['MissingField rules[0].verbs'],
    ],
    [
      { resources: ['pods'], verbs: ['get'] },
      ['MissingField rules[0].apiGroups'],
    ],
    [
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ['NotAllowed rules[0].nonResourceURLs'],
    ],
  ])('Role with rule %j', (rule, expected) => {
    expect(wrong(`${group}/v1/Role`, { rules: [rule] })).toEqual(expected);
  });

  const roleRef = { apiGroup: group, kind: 'Role', name: 'team' };
  it.each<[object, string[]]>([
    [{ kind: 'Group', apiGroup: group, name: 'oidc:team' }, []],
    [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'b' }, []],
    [
      { kind: 'ServiceAccount', name: 'deployer' },
      ['MissingField subjects[0].namespace'],
    ],
    [
      { kind: 'Group', apiGroup: 'v1', name: 'oidc:team' },
      ['NotAllowed subjects[0].apiGroup'],
    ],
    [{ kind: 'Team', name: 'team' }, ['NotAllowed subjects[0].kind']],
  ])('RoleBinding of %j', (subject, expected) => {
    const binding = { roleRef, subjects: [subject] };
    expect(wrong(`${group}/v1/RoleBinding`, binding)).toEqual(expected);
  });
});

describe('HorizontalPodAutoscaler', () => {
  const scaleTargetRef = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'a',
  };
  const resource = (target: object) => ({
    type: 'Resource',
    resource: { name: 'cpu', target },
  });
  it.each<[object, string[]]>([
    [
      {
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [resource({ type: 'Utilization', averageUtilization: 80 })],
      },
      [],
    ],
    [{ minReplicas: 4, maxReplicas: 3 }, ['Conflict spec.maxReplicas']],
    [{ minReplicas: 0, maxReplicas: 3 }, ['OutOfRange spec.minReplicas']],
    [
      { maxReplicas: 3, metrics: [{ type: 'Resource' }] },
      ['MissingField spec.metrics[0].resource'],
    ],
    [
      { maxReplicas: 3, metrics: [resource({ type: 'Utilization' })] },
      ['MissingField spec.metrics[0].resource.target.averageUtilization'],
    ],
  ])('%j', (spec, expected) => {
    expect(
      wrong('autoscaling/v2/HorizontalPodAutoscaler', {
        spec: { scaleTargetRef, ...spec },
      }),
    ).toEqual(expected);
  });
});

describe('PodDisruptionBudget', () => {
  it.each<[object, string[]]>([
    [{ minAvailable: 1 }, []],
    [{ maxUnavailable: '50%' }, []],
    [{ minAvailable: 1, maxUnavailable: 1 }, ['Conflict spec']],
    [{ minAvailable: '101%' }, ['WrongFormat spec.minAvailable']],
    [{ minAvailable: -1 }, ['OutOfRange spec.minAvailable']],
  ])('%j', (spec, expected) => {
    expect(wrong('policy/v1/PodDisruptionBudget', { spec })).toEqual(expected);
  });
});

describe('CronJob', () => {
  const cronJob = (schedule: string, restartPolicy = 'Never') =>
    wrong('batch/v1/CronJob', {
      spec: {
        schedule,
        jobTemplate: {
          spec: { template: template(pod({ restartPolicy })) },
        },
      },
    });
  it.each(['*/5 * * * *', '0 22 * * MON-FRI', '0 0 1,15 JAN,JUL ?', '@hourly'])(
    'takes the schedule %s',
    schedule => {
      expect(cronJob(schedule)).toEqual([]);
    },
  );
  it.each([
    '* * * *',
    '60 * * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 * 13 *',
    '0 0 * * MON-SUN',
    '*/0 * * * *',
    'TZ=UTC 0 0 * * *',
    '@sometimes',
  ])('refuses the schedule %s', schedule => {
    expect(cronJob(schedule)).toEqual(['WrongFormat spec.schedule']);
  });
  it('refuses pods that always restart', () => {
    expect(cronJob('0 0 * * *', 'Always')).toEqual([
      'NotAllowed spec.jobTemplate.spec.template.spec.restartPolicy',
    ]);
  });
});

describe('Namespace', () => {
  const key = (end: string) => `pod-security.kubernetes.io/${end}`;
  it('has Pod Security labels of known levels and versions', () => {
    const namespace = (labels: object) =>
      validate(
        [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'a', labels: labels as Record<string, string> },
          },
        ],
        schemas,
      ).map(finding => finding.field);
    expect(
      namespace({
        [key('enforce')]: 'restricted',
        [key('enforce-version')]: 'v1.36',
        [key('warn-version')]: 'latest',
      }),
    ).toEqual([]);
    expect(
      namespace({ [key('audit')]: 'strict', [key('warn-version')]: '1.36' }),
    ).toEqual([
      `metadata.labels[${key('audit')}]`,
      `metadata.labels[${key('warn-version')}]`,
    ]);
  });
});

describe('ConfigMap and Secret', () => {
  it('refuse keys that are no file names', () => {
    expect(wrong('v1/ConfigMap', { data: { 'a b': '1', 'c.d': '2' } })).toEqual(
      ['WrongFormat data[a b]'],
    );
  });

  it('a TLS secret has its key, and findings never hold values', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'b' },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': 'hidden', 'x y': 'hidden' },
      other: 'hidden',
    };
    const findings = validate([secret], schemas);
    expect(findings.map(({ code, field }) => [code, field])).toEqual([
      ['UnknownField', 'other'],
      ['WrongFormat', 'stringData[x y]'],
      ['MissingField', 'data.tls.key'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });
});

describe('ValidatingAdmissionPolicy', () => {
  const policy = (...validations: object[]) =>
    wrong('admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy', {
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['services'],
            },
          ],
        },
        variables: [{ name: 'labels', expression: 'object.metadata.labels' }],
        validations,
      },
    });
  it.each<[string, object, string[]]>([
    ['a rule', { expression: "object.spec.type != 'NodePort'" }, []],
    [
      'a question to the authorizer',
      {
        expression:
          "authorizer.group('a.b').resource('c').check('override').allowed() || !('x' in variables.labels)",
      },
      [],
    ],
    [
      'what is no CEL',
      { expression: 'object.spec.type !=' },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'a rule that cannot be checked here',
      { expression: 'object.spec.unheardOf()' },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'a reason of its own',
      { expression: 'true', reason: 'Because' },
      ['NotAllowed spec.validations[0].reason'],
    ],
    [
      'many lines without a message',
      { expression: 'true &&\ntrue' },
      ['MissingField spec.validations[0].message'],
    ],
  ])('with %s', (_, validation, expected) => {
    expect(policy(validation)).toEqual(expected);
  });

  it('needs a binding that denies or warns', () => {
    const binding = (validationActions: string[]) =>
      wrong(
        'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
        {
          spec: { policyName: 'a', validationActions },
        },
      );
    expect(binding(['Deny', 'Audit'])).toEqual([]);
    expect(binding(['Deny', 'Warn'])).toEqual([
      'Conflict spec.validationActions',
    ]);
    expect(binding([])).toEqual(['MissingField spec.validationActions']);
  });
});
