import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from '../__testUtils__/lookAt';
import { payments } from '../__testUtils__/lookEntities';
import { estate, fluxObject, HELM, KUSTOMIZE } from '../__testUtils__/lookFlux';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';

const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';

const workloads = async (
  annotations: Record<string, string>,
  objects: readonly KubernetesObject[],
) => {
  const entity = component('pay', annotations);
  const { find, unmanaged } = lookAt({
    clusters: {
      one: [
        ...['payments', 'flux-system'].map(name => namespace(name)),
        ...['payments', 'flux-system'].map(name => estate(name)),
        deployment('payments', 'neighbour'),
        ...objects,
      ],
    },
    unmanaged: {
      access: 'owners',
      owners: [{ ...payments, flux: ['flux-system/pay'] }],
    },
    entities: [entity],
  });
  const found = await find(entity);
  if (!found) {
    return undefined;
  }
  const { workloads: card, sync } = await unmanaged.statusOf(found);
  return {
    workloads: card.workloads.map(({ ref }) => ref.name),
    problems: card.problems.map(({ why }) => why),
    sync: sync.environments.flatMap(each =>
      each.applications.map(({ ref }) => `${ref.kind}/${ref.name}`),
    ),
  };
};

describe('the workloads of an entity that Flux delivers', () => {
  const kustomization = { [`${KUSTOMIZE}/name`]: 'pay' };
  const ofRelease = {
    [`${HELM}/name`]: 'pay',
    [`${HELM}/namespace`]: 'payments',
  };
  const applied = (...ids: string[]) =>
    fluxObject('Kustomization', 'flux-system/pay', { ids });

  it('carry the labels of one of the tools, and not of both', async () => {
    const both = { ...kustomization, [`${HELM}/name`]: 'pay' };
    const found = await workloads(both, [
      applied('payments_pay_helm.toolkit.fluxcd.io_HelmRelease'),
      fluxObject('HelmRelease', 'payments/pay'),
      deployment('payments', 'by-helm', ofRelease),
      deployment('payments', 'by-kustomize', kustomization),
    ]);
    expect(found).toMatchObject({
      workloads: ['by-helm', 'by-kustomize'],
      problems: [],
    });
  });

  it('are those of its inventory where no labels are left on them', async () => {
    const found = await workloads(kustomization, [
      applied('payments_pay_apps_Deployment'),
      deployment('payments', 'pay'),
    ]);
    expect(found).toMatchObject({ workloads: ['pay'], problems: [] });
  });

  it('are those of a release in its inventory', async () => {
    const found = await workloads(kustomization, [
      applied('payments_pay_helm.toolkit.fluxcd.io_HelmRelease'),
      fluxObject('HelmRelease', 'payments/pay'),
      deployment('payments', 'pay', ofRelease),
    ]);
    expect(found).toMatchObject({ workloads: ['pay'], problems: [] });
  });

  it('are those in the inventory of a release, which Flux 2.8 writes', async () => {
    const found = await workloads(ofRelease, [
      fluxObject('HelmRelease', 'payments/pay', {
        ids: ['payments_pay_apps_Deployment'],
      }),
      deployment('payments', 'pay'),
    ]);
    expect(found).toMatchObject({ workloads: ['pay'], problems: [] });
  });

  it.each([
    ['has applied nothing yet', [applied()], 'Kustomization pay'],
    [
      'has a release that keeps no inventory',
      [applied('payments_cart_helm.toolkit.fluxcd.io_HelmRelease')],
      'HelmRelease cart',
    ],
  ])('are not known where it %s', async (_, objects, which) => {
    expect(
      await workloads({ ...kustomization, [NAMESPACE]: 'payments' }, objects),
    ).toMatchObject({
      workloads: [],
      problems: [
        expect.stringContaining(`which workloads ${which} has is not known`),
      ],
    });
  });

  it('are none where it says that it applied none', async () => {
    expect(
      await workloads(kustomization, [applied('payments_pay__ConfigMap')]),
    ).toMatchObject({ workloads: [], problems: [] });
  });

  it.each<Record<string, string>>([
    { [ID]: 'carts' },
    { [ID]: 'carts', [NAMESPACE]: 'payments' },
  ])(
    'are found by labels that only the release carries: %j',
    async annotations => {
      const release = fluxObject('HelmRelease', 'payments/pay');
      release.metadata.labels = { [ID]: 'carts' };
      const objects = [
        release,
        fluxObject('HelmRelease', 'payments/other'),
        deployment('payments', 'pay', ofRelease),
      ];
      expect(await workloads(annotations, objects)).toEqual({
        workloads: ['pay'],
        problems: [],
        sync: ['HelmRelease/pay'],
      });
      const carried = deployment('payments', 'carts', { [ID]: 'carts' });
      expect(await workloads(annotations, [...objects, carried])).toMatchObject(
        { workloads: ['carts'] },
      );
    },
  );

  it('are not found by the labels of a release that is not its owner’s', async () => {
    const release = fluxObject('HelmRelease', 'flux-system/theirs', {
      spec: { targetNamespace: 'payments' },
    });
    release.metadata.labels = { [ID]: 'carts' };
    expect(await workloads({ [ID]: 'carts' }, [release])).toBeUndefined();
  });
});

describe('the workloads of an entity that names its Application', () => {
  const byApp = { 'argocd/app-name': 'pay' };
  const fresh = application('pay');
  delete fresh.status;

  it.each([
    ['has not compared it', fresh, 'Argo CD has not compared it'],
    [
      'can’t compare it',
      application('pay', { status: { sync: { status: 'Unknown' } } }),
      'Argo CD has not compared it',
    ],
  ])('are not those of others while Argo CD %s', async (_, object, why) => {
    expect(await workloads(byApp, [object])).toMatchObject({
      workloads: [],
      problems: [`which workloads Application pay has is not known: ${why}`],
    });
  });

  it('are none where it holds none', async () => {
    expect(await workloads(byApp, [application('pay')])).toMatchObject({
      workloads: [],
      problems: [],
    });
  });
});
