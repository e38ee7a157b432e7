import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import { owners, payments } from '../__testUtils__/lookEntities';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';
const HELM = 'helm.toolkit.fluxcd.io';
const SECRET = 'vault-only-message';

const fluxObject = (
  kind: 'Kustomization' | 'HelmRelease',
  path: string,
  {
    spec = {},
    ids = [],
    ready = 'True',
    reason = 'Because',
  }: {
    spec?: object;
    ids?: readonly string[];
    ready?: string;
    reason?: string;
  } = {},
): KubernetesObject => {
  const [home, name] = path.split('/');
  return {
    apiVersion: kind === 'Kustomization' ? `${KUSTOMIZE}/v1` : `${HELM}/v2`,
    kind,
    metadata: { name, namespace: home, generation: 1 },
    spec: { sourceRef: { kind: 'GitRepository', name: 'estate' }, ...spec },
    status: {
      observedGeneration: 1,
      lastAppliedRevision: `main@sha1:${'a'.repeat(40)}`,
      conditions: [{ type: 'Ready', status: ready, reason, message: SECRET }],
      ...(ids.length > 0
        ? { inventory: { entries: ids.map(id => ({ id })) } }
        : {}),
    },
  };
};

const estate = (home: string, ready = 'True'): KubernetesObject => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'estate', namespace: home },
  spec: {},
  status: {
    conditions: [
      { type: 'Ready', status: ready, reason: 'Because', message: SECRET },
    ],
  },
});

const spaces = ['payments', 'vault', 'flux-system'].map(name =>
  namespace(name),
);

const byKustomization = component('by-kustomization', {
  [`${KUSTOMIZE}/name`]: 'pay',
});
const byRelease = component('by-release', {
  [`${HELM}/name`]: 'pay',
  [`${HELM}/namespace`]: 'payments',
});
const byNamespace = component('by-ns', {
  'backstage.io/kubernetes-namespace': 'payments',
});

const look = (
  objects: readonly KubernetesObject[],
  {
    unmanaged = owners,
    unread = {},
    sources = ['payments', 'flux-system'].map(home => estate(home)),
    isManaged = () => false,
    narrow,
  }: {
    unmanaged?: object;
    unread?: Record<string, 'forbidden' | 'timeout'>;
    narrow?: readonly string[];
    sources?: readonly KubernetesObject[];
    isManaged?: (cluster: string, namespace: string) => boolean;
  } = {},
) =>
  lookAt({
    clusters: { one: [...spaces, ...sources, ...objects] },
    unmanaged,
    unread,
    isManaged,
    ...(narrow
      ? { narrow: { kind: 'Kustomization', namespaces: narrow } }
      : {}),
    entities: [byKustomization, byRelease, byNamespace],
  });

const mapped = {
  access: 'owners',
  owners: [{ ...payments, flux: ['flux-system/pay', 'flux-system/team-*'] }],
};

const at = (path: string) => `one/${path}`;

describe('what Flux delivers, of entities that are no tenants', () => {
  it('is on the Sync card by name where it lies in a namespace of the owner, before anything runs', async () => {
    const { applications, told } = look([
      fluxObject('HelmRelease', 'payments/pay', { ready: 'False' }),
      fluxObject('HelmRelease', 'payments/other'),
    ]);
    expect(await applications(byRelease)).toEqual([
      ['payments', 'Degraded', at('payments/pay')],
    ]);
    expect(await told(byRelease)).toContain(SECRET);
  });

  it('is there unnamed where it delivers to a namespace that is meant', async () => {
    const { applications } = look([
      fluxObject('HelmRelease', 'payments/pay'),
      fluxObject('Kustomization', 'payments/config', {
        spec: { targetNamespace: 'payments' },
      }),
      fluxObject('HelmRelease', 'payments/elsewhere', {
        spec: { targetNamespace: 'vault' },
      }),
      fluxObject('HelmRelease', 'vault/pay'),
    ]);
    expect(await applications(byNamespace)).toEqual([
      ['payments', 'Healthy', at('payments/config'), at('payments/pay')],
    ]);
  });

  it('counts from other namespaces only where configuration names it', async () => {
    const objects = [
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
      fluxObject('Kustomization', 'flux-system/pay', {
        ids: ['payments_pay_example.com_Widget'],
      }),
    ];
    // Labels of workloads are anybody's to write.
    expect(await look(objects).applications(byKustomization)).toEqual([
      ['payments', 'Unknown'],
    ]);
    expect(await look(objects).told(byKustomization)).not.toContain(SECRET);
    const named = look(objects, { unmanaged: mapped });
    expect(await named.applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('flux-system/pay')],
    ]);
  });

  it.each([
    ['flux-system/team-a', true],
    ['flux-system/teams', false],
    ['flux-system/pay', true],
    ['flux-system/payments', false],
  ])('counts by the pattern of its name: %s, %s', async (path, isShown) => {
    const { applications } = look(
      [
        fluxObject('Kustomization', path, {
          spec: { targetNamespace: 'payments' },
        }),
      ],
      { unmanaged: mapped },
    );
    expect(await applications(byNamespace)).toEqual([
      [
        'payments',
        isShown ? 'Healthy' : 'Unknown',
        ...(isShown ? [at(path)] : []),
      ],
    ]);
  });

  it('shows nothing of what it holds elsewhere, and no message that may be about that', async () => {
    const { applications, told } = look(
      [
        fluxObject('Kustomization', 'flux-system/pay', {
          ready: 'False',
          ids: ['payments_pay_apps_Deployment', 'vault_hidden_apps_Deployment'],
        }),
      ],
      { unmanaged: mapped },
    );
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    const text = await told(byKustomization);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('hidden');
    expect(text).toContain('outside of your namespaces');
  });

  it('says nothing of another one that it waits for', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      ready: 'False',
      reason: 'DependencyNotReady',
      ids: ['payments_pay_example.com_Widget'],
    });
    const { told } = look([object], { unmanaged: mapped });
    const text = await told(byKustomization);
    expect(text).not.toContain(SECRET);
    expect(text).toContain('waits for another one');
  });

  it.each(['_a__Namespace', '_a_rbac.authorization.k8s.io_ClusterRole', 'odd'])(
    'shows no message that may be about %s',
    async id => {
      const object = fluxObject('Kustomization', 'flux-system/pay', {
        ready: 'False',
        ids: ['payments_pay_apps_Deployment', id],
      });
      const { told } = look([object], { unmanaged: mapped });
      expect(await told(byKustomization)).not.toContain(SECRET);
    },
  );

  it('shows what has applied nothing yet, and was named by configuration and entity', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      ready: 'False',
    });
    const { applications, told } = look([object], { unmanaged: mapped });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    expect(await told(byKustomization)).toContain(SECRET);
    expect(await applications(byNamespace)).toEqual([['payments', 'Unknown']]);
  });

  it('tells nobody of sources in namespaces of tenants, whoever may see all else', async () => {
    const isManaged = (_: string, name: string) => name === 'vault';
    const everything = { access: 'entityReaders' };
    const probe = (name: string) =>
      fluxObject('Kustomization', 'payments/pay', {
        spec: {
          targetNamespace: 'payments',
          sourceRef: { kind: 'GitRepository', name, namespace: 'vault' },
        },
      });
    for (const name of ['estate', 'not-there']) {
      const { applications } = look([probe(name)], {
        unmanaged: everything,
        sources: [estate('vault', 'False')],
        isManaged,
      });
      expect(await applications(byKustomization)).toEqual([
        ['payments', 'Healthy', at('payments/pay')],
      ]);
    }
    const theirs = fluxObject('Kustomization', 'vault/pay', {
      spec: { targetNamespace: 'payments' },
    });
    const { applications, unmanaged } = look([theirs], {
      unmanaged: everything,
      isManaged,
    });
    expect(await applications(byKustomization)).toBeUndefined();
    expect(unmanaged.explain(byKustomization)).toMatchObject({
      why: expect.stringContaining('lies in a namespace of a tenant'),
    });
  });

  it('looks at the repository that a chart is from', async () => {
    const source = (kind: string, name: string, rest: object) => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind,
      metadata: { name, namespace: 'payments' },
      ...rest,
    });
    const object = fluxObject('HelmRelease', 'payments/pay');
    const { applications } = look(
      [
        {
          ...object,
          status: Object.assign({}, object.status, {
            helmChart: 'payments/payments-pay',
          }),
        },
      ],
      {
        sources: [
          source('HelmChart', 'payments-pay', {
            spec: { sourceRef: { kind: 'HelmRepository', name: 'charts' } },
          }),
          source('HelmRepository', 'charts', {
            spec: {},
            status: { conditions: [{ type: 'Ready', status: 'False' }] },
          }),
        ],
      },
    );
    expect(await applications(byRelease)).toEqual([
      ['payments', 'Degraded', at('payments/pay')],
    ]);
  });

  it('is known where Flux may be read in the namespaces of the owner alone', async () => {
    const { applications } = look(
      [
        fluxObject('Kustomization', 'flux-system/pay', {
          spec: { targetNamespace: 'payments' },
        }),
      ],
      {
        unmanaged: mapped,
        narrow: ['payments', 'flux-system'],
      },
    );
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('flux-system/pay')],
    ]);
  });

  it('says that Flux was not read, and not that nothing is mapped, where nothing else is', async () => {
    const { told } = look([], {
      unmanaged: {
        access: 'owners',
        owners: [{ owner: payments.owner, namespaces: ['payments'] }],
      },
      unread: { 'one Kustomization': 'timeout' },
    });
    expect(await told(byNamespace)).toContain(
      'cluster one did not answer in time',
    );
  });

  it('says of what is not there that it is not', () => {
    const { unmanaged } = look([
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
    ]);
    expect(unmanaged.explain(byKustomization)).toMatchObject({
      places: [{ namespace: 'payments' }],
      why: 'There is no Kustomization pay on one.',
    });
  });

  it('tells that a source fails that the platform keeps, and not why', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      spec: { targetNamespace: 'payments' },
    });
    const { applications, told } = look([object], {
      unmanaged: mapped,
      sources: [estate('flux-system', 'False')],
    });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    expect(await told(byKustomization)).not.toContain(SECRET);
  });

  it('tells a team nothing of the source of another one that it names', async () => {
    const object = fluxObject('Kustomization', 'payments/pay', {
      spec: {
        targetNamespace: 'payments',
        sourceRef: {
          kind: 'GitRepository',
          name: 'estate',
          namespace: 'vault',
        },
      },
    });
    const { applications } = look([object], {
      sources: [estate('vault', 'False')],
    });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('payments/pay')],
    ]);
  });

  it('is nothing where it delivers to another cluster', async () => {
    const { applications } = look([
      fluxObject('HelmRelease', 'payments/pay', {
        spec: { kubeConfig: { secretRef: { name: 'a' } } },
      }),
    ]);
    expect(await applications(byRelease)).toBeUndefined();
  });

  it('leaves Applications to entities that name none of Flux, and to labels that are left of it', async () => {
    const objects = [
      application('pay'),
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
    ];
    expect(await look(objects).applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('argocd/pay')],
    ]);
    const both = [...objects, fluxObject('HelmRelease', 'payments/pay')];
    expect(await look(both).applications(byNamespace)).toEqual([
      ['payments', 'Healthy', at('argocd/pay'), at('payments/pay')],
    ]);
    expect(await look(both).applications(byRelease)).toEqual([
      ['payments', 'Healthy', at('payments/pay')],
    ]);
  });

  it('is not known where it is named and can not be read, and no trouble where nobody names it', async () => {
    const unread = { 'one HelmRelease': 'forbidden' } as const;
    const objects = [
      application('pay'),
      deployment('payments', 'pay', {
        [`${HELM}/name`]: 'pay',
        [`${HELM}/namespace`]: 'payments',
      }),
    ];
    const { applications } = look(objects, { unread });
    expect(await applications(byRelease)).toEqual([['payments', 'Unknown']]);
    expect(await applications(byNamespace)).toEqual([
      ['payments', 'Healthy', at('argocd/pay')],
    ]);
    await expect(look([], { unread }).find(byRelease)).rejects.toThrow(
      'not known',
    );
  });

  it('is known where another cluster is away, whose Argo CD nobody needs for it', async () => {
    const onOne = component('on-one', {
      'backstage.io/kubernetes-namespace': 'payments',
      'backstage.io/kubernetes-cluster': 'one',
    });
    const { applications } = lookAt({
      clusters: {
        one: [
          ...spaces,
          estate('payments'),
          fluxObject('HelmRelease', 'payments/pay'),
        ],
        edge: 'unreachable',
      },
      unmanaged: owners,
      entities: [onOne],
    });
    expect(await applications(onOne)).toEqual([
      ['payments', 'Healthy', at('payments/pay')],
    ]);
  });

  it('says to those who run the portal which line is missing', () => {
    const { unmanaged } = look([
      fluxObject('Kustomization', 'flux-system/pay', {
        ids: ['payments_pay_apps_Deployment'],
      }),
      fluxObject('HelmRelease', 'payments/pay', {
        spec: { targetNamespace: 'vault' },
      }),
    ]);
    expect(unmanaged.explain(byKustomization)).toMatchObject({
      why: expect.stringContaining(
        'Kustomization flux-system/pay on one lies outside of the namespaces of group:default/payments: add flux-system/pay to tenancy.unmanaged.owners[].flux.',
      ),
    });
    expect(unmanaged.explain(byRelease)).toMatchObject({
      why: expect.stringContaining('delivers to no namespace that is there'),
    });
    const running = look([
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
      fluxObject('Kustomization', 'flux-system/pay', {
        ids: ['payments_pay_apps_Deployment'],
      }),
    ]);
    expect(running.unmanaged.explain(byKustomization)).toMatchObject({
      places: [{ namespace: 'payments' }],
      why: expect.stringContaining('add flux-system/pay to'),
    });
  });
});
