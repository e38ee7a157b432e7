import { lookAt } from '../__testUtils__/lookAt';
import { payments } from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

const K8S = 'backstage.io/kubernetes';

const look = lookAt({
  clusters: {
    one: [
      ...['payments', 'vault', 'theirs', 'openshift-gitops'].map(name =>
        namespace(name),
      ),
      application('pay'),
      application('gitops', { home: 'openshift-gitops' }),
      application('default', { project: 'default' }),
      application('to-vault', { to: 'vault' }),
      application('abroad', {
        destination: { server: 'https://abroad.example.com' },
      }),
      application('two-ways', { destination: { name: 'one' } }),
      application('nowhere', { destination: { server: '' } }),
      application('no-namespace', { destination: { namespace: '' } }),
      deployment('vault', 'vault', { team: 'vault' }),
      deployment('payments', 'pay', { team: 'pay' }),
    ],
  },
  unmanaged: {
    access: 'owners',
    owners: [payments],
    argocd: [{ cluster: 'one', name: 'main' }],
  },
  entities: [],
  isManaged: (_, name) => name === 'theirs',
});

const why = (annotations: Record<string, string>) =>
  look.explain(component('pay', annotations));

describe('why nothing is shown of an entity', () => {
  it.each<[Record<string, string>, string]>([
    [{}, 'No annotation of it says where it runs.'],
    [
      { 'argocd/app-selector': 'app in pay', [`${K8S}-id`]: 'pay' },
      'Its annotation argocd/app-selector is no label selector, so nothing is meant by it or by the others. One is app=web,tier in (a,b).',
    ],
    [
      { [`${K8S}-label-selector`]: '=' },
      `Its annotation ${K8S}-label-selector is no label selector, so nothing is meant by it or by the others. One is app=web,tier in (a,b).`,
    ],
    [
      { [`${K8S}-id`]: 'pay', [`${K8S}-cluster`]: 'prod' },
      'It names the cluster prod, which is none of one.',
    ],
    [
      { [`${K8S}-namespace`]: 'nowhere' },
      'There is no namespace nowhere on one.',
    ],
    [
      { [`${K8S}-namespace`]: 'vault' },
      'The namespace vault of one is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].namespaces.',
    ],
    [
      { [`${K8S}-namespace`]: 'theirs' },
      "The namespace theirs is a tenant's, and is shown as such.",
    ],
    [
      { [`${K8S}-id`]: 'pay' },
      `Nothing on one carries the labels ${K8S}-id=pay: no workload, no Service and nothing of Flux.`,
    ],
    [
      { [`${K8S}-label-selector`]: 'team=vault,!x' },
      'What carries its labels is in one/vault, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].namespaces.',
    ],
    [
      { 'argocd/app-name': 'other,another' },
      'There is no Application other, another on one.',
    ],
    [
      { 'argocd/app-selector': 'app=other' },
      'No Application on one is as its annotations say.',
    ],
    [
      { 'argocd/app-name': 'pay', 'argocd/project-name': 'shop' },
      'Application argocd/pay on one is not as the other annotations say: it is in the project payments, not in that of argocd/project-name.',
    ],
    [
      { 'argocd/app-name': 'pay', 'argocd/instance-name': 'prod' },
      'It names the Argo CD prod (argocd/instance-name), and tenancy.unmanaged.argocd[].name has main.',
    ],
    [
      { 'argocd/app-name': 'default' },
      'Application argocd/default on one is in the project default, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].projects.',
    ],
    [
      { 'argocd/app-name': 'gitops' },
      'Application openshift-gitops/gitops on one lies in the namespace openshift-gitops, where Applications are not looked for: if an Argo CD runs there, name it under tenancy.unmanaged.argocd (cluster: one, namespace: openshift-gitops); else add it to tenancy.unmanaged.owners[].applicationNamespaces.',
    ],
    [
      { 'argocd/app-name': 'abroad' },
      'Application argocd/abroad on one deploys to https://abroad.example.com, which is none of the clusters: add it to destinations of the one that it is, under tenancy.unmanaged.clusters, which then has to name all: [{ name: one }].',
    ],
    [
      { 'argocd/app-name': 'two-ways' },
      'Application argocd/two-ways on one names its cluster in two ways, https://kubernetes.default.svc and one, so Argo CD deploys it nowhere: its destination takes server or name.',
    ],
    [
      { 'argocd/app-name': 'nowhere' },
      'Application argocd/nowhere on one names no cluster in its destination, neither by server nor by name, so Argo CD deploys it nowhere.',
    ],
    [
      { 'argocd/app-name': 'no-namespace' },
      'Application argocd/no-namespace on one names no namespace in its destination, so it is not known whose it is: set spec.destination.namespace there.',
    ],
    [
      { 'argocd/app-name': 'to-vault' },
      'Application argocd/to-vault on one deploys to one/vault, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].namespaces.',
    ],
  ])('%j: %s', async (annotations, expected) => {
    expect(await why(annotations)).toEqual({ why: expected });
  });

  it('is nothing where it is shown', async () => {
    expect(await why({ 'argocd/app-name': 'pay' })).toMatchObject({
      places: [{ cluster: 'one', namespace: 'payments' }],
    });
  });

  it('is the permission policy where that lets nobody see what is there', async () => {
    const annotations = { 'argocd/app-name': 'pay' };
    const { explain, places } = lookAt({
      clusters: { one: [namespace('payments'), application('pay')] },
      unmanaged: { access: 'owners', owners: [payments] },
      entities: [component('pay', annotations)],
      allowsRead: () => false,
    });
    const denied = component('pay', annotations);
    expect(await places(denied)).toBeUndefined();
    expect(await explain(denied)).toEqual({
      why: expect.stringContaining('tenancy.tenant.read'),
    });
    // What it lacks is told first: to be allowed would not help.
    expect(await explain(component('other', {}))).toEqual({
      why: 'No annotation of it says where it runs.',
    });
  });

  it('is short, whatever an entity says', async () => {
    const told = JSON.stringify(
      await why({ 'argocd/app-name': `${'x'.repeat(10_000)},`.repeat(40) }),
    );
    expect(told.length).toBeLessThan(1_000);
    expect(told).toContain('35 more');
  });

  it('is what is known of the clusters that are read, and once what is not', async () => {
    const { explain } = lookAt({
      clusters: {
        one: [
          namespace('vault'),
          application('default', { project: 'default' }),
        ],
        two: 'unreachable',
      },
      unmanaged: {
        access: 'owners',
        owners: [{ ...payments, namespaces: ['payments-*'] }],
      },
      entities: [],
    });
    const unread =
      'What two holds is not known: not read yet, or not readable.';
    const told = (annotations: Record<string, string>) =>
      explain(component('pay', annotations));

    expect(await told({ [`${K8S}-namespace`]: 'vault' })).toEqual({
      why: `The namespace vault of one is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].namespaces. ${unread}`,
    });
    expect(await told({ 'argocd/app-name': 'default' })).toEqual({
      why: `Application argocd/default on one is in the project default, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].projects. ${unread}`,
    });
    expect(
      await told({ [`${K8S}-namespace`]: 'vault', [`${K8S}-cluster`]: 'two' }),
    ).toEqual({
      why: 'Not known: what two holds is not read yet, or not readable.',
    });
  });

  it('is where an Application deploys to, in the words of configuration', async () => {
    const server = 'https://twice.example.com';
    const { explain } = lookAt({
      clusters: {
        one: [
          namespace('payments'),
          application('pay'),
          application('twice', { destination: { server } }),
        ],
        two: [namespace('payments')],
      },
      unmanaged: {
        access: 'owners',
        owners: [payments],
        clusters: ['one', 'two'].map(name => ({
          name,
          destinations: [{ server }],
        })),
      },
      entities: [],
    });
    const told = (annotations: Record<string, string>) =>
      explain(component('pay', annotations));

    expect(await told({ 'argocd/app-name': 'twice' })).toEqual({
      why: `Application argocd/twice on one deploys to ${server}, which tenancy.unmanaged.clusters has for more than one cluster: leave it in the destinations of one.`,
    });
    expect(
      await told({ 'argocd/app-name': 'pay', [`${K8S}-cluster`]: 'two' }),
    ).toEqual({
      why: `Application pay deploys to one, and its annotation ${K8S}-cluster names two.`,
    });
  });

  it('is that nothing serves Applications, where that is so', async () => {
    const { explain } = lookAt({
      clusters: { one: [namespace('payments')] },
      unread: { 'one Application': 'notServed' },
      unmanaged: { access: 'owners', owners: [payments] },
      entities: [],
    });
    expect(
      await explain(component('pay', { 'argocd/app-name': 'pay' })),
    ).toEqual({
      why: 'There is no Argo CD on one: add the cluster that has one to tenancy.unmanaged.clusters, which then has to name all: [{ name: one }].',
    });
  });

  it('is no “no” where nobody looks for the owner and nothing can be read', async () => {
    const world = {
      clusters: {
        one: [namespace('payments'), deployment('vault', 'vault')],
        two: [namespace('payments')],
        three: 'unreachable',
      },
      unread: {
        'two Application': 'forbidden',
        'two Deployment': 'forbidden',
        'two Namespace': 'forbidden',
      },
      unmanaged: {
        access: 'owners',
        owners: [
          {
            owner: payments.owner,
            namespaces: ['payments'],
            clusters: ['one'],
          },
        ],
      },
      entities: [],
    } as const;
    const { explain } = lookAt(world);
    const told = (annotations: Record<string, string>) =>
      explain(component('pay', annotations));
    const unread =
      'What three, two hold is not known: not read yet, or not readable.';

    expect(await told({ 'argocd/app-name': 'pay' })).toEqual({
      why: `There is no Application pay on one. ${unread}`,
    });
    expect(await told({ 'argocd/app-selector': 'app=pay' })).toEqual({
      why: `No Application on one is as its annotations say. ${unread}`,
    });
    expect(await told({ [`${K8S}-id`]: 'pay' })).toEqual({
      why: `Nothing on one carries the labels ${K8S}-id=pay: no workload, no Service and nothing of Flux. ${unread}`,
    });
    expect(await told({ [`${K8S}-namespace`]: 'nowhere' })).toEqual({
      why: `There is no namespace nowhere on one. ${unread}`,
    });
    expect(
      await told({ [`${K8S}-namespace`]: 'vault', [`${K8S}-cluster`]: 'two' }),
    ).toEqual({
      why: 'The namespace vault is not mapped to group:default/payments: if it is there, add it to tenancy.unmanaged.owners[].namespaces. What two holds is not known: not read yet, or not readable.',
    });
  });
});

describe('which line would change it', () => {
  const whyIn = (
    access: { owners?: object[]; trusted?: object[] },
    annotations: Record<string, string>,
  ) =>
    lookAt({
      clusters: {
        one: [namespace('payments')],
        two: [namespace('pay-eu'), application('eu', { project: 'eu' })],
      },
      unmanaged: { access: 'owners', ...access },
      entities: [],
    }).explain(component('pay', annotations));

  it('names the clusters, where the namespace is mapped in others', async () => {
    const mapped = { ...payments, namespaces: ['pay-*'], clusters: ['one'] };
    expect(
      await whyIn({ owners: [mapped] }, { [`${K8S}-namespace`]: 'pay-eu' }),
    ).toEqual({
      why: 'The namespace pay-eu is mapped to group:default/payments in other clusters than two: add the cluster to tenancy.unmanaged.owners[].clusters.',
    });
  });

  it('names labels that are trusted to say it, too', async () => {
    const trust = (kind: string, mark: object) => ({
      kind,
      ...mark,
      owner: 'group:default/${{ value }}',
      teamsCannotWrite: true,
    });
    const trusted = [
      trust('Namespace', { label: 'team' }),
      trust('AppProject', { annotation: 'acme.example/team' }),
    ];
    expect(
      await whyIn({ trusted }, { [`${K8S}-namespace`]: 'payments' }),
    ).toEqual({
      why: 'The namespace payments of one is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].namespaces, or set its label team.',
    });
    expect(await whyIn({ trusted }, { 'argocd/app-name': 'eu' })).toEqual({
      why: 'Application argocd/eu on two is in the project eu, which is not mapped to group:default/payments: add it to tenancy.unmanaged.owners[].projects, or set its annotation acme.example/team.',
    });
  });
});
