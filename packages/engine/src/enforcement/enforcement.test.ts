import { type KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { renderUnchecked } from '../render/render';
import {
  namespace,
  input,
  request,
  enforcementOf,
  inDev,
  containers,
  deployment,
  service,
} from '../testing/reportedTenant';

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
});
