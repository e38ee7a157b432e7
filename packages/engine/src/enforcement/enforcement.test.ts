import type { KubernetesObject } from '../model';
import { parsePlatform, type PlatformInput } from '../platform';
import { renderUnchecked } from '../render/render';
import { arraySnapshot, UnknownEntry } from '../snapshot';
import { finish } from '../steps';
import {
  estate as routed,
  gateway,
  pod as webPod,
} from '../testing/networkWorld';
import { parsedTenant, platformWith } from '../testing/renderTenant';
import { enforcementInSteps, EnforcementOptions } from '.';

const labels = {
  'tenancy.groundwork.dev/tenant': 'pay',
  'tenancy.groundwork.dev/environment': 'dev',
};
const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'pay',
    labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'privileged' },
  },
};

const input = platformWith(
  {
    cluster: 'spoke',
    gateways: [
      {
        name: 'external',
        namespace: 'gateways',
        listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
        dataPlane: { namespace: 'gateways', podLabels: { app: 'envoy' } },
      },
    ],
  },
  { reportOnly: ['pay'] },
);

const request = parsedTenant({ owner: 'group:default/pay' }, 'pay');

function enforcementOf(
  objects: readonly KubernetesObject[],
  options: Partial<EnforcementOptions> & {
    unknowns?: UnknownEntry[];
    as?: PlatformInput;
  } = {},
) {
  const { unknowns, as = input, ...rest } = options;
  return finish(
    enforcementInSteps(
      { name: 'pay', environments: ['dev'] },
      arraySnapshot(
        [{ cluster: 'spoke', objects: [namespace, ...objects], asOf: 1 }],
        unknowns,
      ),
      {
        platform: parsePlatform(as),
        requests: [request],
        now: 2,
        ...rest,
      },
    ),
  );
}

const inDev = (...args: Parameters<typeof enforcementOf>) =>
  enforcementOf(...args).environments[0];

const containers = [
  {
    name: 'web',
    image: 'registry.example.com/web:1',
    securityContext: {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  },
];
const deployment = (name: string, spec: object = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'pay' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers, ...spec },
    },
  },
});
const service = (name: string, spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'pay' },
  spec,
});

describe('what enforcing would do to a tenant', () => {
  it('names the objects that guard rails would refuse, each with what the rule says', () => {
    const { refused } = inDev([
      deployment('web'),
      service('web', { ports: [{ port: 80 }] }),
      service('elsewhere', {
        type: 'ExternalName',
        externalName: 'db.other.svc',
      }),
    ]);
    expect(refused).toEqual([
      {
        ref: {
          cluster: 'spoke',
          group: '',
          kind: 'Service',
          namespace: 'pay',
          name: 'elsewhere',
        },
        messages: [expect.stringContaining('ExternalName')],
      },
    ]);
  });

  it('passes over what controllers made, what the platform renders and what is in other namespaces', () => {
    const bad = { type: 'ExternalName', externalName: 'db.other.svc' };
    const made = service('made', bad);
    const others = service('others', bad);
    const rendered = renderUnchecked(request, parsePlatform(input), {})
      .files.flatMap(({ objects }) => objects)
      .filter(({ metadata }) => metadata.namespace === 'pay');
    expect(rendered.map(({ kind }) => kind)).toContain('ServiceAccount');
    const { refused } = inDev([
      {
        ...made,
        metadata: {
          ...made.metadata,
          ownerReferences: [
            { apiVersion: 'x/v1', kind: 'X', name: 'x', uid: '1' },
          ],
        },
      },
      { ...others, metadata: { name: 'others', namespace: 'billing' } },
      ...rendered,
    ]);
    expect(refused).toEqual([]);
  });

  it('names workloads whose pods the level would refuse, and pods that nobody made', () => {
    const root = { containers: [{ name: 'web', image: 'web:1' }] };
    const { pods, podSecurity } = inDev([
      deployment('good'),
      deployment('bad', root),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'alone', namespace: 'pay' },
        spec: { ...root, hostNetwork: true },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'bad-1',
          namespace: 'pay',
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'bad',
              uid: '1',
            },
          ],
        },
        spec: root,
      },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'nightly', namespace: 'pay' },
        spec: {
          schedule: '0 3 * * *',
          jobTemplate: { spec: { template: { spec: root } } },
        },
      },
    ]);
    expect(podSecurity).toEqual({
      level: 'restricted',
      version: 'v1.36',
      enforced: 'privileged',
    });
    expect(pods.map(({ ref }) => `${ref.kind}/${ref.name}`).sort()).toEqual([
      'CronJob/nightly',
      'Deployment/bad',
      'Pod/alone',
    ]);
    expect(pods.find(({ ref }) => ref.kind === 'Pod')?.messages).toContain(
      'pod must not set hostNetwork',
    );
  });

  it('looks at what operators made, and at what only the platform may write', () => {
    const owned = (
      object: KubernetesObject,
      apiVersion: string,
      kind: string,
    ) => ({
      ...object,
      metadata: {
        ...object.metadata,
        ownerReferences: [{ apiVersion, kind, name: 'x', uid: '1' }],
      },
    });
    const root = { containers: [{ name: 'db', image: 'db:1' }] };
    const { pods, notKnown } = inDev([
      owned(deployment('db', root), 'acid.zalan.do/v1', 'postgresql'),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'web', namespace: 'pay' },
        spec: {},
      },
    ]);
    expect(pods.map(({ ref }) => ref.name)).toEqual(['db']);
    expect(notKnown).toEqual([
      'who writes these is not known, and only the platform may: Ingress web',
    ]);
  });

  it('holds containers against the limits that come', () => {
    const asks = (resources: object) => ({
      containers: [{ ...containers[0], resources }],
    });
    const told = (resources: object) =>
      inDev([deployment('web', asks(resources))]).pods.flatMap(
        ({ messages }) => messages,
      );
    expect(told({ limits: { cpu: '3' } })).toEqual([
      'container web has 3 cpu, and one may have 2 at most',
    ]);
    expect(told({ requests: { cpu: '1' } })).toEqual([
      'container web asks for 1 cpu, and gets a limit of 500m',
    ]);
    expect(told({ requests: { cpu: '1' }, limits: { cpu: '2' } })).toEqual([]);
  });

  it('judges a second namespace by what is rendered for it: nothing', () => {
    const second: KubernetesObject = {
      ...namespace,
      metadata: { ...namespace.metadata, name: 'pay-old' },
    };
    const [, old] = enforcementOf([
      second,
      {
        ...service('lb', { type: 'LoadBalancer', ports: [{ port: 80 }] }),
        metadata: { name: 'lb', namespace: 'pay-old' },
      },
    ]).environments;
    expect(old).toMatchObject({ namespace: 'pay-old', quota: [], adds: [] });
    expect(old.notKnown).toEqual([
      'nothing is rendered for namespace pay-old, so it would be held to nothing',
    ]);
  });

  it('does not let a label of the team hide what it marks', () => {
    const marked = service('old', {
      type: 'ExternalName',
      externalName: 'db.other.svc',
    });
    const { refused } = inDev([
      {
        ...marked,
        metadata: {
          ...marked.metadata,
          labels: { 'tenancy.groundwork.dev/layer': 'platform' },
        },
      },
    ]);
    expect(refused).toHaveLength(1);
  });

  it('tells policies that cannot be read, and what throws in rendering', () => {
    const unreadable = inDev(routed({}), {
      unknowns: [
        {
          cluster: 'spoke',
          group: 'networking.k8s.io',
          kind: 'NetworkPolicy',
          unknown: 'forbidden',
        },
      ],
    });
    expect(unreadable.notKnown.join()).toContain(
      'does not allow us to read it',
    );
    const unreadableRequest = inDev([], { unreadable: true, requests: [] });
    expect(unreadableRequest.notKnown).toEqual([
      'its request in Git cannot be read',
    ]);
  });

  it('counts what is there against the quotas of the tier', () => {
    const pods = Array.from({ length: 31 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `web-${index}`,
        namespace: 'pay',
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: '1' },
        ],
      },
      spec: {
        containers: [
          {
            name: 'web',
            resources: {
              requests: { cpu: '100m', memory: '64Mi' },
              limits: { cpu: '300m', memory: '64Mi' },
            },
          },
        ],
      },
      status: { phase: index < 30 ? 'Running' : 'Succeeded' },
    }));
    const lines = (more: number) =>
      inDev([...pods.slice(0, 29 + more), deployment('web')]).quota;
    // 29 times 300m are more than 8 CPUs, and no more pods than a tenant may have.
    expect(lines(0)).toEqual([
      {
        quota: 'groundwork-quota',
        resource: 'limits.cpu',
        used: '8700m',
        hard: '8',
      },
    ]);
    expect(lines(2).map(({ resource }) => resource)).toEqual(['limits.cpu']);
    const [last] = pods;
    const running = {
      ...last,
      metadata: { ...last.metadata, name: 'one-more' },
    };
    expect(
      inDev([...pods, running]).quota.find(
        ({ resource }) => resource === 'pods',
      ),
    ).toEqual({
      quota: 'groundwork-quota',
      resource: 'pods',
      used: '31',
      hard: '30',
    });
  });

  it('tells which quotas and policies come, that open pods are closed, and which routes break', () => {
    const objects = routed({});
    const here = inDev(objects);
    expect(new Set(here.adds.map(({ kind }) => kind))).toEqual(
      new Set([
        'ResourceQuota',
        'LimitRange',
        'NetworkPolicy',
        'ServiceAccount',
      ]),
    );
    expect(here.closes).toEqual({ ingress: true, egress: true });
    expect(here.routes).toEqual([]);

    // Through a gateway that the platform does not name.
    const foreign = routed({
      gateway: {
        ...gateway(),
        metadata: { name: 'external', namespace: 'elsewhere', generation: 1 },
      },
    }).map((object: KubernetesObject) =>
      object.kind === 'HTTPRoute'
        ? {
            ...object,
            spec: {
              ...(object.spec as object),
              parentRefs: [{ name: 'external', namespace: 'elsewhere' }],
            },
            status: {
              parents: [
                {
                  parentRef: { name: 'external', namespace: 'elsewhere' },
                  controllerName: 'example.com/controller',
                  conditions: ['Accepted', 'ResolvedRefs'].map(type => ({
                    type,
                    status: 'True',
                    reason: type,
                    observedGeneration: 1,
                  })),
                },
              ],
            },
          }
        : object,
    );
    const cut = inDev([
      ...foreign,
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'elsewhere' },
      },
    ]);
    expect(cut.routes).toEqual([
      {
        ref: expect.objectContaining({ kind: 'HTTPRoute', name: 'web' }),
        hostnames: ['pay.example.com'],
        state: 'Unknown',
        why: expect.stringContaining('it is not known where its proxies run'),
      },
    ]);
  });

  it('changes the account that every namespace has', () => {
    const account: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'pay' },
    };
    const { adds, changes } = inDev([account]);
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'ServiceAccount', name: 'default' }),
    ]);
    expect(adds.map(({ kind }) => kind)).not.toContain('ServiceAccount');
  });

  it('adds nothing that is there already', () => {
    const held = renderUnchecked(
      request,
      parsePlatform({ ...input, reportOnly: [] }),
      {},
    ).files.flatMap(({ objects }) => objects);
    const { adds, changes, closes } = inDev([
      ...held.filter(({ metadata }) => metadata.namespace === 'pay'),
      webPod,
    ]);
    expect([adds, changes]).toEqual([[], []]);
    expect(closes).toEqual({ ingress: false, egress: false });
  });

  it('takes nothing that it could not look at for good', () => {
    expect(
      inDev([], {
        unknowns: [
          {
            cluster: 'spoke',
            group: 'apps',
            kind: 'Deployment',
            unknown: 'forbidden',
          },
        ],
      }).notKnown,
    ).toEqual(['cluster spoke does not allow us to read it: Deployment']);
    expect(inDev([], { requests: [] })).toMatchObject({
      adds: [],
      notKnown: [expect.stringContaining('Git has no request')],
    });
    expect(
      inDev([], { unknowns: [{ cluster: 'spoke', unknown: 'unreachable' }] })
        .notKnown,
    ).toEqual([
      expect.stringMatching(
        /^cluster spoke cannot be reached: .*, .* and \d+ more$/,
      ),
    ]);
    expect(
      finish(
        enforcementInSteps(
          { name: 'pay', environments: ['dev'] },
          arraySnapshot([]),
          {
            platform: parsePlatform(input),
            requests: [request],
            now: 2,
          },
        ),
      ),
    ).toEqual({
      environments: [],
      problems: [
        { environment: 'dev', why: 'cluster spoke is not being read' },
      ],
    });
    expect(
      finish(
        enforcementInSteps(
          { name: 'pay', environments: ['dev'] },
          arraySnapshot([{ cluster: 'spoke', objects: [], asOf: 1 }]),
          { platform: parsePlatform(input), requests: [request], now: 2 },
        ),
      ).problems,
    ).toEqual([{ environment: 'dev', why: 'it has no namespace here yet' }]);
    const odd = parsedTenant({ tier: 'gone' }, 'pay');
    expect(inDev([], { requests: [odd] }).notKnown).toEqual([
      expect.stringContaining('its request cannot be rendered'),
    ]);
  });

  it('asks for objects that are kept as metadata alone, and tells which it could not have', () => {
    const settings: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'pay' },
    };
    const asked: string[] = [];
    expect(
      inDev([settings], {
        whole: ({ name }) => {
          asked.push(name);
          return undefined;
        },
      }).notKnown,
    ).toEqual([]);
    expect(asked).toEqual(['settings']);
    expect(
      inDev([settings], { whole: () => ({ why: 'it cannot be read now' }) })
        .notKnown,
    ).toEqual(['it cannot be read now: ConfigMap settings']);
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...settings,
      metadata: { name: `settings-${index}`, namespace: 'pay' },
    }));
    expect(
      inDev(many, { whole: () => ({ why: 'it cannot be read now' }) }).notKnown,
    ).toEqual([expect.stringMatching(/settings-4 and 2 more$/)]);
  });
});
