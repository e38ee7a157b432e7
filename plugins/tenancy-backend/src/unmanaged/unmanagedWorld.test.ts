import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import {
  byApp,
  byId,
  byNamespace,
  id,
  owners,
} from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
  project,
} from '../__testUtils__/lookObjects';

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

describe('labels of pods', () => {
  const labels = { app: 'pay', ...id };
  const plain = deployment('payments', 'pay');
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'pay-7d9-1',
      namespace: 'payments',
      labels: { ...labels, 'pod-template-hash': '7d9' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'pay-7d9',
          uid: '1',
          controller: true,
        },
      ],
    },
    spec: { containers: [] },
  };

  it('are enough, where workloads themselves have none', async () => {
    const spec = {
      ...(plain.spec as object),
      template: { metadata: { labels }, spec: { containers: [] } },
    };
    const { find, unmanaged } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          { ...plain, spec } as KubernetesObject,
          deployment('payments', 'other'),
          pod,
          { ...pod, metadata: { ...pod.metadata, namespace: 'vault' } },
        ],
      },
      unmanaged: owners,
      entities: [byId],
    });
    const found = await find(byId);
    expect(found?.subject.places).toMatchObject([{ namespace: 'payments' }]);
    const { workloads } = found
      ? await unmanaged.statusOf(found)
      : { workloads: undefined };
    expect(workloads?.workloads.map(({ ref }) => ref.name)).toEqual(['pay']);
  });
});

describe('what an operator made', () => {
  it('is meant with what an Application holds of that operator', async () => {
    const made = (name: string, of: string): KubernetesObject => {
      const plain = deployment('payments', name);
      const owner = {
        apiVersion: 'kafka.strimzi.io/v1',
        kind: 'Kafka',
        uid: '1',
      };
      const ownerReferences = [{ ...owner, name: of, controller: true }];
      return { ...plain, metadata: { ...plain.metadata, ownerReferences } };
    };
    const { find, unmanaged } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          made('pay-operator', 'pay'),
          made('other-operator', 'other'),
          application('pay', {
            status: {
              resources: [
                {
                  group: 'kafka.strimzi.io',
                  kind: 'Kafka',
                  namespace: 'payments',
                  name: 'pay',
                },
              ],
            },
          }),
        ],
      },
      unmanaged: owners,
      entities: [byApp],
    });
    const found = await find(byApp);
    const status = found && (await unmanaged.statusOf(found));
    expect(status?.workloads.workloads.map(({ ref }) => ref.name)).toEqual([
      'pay-operator',
    ]);
  });
});

describe('pods that an operator makes itself', () => {
  it('are told by the labels that they alone carry', async () => {
    const pod = (
      name: string,
      of: string,
      labels: object,
    ): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: 'payments',
        name,
        labels: { ...labels },
        ownerReferences: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Cluster',
            name: of,
            uid: of,
            controller: true,
          },
        ],
      },
      spec: { containers: [{ name: 'db', image: 'registry/db:16' }] },
      status: { phase: 'Running', conditions: [] },
    });
    const { find, unmanaged } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          pod('pg-1', 'pg', id),
          pod('other-1', 'other', {}),
        ],
      },
      unmanaged: owners,
      entities: [byId],
    });
    const found = await find(byId);
    const status = found && (await unmanaged.statusOf(found));
    expect(
      status?.workloads.workloads.map(({ ref }) => `${ref.kind}/${ref.name}`),
    ).toEqual(['Cluster/pg']);
  });
});

describe('labels beside Applications', () => {
  const both = component('both', {
    'argocd/app-name': 'pay',
    ...id,
  });
  const workloadsOf = async (carried: Record<string, string>) => {
    const { find, unmanaged } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          deployment('payments', 'pay'),
          deployment('payments', 'other', carried),
          deployment('payments', 'third'),
          application('pay', {
            status: {
              resources: ['pay', 'other'].map(name => ({
                group: 'apps',
                kind: 'Deployment',
                namespace: 'payments',
                name,
              })),
            },
          }),
        ],
      },
      unmanaged: owners,
      entities: [both],
    });
    const found = await find(both);
    const status = found && (await unmanaged.statusOf(found));
    return status?.workloads.workloads.map(({ ref }) => ref.name).sort();
  };

  it('choose among what these hold', async () => {
    expect(await workloadsOf(id)).toEqual(['other']);
  });

  it('hide none of it where nothing carries them', async () => {
    expect(await workloadsOf({})).toEqual(['other', 'pay']);
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
