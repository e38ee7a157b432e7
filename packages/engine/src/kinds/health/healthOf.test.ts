import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { healthOf } from './healthOf';
import { defaultKinds } from '../defaultKinds';
import { lacksHealthRule } from './lacksHealthRule';

const of = (
  apiVersion: string,
  kind: string,
  rest: Record<string, unknown> = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...rest,
});
const gatewayApi = 'gateway.networking.k8s.io/v1';
const route = (
  kind: string,
  conditions: unknown[],
  generation: number | undefined = 2,
) =>
  of(gatewayApi, kind, {
    metadata: { name: 'r', generation },
    status: { parents: [{ parentRef: { name: 'gw' }, conditions }] },
  });
const accepted = (status: string, observedGeneration?: number) => ({
  type: 'Accepted',
  status,
  ...(observedGeneration === undefined ? {} : { observedGeneration }),
});

describe('healthOf routes', () => {
  it.each(['HTTPRoute', 'GRPCRoute'])(
    'does not wait for a controller of %s that writes no generation',
    kind => {
      expect(healthOf(route(kind, [accepted('True')]))).toEqual({
        status: 'Healthy',
        message: `${kind} is healthy`,
      });
    },
  );

  it('lets a parent of another generation count for a GRPCRoute only', () => {
    expect(healthOf(route('HTTPRoute', [accepted('False', 1)]))).toEqual({
      status: 'Progressing',
      message: 'Waiting for HTTPRoute status',
    });
    expect(healthOf(route('GRPCRoute', [accepted('False', 1)]))).toEqual({
      status: 'Degraded',
      message: 'Parent gw: Failed condition: Accepted',
    });
  });

  it('leaves out an HTTPRoute parent as soon as one condition is old', () => {
    const mixed = [
      accepted('True', 2),
      { type: 'ResolvedRefs', status: 'True', observedGeneration: 1 },
    ];
    expect(healthOf(route('HTTPRoute', mixed))?.status).toBe('Progressing');
  });

  it('has no opinion on kinds without a rule, however ill they look', () => {
    for (const kind of ['TLSRoute', 'ListenerSet', 'ReferenceGrant']) {
      expect(healthOf(route(kind, [accepted('False')]))).toBeUndefined();
    }
    expect(healthOf(of('v1', 'ConfigMap'))).toBeUndefined();
    expect(healthOf(of('argoproj.io/v1alpha1', 'Application'))).toBeUndefined();
  });
});

describe('healthOf a SealedSecret', () => {
  const sealed = (...conditions: unknown[]) =>
    healthOf(
      of('bitnami.com/v1alpha1', 'SealedSecret', { status: { conditions } }),
    );

  it('follows the first Synced that is True or False', () => {
    const synced = (status: string, message?: string) => ({
      type: 'Synced',
      status,
      ...(message === undefined ? {} : { message }),
    });
    expect(sealed(synced('True'))).toEqual({ status: 'Healthy', message: '' });
    expect(sealed(synced('False', 'no key could decrypt secret'))).toEqual({
      status: 'Degraded',
      message: 'no key could decrypt secret',
    });
    expect(sealed(synced('Unknown'), synced('True'))?.status).toBe('Healthy');
    expect(sealed()?.status).toBe('Progressing');
    expect(healthOf(of('bitnami.com/v1alpha1', 'SealedSecret'))?.status).toBe(
      'Progressing',
    );
  });
});

describe('healthOf objects that are being deleted', () => {
  const leaving = (kind: string, finalizers?: string[]) =>
    of('v1', kind, {
      metadata: {
        name: 'x',
        deletionTimestamp: '2026-01-01T00:00:00Z',
        finalizers,
      },
    });

  it('is Progressing whether the kind has a rule or not', () => {
    const pending = { status: 'Progressing', message: 'Pending deletion' };
    expect(healthOf(leaving('ConfigMap'))).toEqual(pending);
    expect(healthOf(leaving('Pod', ['a', 'b']))).toEqual(pending);
  });

  it('judges a hook on as before, whose finalizer is Argo CD’s own', () => {
    const finalizer = 'argocd.argoproj.io/hook-finalizer';
    expect(healthOf(leaving('ConfigMap', [finalizer]))).toBeUndefined();
  });
});

describe('healthOf other kinds', () => {
  it('takes an ExternalSecret at its word, whatever refreshes it', () => {
    for (const refreshPolicy of ['OnChange', 'CreatedOnce', 'Periodic']) {
      expect(
        healthOf(
          of('external-secrets.io/v1', 'ExternalSecret', {
            spec: { refreshPolicy },
            status: {
              refreshTime: '2026-02-02T00:00:00Z',
              conditions: [
                {
                  type: 'Ready',
                  status: 'True',
                  message: 'synced',
                  lastTransitionTime: '2026-01-01T00:00:00Z',
                },
              ],
            },
          }),
        ),
      ).toEqual({ status: 'Healthy', message: 'synced' });
    }
  });

  it.each([
    'FailedGetObjectMetric',
    'FailedComputeMetricsReplicas',
    'InvalidSelector',
  ])('finds an autoscaler degraded by %s although it may scale', reason => {
    expect(
      healthOf(
        of('autoscaling/v2', 'HorizontalPodAutoscaler', {
          status: {
            conditions: [
              { type: 'AbleToScale', status: 'True', reason: 'Succeeded' },
              { type: 'ScalingActive', status: 'False', reason, message: 'm' },
            ],
          },
        }),
      ),
    ).toEqual({ status: 'Degraded', message: 'm' });
  });

  it('does not judge versions that Argo CD has no rule for', () => {
    expect(healthOf(of('apps/v1beta1', 'Deployment'))?.status).toBe('Unknown');
    expect(
      healthOf(of('autoscaling/v2beta2', 'HorizontalPodAutoscaler'))?.status,
    ).toBe('Unknown');
  });

  const job = (...conditions: unknown[]) =>
    healthOf(of('batch/v1', 'Job', { status: { conditions } }));
  it('reads the conditions of a Job as Argo CD does', () => {
    expect(job()).toEqual({ status: 'Progressing', message: '' });
    expect(
      job(
        { type: 'Suspended', status: 'True', message: 'paused' },
        { type: 'Complete', status: 'True', message: 'done' },
      ),
    ).toEqual({ status: 'Suspended', message: 'done' });
    expect(
      job({ type: 'Suspended', status: 'False', message: 'resumed' }),
    ).toEqual({ status: 'Healthy', message: 'resumed' });
  });

  const pod = (annotations: Record<string, string>, spec: unknown) =>
    healthOf(
      of('v1', 'Pod', {
        metadata: { name: 'p', annotations },
        spec,
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      }),
    )?.status;
  const lasting = { 'argocd.argoproj.io/ignore-restart-policy': 'true' };
  it('takes a finite pod for a lasting one where it says so and is no hook', () => {
    const never = { restartPolicy: 'Never' };
    expect(pod({}, never)).toBe('Progressing');
    expect(pod(lasting, never)).toBe('Healthy');
    const hook = (value: string) => ({
      ...lasting,
      'argocd.argoproj.io/hook': value,
    });
    expect(pod(hook('PreSync'), never)).toBe('Progressing');
    expect(pod(hook('Skip'), never)).toBe('Healthy');
    expect(pod({ ...lasting, 'helm.sh/hook': 'crd-install' }, never)).toBe(
      'Healthy',
    );
    expect(pod({}, {})).toBe('Unknown');
  });

  it('counts the signs of Flux', () => {
    const kustomization = (...conditions: unknown[]) =>
      healthOf(
        of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
          spec: {},
          status: { conditions },
        }),
      )?.status;
    const ready = (status: string) => ({ type: 'Ready', status, reason: 'r' });
    const reconciling = { type: 'Reconciling', status: 'True', reason: 'r' };
    expect(kustomization(ready('True'))).toBe('Healthy');
    expect(kustomization(reconciling, ready('Unknown'))).toBe('Progressing');
    expect(kustomization(reconciling, ready('False'))).toBe('Degraded');
    expect(
      healthOf(
        of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
          spec: { suspend: true },
        }),
      ),
    ).toEqual({ status: 'Suspended', message: 'Kustomization is suspended' });
  });

  it('knows which kinds only Argo CD judges', () => {
    expect(lacksHealthRule(of('kafka.strimzi.io/v1beta2', 'Kafka'))).toBe(true);
    expect(lacksHealthRule(of('ec2.aws.crossplane.io/v1', 'VPC'))).toBe(true);
    expect(lacksHealthRule(of('v1', 'ConfigMap'))).toBe(false);
    expect(lacksHealthRule(of('apps/v1', 'Deployment'))).toBe(false);
  });
});

describe('healthOf odd objects', () => {
  const words = fc.constantFrom(
    'True',
    'False',
    'Unknown',
    'Ready',
    'Accepted',
    'Programmed',
    'Running',
    'LoadBalancer',
    'constructor',
    '',
  );
  const names = fc.constantFrom(
    'conditions',
    'parents',
    'listeners',
    'ancestors',
    'ancestorRef',
    'parentRef',
    'type',
    'status',
    'reason',
    'message',
    'phase',
    'replicas',
    'observedGeneration',
    'containerStatuses',
    'state',
    'waiting',
    'lastState',
    'restartPolicy',
    'suspend',
    'paused',
    'strategy',
    'loadBalancer',
    'ingress',
    'lastScheduleTime',
    'lastSuccessfulTime',
    'active',
    'name',
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      words,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
    ),
  }));

  it('never throws, and always answers in its own words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...defaultKinds.all.filter(({ health }) => health !== undefined),
        ),
        tree,
        tree,
        fc.option(fc.oneof(fc.integer(), words), { nil: undefined }),
        ({ group, kind }, spec, status, generation) => {
          const object = of(group === '' ? 'v1' : `${group}/v1`, kind, {
            metadata: { name: 'x', generation },
            spec,
            status,
          });
          const found = healthOf(object);
          expect(typeof (found?.message ?? '')).toBe('string');
          expect([
            'Healthy',
            'Progressing',
            'Degraded',
            'Suspended',
            'Unknown',
            undefined,
          ]).toContain(found?.status);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['no list', 'x'],
    ['no list of conditions', [1]],
  ])('calls conditions that are %s unknown', (_title, conditions) => {
    expect(
      healthOf(
        of('cert-manager.io/v1', 'Certificate', { status: { conditions } }),
      )?.status,
    ).toBe('Unknown');
  });

  it('calls a number of replicas that is a text unknown', () => {
    expect(
      healthOf(of('apps/v1', 'Deployment', { spec: { replicas: '3' } }))
        ?.status,
    ).toBe('Unknown');
  });
});
