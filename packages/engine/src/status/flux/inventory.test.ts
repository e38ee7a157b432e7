import { KubernetesObject } from '../../model';
import { fluxDelivery, healthOf, watching } from '../../kinds';
import { kindsOf } from '../../platform';
import { cardWorld } from '../../testing/cardWorld';
import {
  condition,
  environment,
  kustomization,
  options,
  platform,
  ready,
  release,
  statusOf,
} from '../../testing/fluxWorld';
import { fluxInventory, fluxStatus, fluxTarget } from '.';
import { inventoryOf } from './inventory';

describe('what a Kustomization of Flux applied', () => {
  it('tells what it applied and is unwell, which Flux itself does not', () => {
    const object = kustomization({
      ...ready,
      inventory: {
        entries: [
          { id: 'pay_web_apps_Deployment', v: 'v1' },
          { id: 'pay_gone_apps_Deployment', v: 'v1' },
          { id: 'pay_other_example.com_Widget', v: 'v1' },
        ],
      },
    });
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'pay', generation: 1 },
      spec: { replicas: 1 },
      status: {
        observedGeneration: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
    };
    const world = cardWorld([web]);
    expect(statusOf(object, undefined, world)).toMatchObject({
      state: 'Degraded',
      why: expect.stringMatching(/^applied, but Deployment\/web is Degraded: /),
      troubled: [
        { ref: { name: 'web' }, health: 'Degraded', healthSource: 'computed' },
        { ref: { name: 'gone' }, health: 'Missing' },
      ],
    });
  });

  it('is well with what waits for no one: an Ingress without a load balancer, a claim that nothing uses', () => {
    const ids = [
      'pay_web_networking.k8s.io_Ingress',
      'pay_data__PersistentVolumeClaim',
    ];
    const object = (...more: string[]) =>
      kustomization({
        ...ready,
        inventory: { entries: [...ids, ...more].map(id => ({ id, v: 'v1' })) },
      });
    const metadata = (name: string) => ({ name, namespace: 'pay' });
    const world = cardWorld([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: metadata('web'),
        status: { loadBalancer: {} },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: metadata('data'),
        status: { phase: 'Pending' },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata('lb'),
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: {} },
      },
    ]);
    const well = statusOf(object(), undefined, world);
    expect(well.state).toBe('Healthy');
    expect(well.troubled).toHaveLength(2);
    expect(statusOf(object('pay_lb__Service'), undefined, world)).toMatchObject(
      {
        state: 'Progressing',
        why: 'applied, but Service/lb is Progressing',
      },
    );
  });

  it('delivers to its target and to where it applied something, else to its own namespace', () => {
    const inventory = {
      entries: [
        { id: 'pay_web_apps_Deployment' },
        { id: '_shop__Namespace' },
        { id: 'jobs_a__ConfigMap' },
      ],
    };
    const object = kustomization({ inventory });
    expect(fluxTarget(object)).toEqual({
      namespaces: ['shop', 'pay', 'jobs'],
      isKnown: true,
      hasMore: false,
      isElsewhere: false,
    });
    expect(fluxTarget(kustomization({}))).toMatchObject({
      namespaces: ['flux-system'],
      isKnown: false,
    });
    expect(
      fluxTarget(kustomization({}, { targetNamespace: 'x' })),
    ).toMatchObject({ namespaces: ['x'], isKnown: true });
    const cluster = { entries: [{ id: '_a_example.com_Pipe' }] };
    expect(fluxTarget(kustomization({ inventory: cluster }))).toMatchObject({
      namespaces: ['flux-system'],
      isKnown: true,
    });
    const kubeConfig = { secretRef: { name: 'a' } };
    expect(fluxTarget(kustomization({}, { kubeConfig })).isElsewhere).toBe(
      true,
    );
  });

  it.each([
    ['_system__node_rbac.authorization.k8s.io_ClusterRole'],
    ['nonsense'],
    [7],
    [undefined],
  ])('may hold more than is told by the entry %j', id => {
    const entries = [{ id: 'pay_web_apps_Deployment' }, { id }];
    const object = kustomization({ inventory: { entries } });
    expect(fluxTarget(object)).toMatchObject({
      namespaces: ['pay'],
      hasMore: true,
    });
  });

  it('may hold more than is looked at', () => {
    const entries = Array.from({ length: 20_001 }, (_, i) => ({
      id: `pay_a-${i}_apps_Deployment`,
    }));
    const object = kustomization({ inventory: { entries } });
    expect(fluxTarget(object).hasMore).toBe(true);
    expect(inventoryOf(object).byNamespace.get('pay')).toHaveLength(20_000);
  });

  it('is told object by object, or not at all where there may be more', () => {
    const of = (entries: unknown[]) =>
      fluxInventory(kustomization({ inventory: { entries } }));
    expect(
      of([{ id: 'pay_web_apps_Deployment' }, { id: '_pay__Namespace' }]),
    ).toEqual([
      { namespace: 'pay', name: 'web', group: 'apps', kind: 'Deployment' },
      { name: 'pay', group: '', kind: 'Namespace' },
    ]);
    expect(of([])).toEqual([]);
    expect(of([{ id: 'pay_web_apps_Deployment' }, {}])).toBeUndefined();
    expect(fluxInventory(kustomization({}))).toBeUndefined();
  });

  describe('with objects that it applied', () => {
    const holding = (...ids: string[]) =>
      kustomization({
        ...ready,
        inventory: { entries: ids.map(id => ({ id })) },
      });
    const kinds = watching(kindsOf(platform), fluxDelivery);
    const judged = (
      object: KubernetesObject,
      objects: readonly KubernetesObject[],
    ) =>
      fluxStatus({ object }, environment, cardWorld(objects), {
        ...options,
        platform: { ...platform, kinds },
      });

    it('misses no Job, which may have ended', () => {
      expect(judged(holding('pay_migrate_batch_Job'), []).state).toBe(
        'Healthy',
      );
    });

    it('counts those of the namespace that is looked at alone', () => {
      expect(judged(holding('dev_gone_apps_Deployment'), []).state).toBe(
        'Healthy',
      );
    });

    it('takes releases as they are, also with tests that passed', () => {
      const tested = release({
        conditions: ['Ready', 'Released', 'TestSuccess'].map(type =>
          condition(type, 'True', 'TestSucceeded', 'ok'),
        ),
      });
      // By Argo CD's rule it is not.
      expect(healthOf(tested)?.status).toBe('Degraded');
      const id = 'pay_web_helm.toolkit.fluxcd.io_HelmRelease';
      expect(judged(holding(id), [tested]).state).toBe('Healthy');
      const broken = release({
        conditions: [condition('Ready', 'False', 'InstallFailed', 'timed out')],
      });
      expect(judged(holding(id), [broken])).toMatchObject({
        state: 'Degraded',
        why: 'applied, but HelmRelease/web is Degraded: timed out',
      });
    });

    it('is unwell with one of them, suspended or not', () => {
      const object = holding('pay_gone_apps_Deployment');
      expect(judged({ ...object, spec: { suspend: true } }, [])).toMatchObject({
        state: 'Degraded',
        why: 'suspended, and applied, but Deployment/gone is Missing: is not in the cluster',
      });
    });
  });
});
