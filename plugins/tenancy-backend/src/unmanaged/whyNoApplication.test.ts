import { lookAt } from '../__testUtils__/lookAt';
import { payments } from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
  project,
} from '../__testUtils__/lookObjects';

const K8S = 'backstage.io/kubernetes';
const ID = `${K8S}-id`;

const entity = (annotations: Record<string, string>) =>
  component('pay', { [`${K8S}-namespace`]: 'payments', ...annotations });

const owned = { access: 'owners', owners: [payments] };

describe('an entity whose namespace is shown, and not its Application', () => {
  const look = lookAt({
    clusters: {
      one: [
        namespace('payments'),
        deployment('payments', 'pay', { [ID]: 'pay' }),
        application('pay'),
        application('pay-default', { project: 'default' }),
        application('pay-openshift', { home: 'openshift-gitops' }),
      ],
    },
    unmanaged: owned,
    entities: [],
  });
  const why = (annotations: Record<string, string>) =>
    look.explain(entity(annotations));
  const places = [expect.objectContaining({ namespace: 'payments' })];

  it.each([
    [
      { 'argocd/app-name': 'pay-typo' },
      'There is no Application pay-typo on one.',
    ],
    [
      { 'argocd/app-name': 'pay', 'argocd/app-namespace': 'payments' },
      'Application argocd/pay on one is not as the other annotations say: argocd/app-namespace, which is where the Application itself lies, says payments.',
    ],
    [
      { 'argocd/app-name': 'payments/pay' },
      'Application argocd/pay on one is not as the other annotations say: argocd/app-name says payments.',
    ],
    [
      { 'argocd/app-name': 'pay-default' },
      'Application argocd/pay-default on one is in the project default, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].projects.',
    ],
    [
      { 'argocd/app-name': 'pay,other' },
      'There is no Application other on one.',
    ],
  ])('%j: setup says why', async (annotations, expected) => {
    expect(await why(annotations)).toEqual({ places, why: expected });
  });

  it.each(['pay', 'argocd/pay', 'argocd_pay', ' pay , argocd/pay '])(
    'has nothing to say where all that “%s” names is shown',
    async name => {
      expect(await why({ 'argocd/app-name': name })).toEqual({ places });
    },
  );

  const card = async (unmanaged: object, name: string) => {
    const of = entity({ 'argocd/app-name': name });
    const { find, unmanaged: looked } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          application('pay'),
          application('theirs', { project: 'vault' }),
        ],
      },
      unmanaged,
      entities: [of],
    });
    const found = await find(of);
    return found && (await looked.statusOf(found)).sync.environments[0];
  };

  it('tells its owner that it is the annotations, and nothing of what is not theirs', async () => {
    const missing = await card(owned, 'nowhere');
    expect(missing).toMatchObject({ state: 'Unknown', applications: [] });
    expect(missing?.why).toContain(
      'no Application deploys here that is called as its annotations say',
    );
    expect(await card(owned, 'theirs')).toEqual(missing);
  });

  it('tells its owner that no project is mapped, where that is so', async () => {
    const unmapped = { ...payments, projects: [] };
    const sync = await card({ access: 'owners', owners: [unmapped] }, 'pay');
    expect(sync?.why).toContain('no project of Argo CD is mapped');
  });
});

describe('the line of configuration that would show an Application', () => {
  const clusters = {
    a: [namespace('payments'), project('default'), application('pay-a')],
    b: [
      namespace('payments'),
      application('pay-b', { home: 'openshift-gitops' }),
      application('far', { destination: { server: '', name: 'spoke-b' } }),
    ],
  };
  const why = async (name: string, more: object = {}) => {
    const unmanaged = { ...owned, ...more };
    const { explain } = lookAt({ clusters, unmanaged, entities: [] });
    const told = await explain(component('pay', { 'argocd/app-name': name }));
    return told.why?.replace(/^.*: (?=if an Argo CD|add it)/, '');
  };

  it('names all Argo CDs, where none is configured: a list takes the place of what goes without saying', async () => {
    expect(await why('pay-b')).toBe(
      'if an Argo CD runs there, name it under tenancy.unmanaged.argocd, which then has to name all: [{ cluster: a }, { cluster: b }, { cluster: b, namespace: openshift-gitops }]; else add it to tenancy.unmanaged.owners[].applicationNamespaces.',
    );
    expect(await why('pay-b', { argocd: [{ cluster: 'b' }] })).toBe(
      'if an Argo CD runs there, name it under tenancy.unmanaged.argocd (cluster: b, namespace: openshift-gitops); else add it to tenancy.unmanaged.owners[].applicationNamespaces.',
    );
  });

  it('leaves out an Argo CD that is not there', async () => {
    const { explain } = lookAt({
      clusters: {
        ...clusters,
        b: [application('pay-b', { home: 'openshift-gitops' })],
      },
      unmanaged: owned,
      entities: [],
    });
    const told = await explain(
      component('pay', { 'argocd/app-name': 'pay-b' }),
    );
    expect(told.why).toContain(
      '[{ cluster: a }, { cluster: b, namespace: openshift-gitops }]',
    );
  });

  it('names all clusters, where none is configured', async () => {
    expect(await why('far')).toBe(
      'add it to destinations of the one that it is, under tenancy.unmanaged.clusters, which then has to name all: [{ name: a }, { name: b }].',
    );
    expect(await why('far', { clusters: [{ name: 'a' }, { name: 'b' }] })).toBe(
      'add it to destinations of the one that it is, under tenancy.unmanaged.clusters.',
    );
  });

  it('never gives a team the namespace of an Argo CD', async () => {
    const { explain } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          namespace('argocd'),
          application('parent', {
            to: 'argocd',
            status: {
              resources: [
                { group: 'argoproj.io', kind: 'Application', name: 'pay' },
                { group: '', kind: 'ConfigMap', name: 'settings' },
              ],
            },
          }),
        ],
      },
      unmanaged: owned,
      entities: [],
    });
    expect(
      await explain(component('pay', { 'argocd/app-name': 'parent' })),
    ).toEqual({
      why: 'Application argocd/parent on one deploys to one/argocd, where an Argo CD runs, so it is an app of apps: name the Applications that it makes (pay) in argocd/app-name, or select them by argocd/app-selector.',
    });
  });
});

describe('an Application whose namespace is not there', () => {
  const failed = {
    sync: { status: 'OutOfSync', revision: 'abc' },
    health: { status: 'Missing' },
    resources: [
      {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'payments',
        name: 'pay',
        status: 'OutOfSync',
      },
    ],
    operationState: {
      phase: 'Failed',
      message: 'namespaces "payments" not found',
      finishedAt: new Date().toISOString(),
      syncResult: { revision: 'abc', resources: [] },
    },
  };
  const looking = (unmanaged: object, to = 'payments') => {
    const byApp = component('by-app', { 'argocd/app-name': 'pay' });
    const byNamespace = entity({});
    const look = lookAt({
      clusters: {
        one: [application('pay', { to, status: failed })],
        two: [namespace('other')],
      },
      unmanaged,
      entities: [byApp, byNamespace],
      isManaged: (_, name) => name === 'theirs',
    });
    return { ...look, byApp, byNamespace };
  };
  const open = { access: 'entityReaders' };

  it.each([[owned], [open]])(
    'is shown with what it fails by: %j',
    async unmanaged => {
      const { byApp, byNamespace, ...look } = looking(unmanaged);
      for (const each of [byApp, byNamespace]) {
        expect(await look.places(each)).toEqual(['one/payments']);
        const found = await look.find(each);
        const status = found && (await look.unmanaged.statusOf(found));
        expect(status?.sync.environments).toMatchObject([
          { state: 'Degraded', why: 'namespaces "payments" not found' },
        ]);
      }
    },
  );

  it('is not shown where a namespace is only meant by the beginning of its name, or is a tenant’s', async () => {
    const begin = { ...payments, namespaces: ['pay-*'] };
    const { byApp, ...look } = looking(
      { access: 'owners', owners: [begin] },
      'pay-eu',
    );
    expect(await look.places(byApp)).toBeUndefined();
    expect((await look.explain(byApp)).why).toBe(
      'Application argocd/pay on one deploys to one/pay-eu, which is not there, and not mapped to group:default/payments: create it, or set CreateNamespace=true in its syncPolicy.syncOptions, and add it to tenancy.unmanaged.owners[].namespaces.',
    );
    const theirs = looking(open, 'theirs');
    expect(await theirs.places(theirs.byApp)).toBeUndefined();
    expect((await theirs.explain(theirs.byApp)).why).toBe(
      "Application argocd/pay on one deploys to one/theirs, which is a tenant's, and is shown as such.",
    );
  });

  it('is advised no line of owners where there are none', async () => {
    const { explain } = lookAt({
      clusters: { one: [namespace('theirs'), application('pay')] },
      unread: { 'one Namespace': 'forbidden' },
      unmanaged: open,
      entities: [],
    });
    const annotations: Array<Record<string, string>> = [
      { 'argocd/app-name': 'pay' },
      { [`${K8S}-namespace`]: 'payments' },
    ];
    const told = await Promise.all(
      annotations.map(
        async each => (await explain(component('pay', each))).why,
      ),
    );
    expect(told.join(' ')).not.toContain('owners');
    expect(told.join(' ')).toContain('not readable');
  });
});
