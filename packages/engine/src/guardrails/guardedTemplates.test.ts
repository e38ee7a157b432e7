import { KubernetesObject } from '../model';
import { AdmissionRule } from './AdmissionRule';
import { refusalsOf } from './admission';
import {
  containers,
  deployment,
  image,
  refused,
  said,
  template,
  Template,
} from '../testing/guardedTemplate';
import {
  create,
  guardedBy,
  namespace,
  object,
  operator,
  rules,
} from '../testing/guardedTenant';

describe('guard rails on templates of pods', () => {
  const layer = { 'tenancy.groundwork.dev/layer': 'platform' };

  it.each<[string, string, string, (given: Template) => unknown]>([
    [
      'deployments',
      'apps/v1',
      'Deployment',
      given => ({ template: template(given) }),
    ],
    [
      'statefulsets',
      'apps/v1',
      'StatefulSet',
      given => ({ template: template(given) }),
    ],
    [
      'rollouts',
      'argoproj.io/v1alpha1',
      'Rollout',
      given => ({ template: template(given) }),
    ],
    ['jobs', 'batch/v1', 'Job', given => ({ template: template(given) })],
    [
      'cronjobs',
      'batch/v1',
      'CronJob',
      given => ({ jobTemplate: { spec: { template: template(given) } } }),
    ],
  ])('hold those of %s', (resource, version, kind, spec) => {
    const made = (given: Template) =>
      create(resource, object(version, kind, spec(given)));
    expect(made({})).toEqual([]);
    expect(made({ metadata: { labels: layer } })).toHaveLength(1);
    expect(made({ metadata: { finalizers: ['a/b'] } })).toHaveLength(1);
    expect(made({ spec: { nodeName: 'a' } })).toHaveLength(1);
    expect(
      made({ spec: { serviceAccountName: 'groundwork-deployer' } }),
    ).toHaveLength(1);
    expect(made({ spec: { tolerations: [{ key: 'a' }] } })).toHaveLength(1);
  });

  it('hold what operators make of the words of a team, as Argo Rollouts does of a job of an analysis', () => {
    const made = (labels: object) =>
      create(
        'jobs',
        object('batch/v1', 'Job', {
          template: template({ metadata: { labels } }),
        }),
        operator,
      );
    expect(made({ app: 'a' })).toEqual([]);
    expect(made(layer)).toHaveLength(1);
  });

  it('see metadata that Argo Rollouts puts on pods, and that of a job of a CronJob', () => {
    const rollout = (strategy: object) =>
      create(
        'rollouts',
        object('argoproj.io/v1alpha1', 'Rollout', { strategy }),
      );
    for (const strategy of [
      { canary: { canaryMetadata: { labels: layer } } },
      { canary: { stableMetadata: { labels: layer } } },
      { blueGreen: { activeMetadata: { labels: layer } } },
      { blueGreen: { previewMetadata: { labels: layer } } },
    ]) {
      expect(rollout(strategy)).toHaveLength(1);
    }
    expect(
      rollout({ canary: { canaryMetadata: { labels: { role: 'canary' } } } }),
    ).toEqual([]);
    expect(
      create(
        'cronjobs',
        object('batch/v1', 'CronJob', {
          jobTemplate: {
            metadata: { labels: layer },
            spec: { template: template({}) },
          },
        }),
      ),
    ).toHaveLength(1);
  });

  it('leave the network of a pod to the platform', () => {
    const annotated = (key: string, value: string) =>
      said({ metadata: { annotations: { [key]: value } } }).length;
    const networks = (value: string) =>
      annotated('k8s.v1.cni.cncf.io/networks', value);
    for (const value of [
      '',
      'storage',
      'pay/storage@net1, other',
      'default/istio-cni',
      '[{"name": "storage"}]',
      '[{ "name": "storage", "namespace": "pay", "interface": "net1" }]',
    ]) {
      expect([value, networks(value)]).toEqual([value, 0]);
    }
    for (const value of [
      'shop/storage',
      'storage, shop/storage@net1',
      '[{"name":"storage","namespace":"shop"}]',
      '[{"name":"storage","Namespace" : "shop"}]',
      '[{"name":"storage","namespace":"pay"},{"name":"a","namespace":"shop"}]',
      '[{"name":"storage","\\u006eamespace":"shop"}]',
      '[{"name":"storage","ips":["10.0.0.1"]}]',
      '[{"name":"storage","mac":"02:00:00:00:00:01"}]',
      '{"name":"storage","namespace":"shop"}',
    ]) {
      expect([value, networks(value)]).toEqual([value, 1]);
    }
    for (const key of [
      'v1.multus-cni.io/default-network',
      'cni.projectcalico.org/ipAddrs',
      'cni.projectcalico.org/allowedSourcePrefixes',
      'ovn.kubernetes.io/ip_address',
      'ipam.cilium.io/ip-pool',
    ]) {
      expect(annotated(key, 'a')).toBe(1);
    }
    expect(annotated('example.com/note', 'shop/storage')).toBe(0);
  });

  it('hold what pods are made of to what the tier and the environment name', () => {
    const held = guardedBy(
      {
        priorityClasses: ['urgent'],
        runtimeClasses: ['gvisor'],
        resources: { 'nvidia.com/gpu': 2 },
      },
      { csiDrivers: ['secrets-store.csi.k8s.io'] },
    );
    const limits = (name: string) => ({
      containers: [
        { ...containers[0], resources: { limits: { [name]: '1' } } },
      ],
    });
    const mounting = (driver: string) => ({ volumes: [{ csi: { driver } }] });
    for (const spec of [
      { priorityClassName: 'urgent' },
      { runtimeClassName: 'gvisor' },
      limits('nvidia.com/gpu'),
      mounting('secrets-store.csi.k8s.io'),
    ]) {
      expect(refused(spec, held)).toBe(0);
      expect(refused(spec)).toBe(1);
    }
    expect(refused(limits('cpu'))).toBe(0);
    expect(
      refused({
        initContainers: [{ image, resources: { requests: { 'a.b/c': '1' } } }],
      }),
    ).toBe(1);
    expect(refused({ resources: { limits: { 'hugepages-2Mi': '4Mi' } } })).toBe(
      1,
    );
  });

  it('have images pulled, from the registries, and not those that are only injected', () => {
    const using = (container: object) =>
      refused({ containers: [{ ...containers[0], ...container }] });
    expect(using({ imagePullPolicy: 'Never' })).toBe(1);
    expect(using({ imagePullPolicy: 'IfNotPresent' })).toBe(0);
    expect(using({ image: 'docker.io/istio/proxyv2:1.29' })).toBe(1);
    expect(using({ image: 'docker.io/library/nginx' })).toBe(1);
    // A waypoint, which a controller of the mesh makes.
    expect(
      create(
        'deployments',
        deployment({
          spec: { containers: [{ image: 'docker.io/istio/proxyv2:1.29' }] },
        }),
        operator,
      ),
    ).toEqual([]);
  });

  it("leave alone the platform's own, what stood before, and what Kubernetes makes of it", () => {
    const old = deployment({ spec: { tolerations: [{ key: 'a' }] } });
    const update = (next: KubernetesObject) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'deployments',
        object: next,
        oldObject: old,
        user: 'system:serviceaccount:pay:groundwork-deployer',
        namespace,
      });
    expect(
      update({ ...old, spec: { ...(old.spec as object), replicas: 3 } }),
    ).toEqual([]);
    expect(
      update(deployment({ spec: { tolerations: [{ key: 'b' }] } })),
    ).toHaveLength(1);
    expect(
      create('replicasets', object('apps/v1', 'ReplicaSet', old.spec), {
        user: 'system:serviceaccount:kube-system:deployment-controller',
      }),
    ).toEqual([]);
    // Where Argo CD impersonates, the right to override is never a tenant's.
    const impersonating = guardedBy(
      {},
      {
        argocd: {
          cluster: 'hub',
          destination: { name: 'spoke-dev' },
          impersonation: true,
        },
      },
    );
    const labelled = {
      ...old,
      metadata: { ...old.metadata, labels: layer },
    };
    for (const made of [old, labelled]) {
      const by = (extra: object, held?: AdmissionRule[]) =>
        create('deployments', made, extra, held);
      expect(by({ overriding: true }, impersonating)).toEqual([]);
      expect(by({}, impersonating)).toHaveLength(1);
      expect(by({ overriding: true })).toHaveLength(1);
    }
  });

  it('see what a StatefulSet says of the claims it makes', () => {
    const claiming = (claim: { spec?: object; metadata?: object }) =>
      create(
        'statefulsets',
        object('apps/v1', 'StatefulSet', {
          template: template({}),
          volumeClaimTemplates: [
            {
              metadata: { name: 'data', ...claim.metadata },
              spec: { ...claim.spec },
            },
          ],
        }),
      ).length;
    expect(claiming({})).toBe(0);
    expect(claiming({ spec: { volumeName: 'shop-data' } })).toBe(1);
    expect(claiming({ spec: { selector: {} } })).toBe(1);
    expect(claiming({ metadata: { finalizers: ['a/b'] } })).toBe(1);
    expect(claiming({ metadata: { labels: layer } })).toBe(1);
  });
});
