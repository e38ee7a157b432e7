import { KubernetesObject } from '../../model';
import { refusalsOf } from '../../testing/admission';
import { create, namespace, object, rules } from '../../testing/guardedTenant';

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

  it('keep pods off the control plane', () => {
    const tolerating = (...tolerations: object[]) => made({ tolerations });
    expect(
      tolerating(
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists' },
        { key: 'pool', value: 'a' },
      ),
    ).toEqual([]);
    expect(tolerating({ operator: 'Exists' })).toHaveLength(1);
    expect(tolerating({ key: '', operator: 'Exists' })).toHaveLength(1);
    expect(
      tolerating({ key: 'node-role.kubernetes.io/control-plane' }),
    ).toHaveLength(1);
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
  });
});
