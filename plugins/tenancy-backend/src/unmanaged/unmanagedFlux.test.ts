import { lookAt } from '../__testUtils__/lookAt';
import { owners, payments } from '../__testUtils__/lookEntities';
import {
  HELM,
  KUSTOMIZE,
  SECRET,
  at,
  byKustomization,
  byNamespace,
  byRelease,
  estate,
  fluxObject,
  look,
  mapped,
  spaces,
} from '../__testUtils__/lookFlux';
import {
  application,
  component,
  deployment,
} from '../__testUtils__/lookObjects';

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

  it('says of what is not there that it is not', async () => {
    const { explain } = look([
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
    ]);
    expect(await explain(byKustomization)).toMatchObject({
      places: [{ namespace: 'payments' }],
      why: 'There is no Kustomization pay on one.',
    });
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
    expect(await applications(byRelease)).toEqual([
      ['payments', 'Unknown', at('argocd/pay')],
    ]);
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

  it('says to those who run the portal which line is missing', async () => {
    const { explain } = look([
      fluxObject('Kustomization', 'flux-system/pay', {
        ids: ['payments_pay_apps_Deployment'],
      }),
      fluxObject('HelmRelease', 'payments/pay', {
        spec: { targetNamespace: 'vault' },
      }),
    ]);
    expect(await explain(byKustomization)).toMatchObject({
      why: expect.stringContaining(
        'Kustomization flux-system/pay on one lies outside of the namespaces of group:default/payments: add flux-system/pay to tenancy.unmanaged.owners[].flux.',
      ),
    });
    expect(await explain(byRelease)).toMatchObject({
      why: expect.stringContaining('delivers to no namespace that is mapped'),
    });
    const running = look([
      deployment('payments', 'pay', { [`${KUSTOMIZE}/name`]: 'pay' }),
      fluxObject('Kustomization', 'flux-system/pay', {
        ids: ['payments_pay_apps_Deployment'],
      }),
    ]);
    expect(await running.explain(byKustomization)).toMatchObject({
      places: [{ namespace: 'payments' }],
      why: expect.stringContaining('add flux-system/pay to'),
    });
  });

  it('says so also of what carries the labels of an entity itself', async () => {
    const id = { 'backstage.io/kubernetes-id': 'carts' };
    const release = fluxObject('HelmRelease', 'flux-system/carts');
    release.metadata.labels = id;
    expect(await look([release]).explain(component('carts', id))).toEqual({
      why: 'HelmRelease flux-system/carts on one lies outside of the namespaces of group:default/payments: add flux-system/carts to tenancy.unmanaged.owners[].flux.',
    });
  });
});
