import { lookAt } from '../__testUtils__/lookAt';
import {
  byApp,
  byId,
  byNamespace,
  id,
  owners,
  payments,
} from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

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

  it('is no “no” of Applications whose project only a label tells of', async () => {
    const trust = (kind: string) => ({
      kind,
      label: 'team',
      owner: payments.owner.replace('payments', '${{ value }}'),
      teamsCannotWrite: true,
    });
    const { find, explain, unmanaged, applications } = lookAt({
      clusters: {
        one: [namespace('payments', { team: 'payments' }), application('pay')],
      },
      unread: { 'one AppProject': 'forbidden' },
      unmanaged: {
        access: 'owners',
        trusted: [trust('Namespace'), trust('AppProject')],
      },
      entities: [byApp, byNamespace],
    });
    await expect(find(byApp)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(await explain(byApp)).toEqual({
      why: 'Not known: what one holds is not read yet, or not readable.',
    });
    expect(await applications(byNamespace)).toEqual([['payments', 'Unknown']]);
    const found = await find(byNamespace);
    const status = found && (await unmanaged.statusOf(found));
    expect(status?.sync.environments).toMatchObject([
      { why: 'cluster one does not allow us to read it' },
    ]);
  });

  it('is nothing to an entity of a cluster that there is not', async () => {
    const ghost = component('ghost', {
      'argocd/app-name': 'pay',
      'backstage.io/kubernetes-cluster': 'ghost',
    });
    const { find } = lookAt({
      clusters: { one: [namespace('payments')] },
      unread: { 'one Application': 'forbidden' },
      unmanaged: owners,
      entities: [ghost],
    });
    expect(await find(ghost)).toBeUndefined();
  });

  it.each([
    ['no labels', {}, ['other', 'pay'], 'Unknown'],
    ['labels that nothing carries', { ...id }, [], 'Unknown'],
    [
      'labels that one carries',
      { 'backstage.io/kubernetes-id': 'other' },
      ['other'],
      'Progressing',
    ],
  ])(
    'leaves open what Applications hold, with %s',
    async (_, labels, names, state) => {
      const entity = component('both', {
        'backstage.io/kubernetes-namespace': 'payments',
        'argocd/app-name': 'pay',
        ...labels,
      });
      const { find, unmanaged } = lookAt({
        clusters: {
          one: [
            namespace('payments'),
            deployment('payments', 'pay'),
            deployment('payments', 'other', {
              'backstage.io/kubernetes-id': 'other',
            }),
          ],
        },
        unread: { 'one Application': 'forbidden' },
        unmanaged: owners,
        entities: [entity],
      });
      const found = await find(entity);
      const status = found && (await unmanaged.statusOf(found));
      const { workloads } = status ?? {};
      expect(workloads?.workloads.map(({ ref }) => ref.name).sort()).toEqual(
        names,
      );
      expect(workloads).toMatchObject({
        state,
        problems:
          state === 'Unknown'
            ? [
                {
                  environment: 'payments',
                  why: 'Application: cluster one does not allow us to read it',
                },
              ]
            : [],
      });
    },
  );

  it('is no “no” of what may be a tenant’s', async () => {
    const maybe = (name: string) => ({
      clusters: {
        one: [
          namespace('argocd'),
          namespace('payments'),
          deployment('payments', 'pay', id),
          application('pay'),
        ],
      },
      unread: { 'one Namespace': 'forbidden' as const },
      unmanaged: owners,
      isManaged: (_: string, each: string) =>
        each === name ? ('maybe' as const) : false,
      entities: [byNamespace, byId, byApp],
    });
    for (const [name, entity] of [
      ['payments', byNamespace],
      ['payments', byId],
      ['payments', byApp],
      ['argocd', byApp],
    ] as const) {
      const { find, explain } = lookAt(maybe(name));
      await expect(find(entity)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
      expect(await explain(entity)).toEqual({
        why: 'Not known: what one holds is not read yet, or not readable.',
      });
    }
    // What is a tenant's for sure is shown as such.
    const { find } = lookAt({ ...maybe('none'), isManaged: () => true });
    expect(await find(byNamespace)).toBeUndefined();
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
