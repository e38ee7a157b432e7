import { KubernetesObject } from '../model';
import { refusalsOf } from './admission';
import {
  create,
  namespace,
  object,
  operator,
  rules,
} from '../testing/guardedTenant';

describe('guard rails on what controllers do for a team', () => {
  const kubernetes = 'system:serviceaccount:kube-system:replicaset-controller';
  const image = 'registry.example.com/apps/web:1';
  const pod = (spec: object): KubernetesObject =>
    object('v1', 'Pod', { containers: [{ image }], ...spec });
  const made = (spec: object) =>
    create('pods', pod(spec), { user: kubernetes });

  it("let no pod run as the platform's accounts, whoever makes it", () => {
    expect(made({ serviceAccountName: 'web' })).toEqual([]);
    expect(made({ serviceAccountName: 'default' })).toEqual([]);
    expect(made({ serviceAccountName: 'groundwork-deployer' })).toHaveLength(1);
    expect(
      made({ serviceAccountName: 'groundwork-secret-store-azure' }),
    ).toHaveLength(1);
  });

  it('leave the choice of the node to the scheduler', () => {
    const bound = { nodeName: 'control-plane-1' };
    expect(made(bound)).toHaveLength(1);
    expect(
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'pods',
        object: pod({ ...bound, activeDeadlineSeconds: 1 }),
        oldObject: pod(bound),
        user: kubernetes,
        namespace,
      }),
    ).toEqual([]);
  });

  it('keep pods off the control plane and nodes that others are taken from, and let be what the API server adds', () => {
    const tolerating = (...tolerations: object[]) => made({ tolerations });
    const away = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
    };
    expect(
      tolerating(
        { ...away, tolerationSeconds: 300 },
        {
          ...away,
          key: 'node.kubernetes.io/not-ready',
          tolerationSeconds: 7200,
        },
        {
          key: 'node.kubernetes.io/memory-pressure',
          operator: 'Exists',
          effect: 'NoSchedule',
        },
        // Of a webhook of the platform: templates of the team are held to more.
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ),
    ).toEqual([]);
    for (const toleration of [
      { operator: 'Exists' },
      { key: '', operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane' },
      { key: 'node-role.kubernetes.io/infra', operator: 'Exists' },
      away,
      { key: away.key, operator: 'Exists', tolerationSeconds: 300 },
      { ...away, effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/unschedulable', operator: 'Exists' },
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { key: 'karpenter.sh/disrupted', operator: 'Exists' },
    ]) {
      expect(tolerating(toleration)).toHaveLength(1);
    }
  });

  it('let pods of a DaemonSet stay on nodes that are away', () => {
    const spec = {
      tolerations: [
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          effect: 'NoExecute',
        },
        {
          key: 'node.kubernetes.io/unschedulable',
          operator: 'Exists',
          effect: 'NoSchedule',
        },
      ],
    };
    const owned = (kind: string, user: string) =>
      create(
        'pods',
        {
          ...pod(spec),
          metadata: {
            name: 'web',
            namespace: 'pay',
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind,
                name: 'web',
                uid: 'a',
                controller: true,
              },
            ],
          },
        },
        { user },
      );
    const daemons = 'system:serviceaccount:kube-system:daemon-set-controller';
    expect(owned('DaemonSet', daemons)).toEqual([]);
    expect(owned('DaemonSet', 'system:kube-controller-manager')).toEqual([]);
    expect(owned('ReplicaSet', 'system:kube-controller-manager')).toHaveLength(
      1,
    );
    expect(owned('DaemonSet', operator.user)).not.toEqual([]);
  });

  it('have images pulled', () => {
    const policy = (imagePullPolicy: string) =>
      made({ initContainers: [{ image, imagePullPolicy }] });
    expect(policy('Always')).toEqual([]);
    expect(policy('IfNotPresent')).toEqual([]);
    expect(policy('Never')).toHaveLength(1);
  });

  it('keep Rollouts to routes of their namespace', () => {
    const rollout = (trafficRouting?: unknown) =>
      create(
        'rollouts',
        object('argoproj.io/v1alpha1', 'Rollout', {
          strategy: { canary: { trafficRouting } },
        }),
      );
    const plugin = (config: object) =>
      rollout({ plugins: { 'argoproj-labs/gatewayAPI': config } });
    expect(rollout()).toEqual([]);
    expect(plugin({ httpRoute: 'web' })).toEqual([]);
    expect(plugin({ httpRoute: 'web', namespace: 'pay' })).toEqual([]);
    expect(plugin({ httpRoute: 'web', namespace: 'shop' })).toHaveLength(1);
    const istio = (name: string) =>
      rollout({ istio: { virtualService: { name } } });
    expect(istio('web')).toEqual([]);
    expect(istio('web.shop')).toHaveLength(1);
    expect(
      rollout({ istio: { virtualServices: [{ name: 'web.shop' }] } }),
    ).toHaveLength(1);
    expect(
      create('rollouts', object('argoproj.io/v1alpha1', 'Rollout', {})),
    ).toEqual([]);
  });

  it('let no AnalysisTemplate ask addresses from where Argo Rollouts runs', () => {
    const template = (provider: object) =>
      create(
        'analysistemplates',
        object('argoproj.io/v1alpha1', 'AnalysisTemplate', {
          metrics: [{ name: 'a', provider }],
        }),
      );
    expect(template({ job: {} })).toEqual([]);
    expect(template({ prometheus: {} })).toEqual([]);
    expect(
      template({ web: { url: 'http://169.254.169.254/latest' } }),
    ).toHaveLength(1);
    for (const provider of [
      { cloudWatch: {} },
      { datadog: {} },
      { influxdb: { profile: 'a' } },
      { newRelic: { profile: 'a' } },
      { plugin: {} },
      { wavefront: { address: 'a.example.com' } },
      { notYetInvented: {} },
      { job: {}, web: {} },
    ]) {
      expect([provider, template(provider).length]).toEqual([provider, 1]);
    }
  });
});
