import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import { byApp, owners, payments } from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
  project,
} from '../__testUtils__/lookObjects';

const DEPLOYMENT = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'payments',
  name: 'pay',
};
const waiting = {
  reconciledAt: new Date().toISOString(),
  sync: { status: 'OutOfSync', revision: 'def' },
  history: [{ revision: 'abc', deployedAt: '2026-01-01T00:00:00Z' }],
  resources: [{ ...DEPLOYMENT, status: 'OutOfSync' }],
};

const sync = async (
  objects: readonly KubernetesObject[],
  {
    unmanaged = owners,
    entity = byApp,
    unread = {},
  }: {
    unmanaged?: object;
    entity?: typeof byApp;
    unread?: Record<string, 'forbidden'>;
  } = {},
) => {
  const look = lookAt({
    clusters: {
      one: [
        namespace('payments'),
        namespace('vault'),
        deployment('payments', 'pay'),
        ...objects,
      ],
    },
    unmanaged,
    unread,
    entities: [entity],
  });
  const found = await look.find(entity);
  const status = found && (await look.unmanaged.statusOf(found));
  return status?.sync.environments[0]?.applications;
};

describe('an Application outside of the namespaces of two Argo CDs', () => {
  const unmanaged = {
    access: 'owners',
    owners: [{ ...payments, applicationNamespaces: ['team-apps'] }],
    argocd: ['first', 'second'].map(name => ({
      cluster: 'one',
      namespace: `argocd-${name}`,
      name,
      url: `https://${name}.example.com`,
    })),
  };
  const projectOf = (home: string, sourceNamespaces: string[]) => ({
    ...project('payments', {}, home),
    spec: {
      destinations: [{ server: '*', namespace: 'payments' }],
      sourceRepos: ['*'],
      sourceNamespaces,
    },
  });
  const objects = (status: object) => [
    projectOf('argocd-first', []),
    projectOf('argocd-second', ['team-apps']),
    application('pay', {
      home: 'team-apps',
      status: { ...waiting, ...status },
    }),
  ];
  const at = (name: string) =>
    component('pay', {
      'argocd/app-name': 'pay',
      'argocd/instance-name': name,
    });

  it('is of the one that says it has it', async () => {
    const of = objects({ controllerNamespace: 'argocd-second' });
    const [shown] = (await sync(of, { unmanaged, entity: at('second') })) ?? [];
    expect(shown.why).not.toContain('refused');
    expect(shown.url).toMatch(/^https:\/\/second\./);
    expect(await sync(of, { unmanaged, entity: at('first') })).toBeUndefined();
  });

  it.each([{}, { controllerNamespace: 'elsewhere' }])(
    'is of none that is known where it says %j',
    async status => {
      const of = objects(status);
      const [shown] =
        (await sync(of, { unmanaged, entity: at('first') })) ?? [];
      expect(shown.why).not.toContain('refused');
      expect(shown).not.toHaveProperty('url');
    },
  );

  it('is looked for beside those in the namespaces of Argo CDs', async () => {
    const inside = application('pay', { home: 'argocd-first' });
    expect(await sync([inside], { unmanaged })).toMatchObject([
      { ref: { namespace: 'argocd-first' } },
    ]);
  });
});

describe('an ApplicationSet that an owner may not look at', () => {
  const made = application('pay', { status: waiting });
  made.metadata.ownerReferences = [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      name: 'all-teams',
      uid: 'u',
    },
  ];
  const entry = (name: string, step: string, status: string) => ({
    application: name,
    step,
    status,
    message: 'vault-only',
    targetRevisions: ['vault-only'],
  });
  const set = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'all-teams', namespace: 'argocd' },
    spec: {
      generators: [{ list: 'vault-only' }],
      strategy: {
        type: 'RollingSync',
        rollingSync: {
          steps: [{ matchExpressions: [{ values: ['vault-only'] }] }, {}],
        },
      },
    },
    status: {
      conditions: [
        {
          type: 'ErrorOccurred',
          status: 'False',
          reason: 'Because',
          message: 'vault-only',
        },
      ],
      applicationStatus: [
        entry('vault-only', '1', 'Progressing'),
        entry('pay', '2', 'Waiting'),
      ],
    },
  };

  it('tells where its rollout has the Applications of that owner, and no more', async () => {
    expect(await sync([made, set])).toMatchObject([
      {
        state: 'Suspended',
        why: 'def waits: ApplicationSet all-teams rolls out step by step, and it is not its turn (step 2 of 2; 1 of the steps before is not healthy yet)',
      },
    ]);
    const { find } = lookAt({
      clusters: { one: [namespace('payments'), made, set] },
      unmanaged: owners,
      entities: [byApp],
    });
    const found = await find(byApp);
    const read = (name: string) =>
      found?.subject.snapshot.list({
        cluster: 'one',
        group: 'argoproj.io',
        kind: 'ApplicationSet',
        namespace: 'argocd',
        name,
      });
    expect(read('all-teams')).toMatchObject({
      value: [{ metadata: { name: 'all-teams' } }],
    });
    expect(JSON.stringify(read('all-teams'))).not.toContain('vault-only');
    expect(read('another')).toMatchObject({ unknown: 'forbidden' });
  });

  it('is nothing of who has no Application of it', async () => {
    const other = { ...made, spec: { ...Object(made.spec), project: 'vault' } };
    const { find } = lookAt({
      clusters: {
        one: [namespace('payments'), deployment('payments', 'pay'), other, set],
      },
      unmanaged: owners,
      entities: [byApp],
    });
    expect(await find(byApp)).toBeUndefined();
  });

  it('is not taken for an automatic sync that is turned off where nobody can read it', async () => {
    const unread = { 'one ApplicationSet': 'forbidden' } as const;
    expect(await sync([made, set], { unread })).toMatchObject([
      {
        state: 'Unknown',
        why: expect.stringContaining(
          'or ApplicationSet all-teams rolls out step by step, which is not known',
        ),
      },
    ]);
    expect(await sync([made])).toMatchObject([
      {
        state: 'Suspended',
        why: expect.stringContaining('automatic sync is turned off'),
      },
    ]);
  });
});

describe('a sync that was limited to objects', () => {
  it('was limited also where its owner may not see to which', async () => {
    const synced = (asked: object) => {
      const partial = application('pay', {
        status: {
          ...waiting,
          resources: [
            ...waiting.resources,
            { ...DEPLOYMENT, namespace: 'vault', status: 'Synced' },
          ],
          operationState: {
            phase: 'Succeeded',
            finishedAt: new Date(Date.now() - 600_000).toISOString(),
            operation: { sync: { revision: 'def', resources: [asked] } },
            syncResult: { revision: 'def', resources: [] },
          },
        },
      });
      return [
        {
          ...partial,
          spec: {
            ...Object(partial.spec),
            syncPolicy: { automated: { selfHeal: true } },
          },
        },
      ];
    };
    const [own] = (await sync(synced(DEPLOYMENT))) ?? [];
    const [cut] =
      (await sync(synced({ ...DEPLOYMENT, namespace: 'vault' }))) ?? [];
    expect(cut.why).toBe(own.why);
    expect(cut.why).toContain('is about to be synced');
  });
});
