import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import {
  application,
  component,
  deployment,
  namespace,
  project,
} from '../__testUtils__/lookObjects';

const payments = {
  owner: 'group:default/payments',
  namespaces: ['payments'],
  projects: ['payments'],
};
const owners = { access: 'owners', owners: [payments] };
const byNamespace = component('by-ns', {
  'backstage.io/kubernetes-namespace': 'payments',
});
const byApp = component('by-app', { 'argocd/app-name': 'pay' });
const byId = component('by-id', { 'backstage.io/kubernetes-id': 'pay' });
const id = { 'backstage.io/kubernetes-id': 'pay' };

describe('conventions', () => {
  const look = (
    conventions: object[],
    entities = [component('payments', {})],
  ) =>
    lookAt({
      clusters: {
        one: [
          namespace('payments'),
          namespace('vault'),
          deployment('payments', 'pay', { app: 'payments' }),
          deployment('vault', 'v', { app: 'vault' }),
          application('payments-prod'),
        ],
      },
      unmanaged: { ...owners, conventions },
      entities,
    });

  it.each([
    { namespace: '${{ name }}' },
    { application: '${{ name }}-prod' },
    { labelSelector: 'app=${{ name }}' },
  ])('find an entity without annotations by %j', async convention => {
    const entity = component('payments', {});
    const { places } = look([convention], [entity]);
    expect(await places(entity)).toEqual(['one/payments']);
  });

  it.each([
    { namespace: '${{ name }}' },
    { application: '${{ name }}' },
    { labelSelector: 'app=${{ name }}' },
  ])(
    'show nothing of others to who takes their name, by %j',
    async convention => {
      const entity = component('vault', {});
      const { places } = look([convention], [entity]);
      expect(await places(entity)).toBeUndefined();
    },
  );

  it('keep to the cluster that an entity names', async () => {
    const entity = component('payments', {
      'backstage.io/kubernetes-cluster': 'two',
    });
    const { places } = look([{ namespace: '${{ name }}' }], [entity]);
    expect(await places(entity)).toBeUndefined();
  });

  it.each([
    [[{ labelSelector: 'app in ${{ name }}' }], /conventions.*labelSelector/],
    [
      [{ labelSelector: 'a=${{ name }}' }, { labelSelector: 'b=${{ name }}' }],
      /conventions.*labelSelector/,
    ],
    [[{ namespace: 'payments' }], /\$\{\{ name \}\}/],
  ])('are refused where they mean nothing', (conventions, message) => {
    expect(() => look(conventions)).toThrow(message);
  });
});

describe('trusted labels', () => {
  const trust = (kind: string) => ({
    kind,
    label: 'team',
    owner: 'group:default/${{ value }}',
    teamsCannotWrite: true,
  });
  const own = { team: 'payments' };
  const world = (objects: KubernetesObject[], further: object = {}) =>
    lookAt({
      clusters: {
        one: [namespace('payments', own), namespace('vault'), ...objects],
      },
      unmanaged: {
        access: 'owners',
        trusted: [trust('Namespace'), trust('AppProject')],
        ...further,
      },
      entities: [byNamespace, byApp],
    });

  it('give a project to an owner', async () => {
    const { applications, places } = world([
      project('payments', own),
      application('pay'),
    ]);
    expect(await places(byApp)).toEqual(['one/payments']);
    expect(await applications(byApp)).toEqual([
      ['payments', 'Healthy', 'one/argocd/pay'],
    ]);
  });

  it.each([
    ['of a project elsewhere', [project('payments', own, 'vault')]],
    ['of another owner', [project('payments', { team: 'shop' })]],
    ['that is none', [project('payments', { team: '../payments' })]],
    ['of another project', [project('other', own)]],
  ])('give none by a label %s', async (_, projects) => {
    const { places } = world([...projects, application('pay')]);
    expect(await places(byApp)).toBeUndefined();
  });

  it('count for their own Argo CD alone', async () => {
    const { applications } = world(
      [
        project('payments', own),
        project('payments', { team: 'shop' }, 'argocd-b'),
        application('pay'),
        application('c4n4ry', { home: 'argocd-b' }),
      ],
      {
        argocd: [{ cluster: 'one' }, { cluster: 'one', namespace: 'argocd-b' }],
      },
    );
    expect(await applications(byNamespace)).toEqual([
      ['payments', 'Healthy', 'one/argocd/pay'],
    ]);
  });

  it('are not looked for under inherited names', async () => {
    const { places } = lookAt({
      clusters: { one: [namespace('payments')] },
      unmanaged: {
        access: 'owners',
        trusted: [{ ...trust('Namespace'), label: 'constructor' }],
      },
      entities: [byNamespace],
    });
    expect(await places(byNamespace)).toBeUndefined();
  });
});

describe('several clusters', () => {
  const spoke = (name: string) => ({ server: `https://${name}.example.com` });
  const held = [namespace('payments'), deployment('payments', 'pay', id)];
  const hub = [
    namespace('payments'),
    application('pay', { destination: spoke('two') }),
    application('pay-three', { destination: spoke('three') }),
    application('foreign', { destination: spoke('four') }),
  ];
  const clusters = { hub, two: held, three: held };

  it('are told apart, and the hub is asked for Applications of all', async () => {
    const { applications, places } = lookAt({
      clusters,
      unmanaged: { ...owners, argocd: [{ cluster: 'hub' }] },
      entities: [byNamespace, byApp],
    });
    expect(await places(byNamespace)).toEqual([
      'hub/payments',
      'three/payments',
      'two/payments',
    ]);
    expect(await places(byApp)).toEqual(['two/payments']);
    expect(await applications(byNamespace)).toEqual([
      ['hub', 'Unknown'],
      ['three', 'Healthy', 'hub/argocd/pay-three'],
      ['two', 'Healthy', 'hub/argocd/pay'],
    ]);
  });

  it('are an owner’s as far as configuration says', async () => {
    const { places } = lookAt({
      clusters,
      unmanaged: {
        ...owners,
        owners: [{ ...payments, clusters: ['two'] }],
        argocd: [{ cluster: 'hub' }],
      },
      entities: [byNamespace, byId],
    });
    expect(await places(byNamespace)).toEqual(['two/payments']);
    expect(await places(byId)).toEqual(['two/payments']);
  });

  it('of one address are not guessed between', async () => {
    const { places } = lookAt({
      clusters,
      unmanaged: {
        ...owners,
        argocd: [{ cluster: 'hub' }],
        clusters: [
          { name: 'hub' },
          { name: 'two' },
          { name: 'three', destinations: [spoke('two')] },
        ],
      },
      entities: [byApp],
    });
    expect(await places(byApp)).toBeUndefined();
  });

  it('with Argo CDs of one name show what is the owner’s of each', async () => {
    const two = [
      ...held,
      application('pay'),
      application('c4n4ry', { to: 'vault' }),
    ];
    const { applications } = lookAt({
      clusters: { two, three: two },
      unmanaged: {
        access: 'owners',
        owners: [{ ...payments, clusters: ['two'] }],
        argocd: [
          { cluster: 'two', name: 'main' },
          { cluster: 'three', name: 'main' },
        ],
      },
      entities: [byNamespace],
    });
    expect(await applications(byNamespace)).toEqual([
      ['payments', 'Healthy', 'two/argocd/pay'],
    ]);
  });

  it('hide an Application of the same name on another cluster', async () => {
    const child = (name: string) => ({
      group: 'argoproj.io',
      kind: 'Application',
      namespace: 'argocd',
      name,
      status: 'OutOfSync',
    });
    const parent = application('parent', {
      destination: spoke('two'),
      status: { resources: [child('pay')] },
    });
    // On the hub it is theirs, and where the parent deploys to it is another's.
    const { find } = lookAt({
      clusters: {
        hub: [...hub, parent],
        two: [...held, application('pay', { project: 'vault' })],
      },
      unmanaged: owners,
      entities: [byNamespace],
    });
    const found = await find(byNamespace);
    const shown = found?.subject.snapshot.application(parent, 'hub');
    expect(shown?.status).toMatchObject({ resources: [] });
  });
});

describe('what can’t be read', () => {
  it.each([
    [byApp, { clusters: { one: 'unreachable' } }],
    [byId, { clusters: { one: 'unreachable' } }],
    [
      byApp,
      {
        clusters: { one: [namespace('payments')] },
        unread: { 'one Application': 'forbidden' },
      },
    ],
    [
      byId,
      {
        clusters: { one: [namespace('payments')] },
        unread: { 'one Deployment': 'forbidden' },
      },
    ],
  ] as const)('is no “no” (%#)', async (entity, world) => {
    const { find } = lookAt({
      ...world,
      unmanaged: owners,
      entities: [entity],
    });
    await expect(find(entity)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    // Others learn nothing of it.
    expect(await find(entity, 'group:default/shop')).toBeUndefined();
  });

  it('is no “no” of a namespace that only a pattern or a label tells of', async () => {
    const trusted = {
      kind: 'Namespace',
      label: 'team',
      owner: 'group:default/${{ value }}',
      teamsCannotWrite: true,
    };
    for (const unmanaged of [
      { access: 'owners', owners: [{ ...payments, namespaces: ['pay-*'] }] },
      { access: 'owners', trusted: [trusted] },
      { access: 'entityReaders' },
    ]) {
      const { find } = lookAt({
        clusters: { one: 'timeout' },
        unmanaged,
        entities: [byNamespace],
      });
      await expect(find(byNamespace)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    }
  });

  it('tells a policy’s refusal from it', async () => {
    const { find } = lookAt({
      clusters: { one: 'unreachable' },
      unmanaged: owners,
      entities: [byApp],
      allowsRead: () => false,
    });
    expect(await find(byApp)).toBeUndefined();
  });

  it('leaves a namespace Unknown that configuration names', async () => {
    const { unmanaged, find } = lookAt({
      clusters: { one: 'unreachable' },
      unmanaged: owners,
      entities: [byNamespace],
    });
    const found = await find(byNamespace);
    if (!found) {
      throw new Error('it was not found');
    }
    const { sync, network, workloads } = await unmanaged.statusOf(found);
    expect([sync.state, network.state, workloads.state]).toEqual([
      'Unknown',
      'Unknown',
      'Unknown',
    ]);
  });

  it('is told of a cluster beside those where it is found', async () => {
    const { find, applications } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          deployment('payments', 'pay', id),
          application('pay'),
        ],
        two: 'unreachable',
      },
      unmanaged: owners,
      entities: [byId],
    });
    expect((await find(byId))?.subject).toMatchObject({
      places: [{ cluster: 'one' }],
      unread: ['two'],
    });
    // The Argo CD of its own cluster answers, and deploys there.
    expect(await applications(byId)).toEqual([
      ['payments', 'Healthy', 'one/argocd/pay'],
    ]);
  });

  it('is no lack of policies of Cilium', async () => {
    const { find } = lookAt({
      clusters: { one: [namespace('payments')] },
      unread: { 'one CiliumNetworkPolicy': 'forbidden' },
      unmanaged: owners,
      entities: [byNamespace],
    });
    const found = await find(byNamespace);
    expect(found?.subject.platform.environments).toMatchObject([
      { cni: 'cilium' },
    ]);
  });
});

describe('policies of a mesh', () => {
  const kind = { group: 'security.istio.io', kind: 'AuthorizationPolicy' };
  const policy = (home: string, name: string) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { namespace: home, name, annotations: { note: 'c4n4ry' } },
    spec: { rules: [{ from: [{ source: { ipBlocks: ['10.9.8.7'] } }] }] },
  });
  const listed = async (home: string, access: object) => {
    const { find } = lookAt({
      clusters: {
        one: [
          ...['payments', 'istio-system', 'vault'].map(name => namespace(name)),
          policy('istio-system', 'mesh-wide'),
          policy('vault', 'theirs'),
        ],
      },
      unmanaged: access,
      entities: [byNamespace],
    });
    const found = await find(byNamespace);
    return found?.subject.snapshot.list({
      cluster: 'one',
      ...kind,
      namespace: home,
    });
  };

  it('are told by name, where they hold for all namespaces', async () => {
    expect(await listed('istio-system', owners)).toMatchObject({
      value: [
        {
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: { namespace: 'istio-system', name: 'mesh-wide' },
        },
      ],
    });
    expect(JSON.stringify(await listed('istio-system', owners))).not.toMatch(
      /c4n4ry|10\.9\.8\.7/,
    );
  });

  it('are not told of other namespaces', async () => {
    expect(await listed('vault', owners)).toMatchObject({
      unknown: 'forbidden',
    });
  });

  it('are shown to who owns the namespace', async () => {
    const mesh = { owner: payments.owner, namespaces: ['payments', 'istio-*'] };
    expect(
      await listed('istio-system', { ...owners, owners: [mesh] }),
    ).toMatchObject({ value: [policy('istio-system', 'mesh-wide')] });
  });
});

describe('what is managed', () => {
  const isManaged = (_: string, name: string) => name === 'theirs';
  const everything = { access: 'entityReaders' };
  const mapped = {
    access: 'owners',
    owners: [
      {
        ...payments,
        namespaces: ['payments', 'theirs'],
        applicationNamespaces: ['argocd', 'theirs'],
      },
    ],
    sharedNamespaces: ['theirs'],
  };
  const theirs = component('theirs', {
    'backstage.io/kubernetes-namespace': 'theirs',
  });

  it.each([everything, mapped])(
    'is not looked at, nor are Applications and gateways that lie there (%#)',
    async unmanaged => {
      const { find, places, applications } = lookAt({
        clusters: {
          one: [
            namespace('payments'),
            namespace('theirs'),
            application('pay'),
            application('c4n4ry', { home: 'theirs' }),
            application('c4n4ry-2', { to: 'theirs' }),
          ],
        },
        unmanaged,
        entities: [theirs, byNamespace],
        isManaged,
      });
      expect(await places(theirs)).toBeUndefined();
      expect(await applications(byNamespace)).toEqual([
        ['payments', 'Healthy', 'one/argocd/pay'],
      ]);
      const found = await find(byNamespace);
      const gateways = found?.subject.snapshot.list({
        cluster: 'one',
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        namespace: 'theirs',
      });
      expect(gateways).toMatchObject({ unknown: 'forbidden' });
    },
  );
});

describe('owners', () => {
  const vault = {
    ...payments,
    owner: 'group:default/vault',
    namespaces: ['vault'],
  };
  const world = (targetRef: string, home = 'default') => {
    const entity = component(
      'by-ns',
      { 'backstage.io/kubernetes-namespace': 'payments' },
      { owner: targetRef, home },
    );
    const look = lookAt({
      clusters: { one: [namespace('payments'), namespace('vault')] },
      unmanaged: { access: 'owners', owners: [payments, vault] },
      entities: [entity],
    });
    return { entity, ...look };
  };

  it.each([
    ['group:default/payments', 'default', ['one/payments']],
    ['group:default/payments', 'elsewhere', ['one/payments']],
    ['group:elsewhere/payments', 'default', undefined],
    ['user:default/payments', 'default', undefined],
    ['group:default/vault', 'default', undefined],
  ])('%s of an entity in %s see %j', async (owner, home, seen) => {
    const { entity, places } = world(owner, home);
    expect(await places(entity, owner)).toEqual(seen);
  });

  it('see under each of their names what is mapped to that one', async () => {
    const { entity, find } = world('group:default/payments');
    const claims = ['group:default/payments', 'group:default/vault'];
    const found = await find(entity, ...claims);
    expect(found?.owner).toBe('group:default/payments');
    const vaults = found?.subject.snapshot.list({
      cluster: 'one',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'vault',
    });
    expect(vaults).toMatchObject({ unknown: 'forbidden' });
  });

  it('share no status with owners of what was theirs before', async () => {
    const before = await world('group:default/payments').find(
      byNamespace,
      'group:default/payments',
    );
    const { entity, find } = world('group:default/vault');
    const after = await find(entity, 'group:default/vault');
    expect(before?.key).toBeDefined();
    expect(after).toBeUndefined();
  });
});

describe('ten thousand others', () => {
  let touched = 0;
  /** Something of others that tells when somebody looks at it. */
  const decoy = (object: KubernetesObject): KubernetesObject => {
    const { metadata } = object;
    return Object.defineProperty({ ...object }, 'metadata', {
      get() {
        touched += 1;
        return metadata;
      },
    });
  };
  const others = Array.from({ length: 10_000 }, (_, i) => `other-${i}`);
  const clusters = {
    one: [
      namespace('payments'),
      deployment('payments', 'pay', id),
      application('pay'),
      ...others.flatMap(name => [
        decoy(namespace(name, { team: name })),
        decoy(deployment(name, name, { 'backstage.io/kubernetes-id': name })),
        decoy(application(name, { project: name, to: name })),
      ]),
    ],
  };
  const everything = { access: 'entityReaders' };
  const trusted = {
    kind: 'Namespace',
    label: 'team',
    owner: 'group:default/${{ value }}',
    teamsCannotWrite: true,
  };

  it.each([
    [byNamespace, { ...owners, trusted: [trusted] }],
    [byApp, { ...owners, trusted: [trusted] }],
    [byId, { ...owners, trusted: [trusted] }],
    [byNamespace, everything],
    [byApp, everything],
    [byId, everything],
  ])('are not walked over for one card (%#)', async (entity, unmanaged) => {
    const {
      find,
      unmanaged: look,
      counts,
    } = lookAt({
      clusters,
      unmanaged,
      entities: [entity],
    });
    // What is grouped is grouped once, and kept up to date from then on.
    await find(entity);
    touched = 0;
    counts.questions = 0;
    const found = await find(entity);
    if (!found) {
      throw new Error('it was not found');
    }
    await look.statusOf(found);
    expect(found.subject.places).toHaveLength(1);
    expect(touched).toBeLessThan(100);
    expect(counts.questions).toBeLessThan(1000);
  });
});
