import { refusalsOf } from './admission';
import {
  create,
  deployer,
  guardedBy,
  namespace,
  object,
  operator,
  rules,
} from '../testing/guardedTenant';

describe('guard rails on claims', () => {
  const claim = (spec: object, metadata: object = {}) =>
    object('v1', 'PersistentVolumeClaim', spec, metadata);
  const claiming = (
    spec: object,
    ...rest: [] | [Parameters<typeof guardedBy>[0]]
  ) =>
    create(
      'persistentvolumeclaims',
      claim(spec),
      {},
      rest.length > 0 ? guardedBy(...rest) : rules,
    ).length;

  it('take no volume by name or labels, and no data of another namespace', () => {
    expect(claiming({ accessModes: ['ReadWriteOnce'] })).toBe(0);
    expect(claiming({ volumeName: '' })).toBe(0);
    expect(claiming({ volumeName: 'pv-shop' })).toBe(1);
    expect(claiming({ selector: { matchLabels: { a: 'b' } } })).toBe(1);
    const from = (namespaced: object) => ({
      dataSourceRef: {
        apiGroup: 'snapshot.storage.k8s.io',
        kind: 'VolumeSnapshot',
        name: 'a',
        ...namespaced,
      },
    });
    expect(claiming(from({}))).toBe(0);
    expect(claiming(from({ namespace: 'pay' }))).toBe(0);
    expect(claiming(from({ namespace: 'shop' }))).toBe(1);
  });

  it('hold those that controllers make of templates, and let them be bound', () => {
    const statefulSets =
      'system:serviceaccount:kube-system:statefulset-controller';
    expect(
      create('persistentvolumeclaims', claim({ volumeName: 'pv-shop' }), {
        user: statefulSets,
      }),
    ).toHaveLength(1);
    const bind = (user: string, volumeName: string) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'persistentvolumeclaims',
        object: claim({ volumeName }),
        oldObject: claim({}),
        user,
        namespace,
      });
    expect(
      bind(
        'system:serviceaccount:kube-system:persistent-volume-binder',
        'pvc-1',
      ),
    ).toEqual([]);
    expect(bind(deployer, 'pv-shop')).toHaveLength(1);
    // What is bound may be changed in other ways.
    expect(
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'persistentvolumeclaims',
        object: claim({ volumeName: 'pvc-1', resources: { a: 2 } }),
        oldObject: claim({ volumeName: 'pvc-1', resources: { a: 1 } }),
        user: deployer,
        namespace,
      }),
    ).toEqual([]);
  });

  it('are of the storage classes of the tier, where it names some', () => {
    expect(claiming({ storageClassName: 'fast' })).toBe(0);
    const tier = { storageClasses: ['standard'] };
    expect(claiming({ storageClassName: 'standard' }, tier)).toBe(0);
    expect(claiming({}, tier)).toBe(0);
    expect(claiming({ storageClassName: 'fast' }, tier)).toBe(1);
  });

  it('are of the class that their annotation names before the field', () => {
    const guarded = guardedBy({ storageClasses: ['standard'] });
    const of = (storageClass?: string, storageClassName?: string) =>
      claim(
        storageClassName === undefined ? {} : { storageClassName },
        storageClass === undefined
          ? {}
          : {
              annotations: {
                'volume.beta.kubernetes.io/storage-class': storageClass,
              },
            },
      );
    const creating = (made: ReturnType<typeof of>) =>
      create('persistentvolumeclaims', made, {}, guarded).length;
    expect(creating(of('standard'))).toBe(0);
    expect(creating(of('fast'))).toBe(1);
    expect(creating(of('fast', 'standard'))).toBe(1);
    expect(creating(of('standard', 'fast'))).toBe(0);
    expect(creating(of('', 'fast'))).toBe(0);

    const updating = (
      before: ReturnType<typeof of>,
      after: ReturnType<typeof of>,
    ) =>
      refusalsOf(guarded, {
        operation: 'UPDATE',
        resource: 'persistentvolumeclaims',
        object: after,
        oldObject: before,
        user: deployer,
        namespace,
      }).length;
    expect(updating(of(undefined, 'standard'), of('fast', 'standard'))).toBe(1);
    expect(updating(of('standard', 'fast'), of(undefined, 'fast'))).toBe(1);
    expect(updating(of('fast'), of('fast'))).toBe(0);
    expect(updating(of(undefined, 'fast'), of('fast', 'fast'))).toBe(0);
  });
});

describe('guard rails on disruption budgets', () => {
  it.each([
    [{ maxUnavailable: 1 }, 0],
    [{ maxUnavailable: '1%' }, 0],
    [{ minAvailable: 2 }, 0],
    [{ minAvailable: '99%' }, 0],
    [{ minAvailable: '0%' }, 0],
    [{ maxUnavailable: 0 }, 1],
    [{ maxUnavailable: '0%' }, 1],
    [{ maxUnavailable: '00%' }, 1],
    [{ minAvailable: '100%' }, 1],
    [{ minAvailable: '0100%' }, 1],
  ])('let pods go at some time: %j', (spec, refusals) => {
    expect(
      create(
        'poddisruptionbudgets',
        object('policy/v1', 'PodDisruptionBudget', spec),
      ),
    ).toHaveLength(refusals);
  });
});

describe('guard rails on autoscalers', () => {
  const scaling = (apiVersion: string | undefined, kind: string, extra = {}) =>
    create(
      'horizontalpodautoscalers',
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        scaleTargetRef: { apiVersion, kind, name: 'web' },
      }),
      extra,
    ).length;

  it('let a team scale what it writes, and nothing that operators keep in its namespace', () => {
    expect(scaling('apps/v1', 'Deployment')).toBe(0);
    expect(scaling('apps/v1', 'StatefulSet')).toBe(0);
    expect(scaling('argoproj.io/v1alpha1', 'Rollout')).toBe(0);
    expect(scaling('apps/v1', 'ReplicaSet')).toBe(1);
    expect(scaling('example.com/v1', 'Deployment')).toBe(1);
    expect(scaling('kafka.strimzi.io/v1beta2', 'KafkaConnect')).toBe(1);
    expect(scaling('kafka.strimzi.io/v1', 'KafkaConnect', operator)).toBe(0);
  });
});

describe('guard rails on labels', () => {
  it.each([
    ['grafana_datasource', 1],
    ['grafana_alert', 1],
    ['loki_rule', 1],
    ['grafana_dashboard', 0],
    ['team', 0],
  ])('keep %s of a ConfigMap to the platform: %d', (label, refusals) => {
    const labelled = (extra = {}) =>
      create(
        'configmaps',
        object('v1', 'ConfigMap', undefined, { labels: { [label]: '1' } }),
        extra,
      ).length;
    expect(labelled()).toBe(refusals);
    expect(labelled(operator)).toBe(0);
  });
});

describe('guard rails on annotations', () => {
  const annotated = (
    key: string,
    value = 'a',
    extra: Parameters<typeof create>[2] = {},
  ) =>
    create(
      'services',
      object('v1', 'Service', {}, { annotations: { [key]: value } }),
      extra,
    ).length;

  it.each(['external-dns.alpha.kubernetes.io/', 'external-dns.kubernetes.io/'])(
    'let external-dns be told names and how long they last (%s)',
    prefix => {
      const name = 'a.pay.dev.example.com';
      expect(annotated(`${prefix}hostname`, name)).toBe(0);
      expect(annotated(`${prefix}internal-hostname`, name)).toBe(0);
      expect(annotated(`${prefix}hostname`, 'shop.dev.example.com')).toBe(1);
      expect(annotated(`${prefix}ttl`, '60')).toBe(0);
      for (const end of [
        'access',
        'alias',
        'cloudflare-custom-hostname',
        'endpoints-type',
        'gateway-hostname-source',
        'ingress-hostname-source',
        'set-identifier',
        'target',
        'webhook-a',
      ]) {
        expect([end, annotated(`${prefix}${end}`)]).toEqual([end, 1]);
      }
    },
  );

  it('let no object of a team reach into other namespaces', () => {
    for (const key of [
      'replicator.v1.mittwald.de/replicate-to',
      'reflector.v1.k8s.emberstack.com/reflects',
      'kubed.appscode.com/sync',
      'tailscale.com/expose',
      'getambassador.io/config',
      'consul.hashicorp.com/service-name',
      'gloo.solo.io/upstream_config',
      'haproxy.org/backend-config-snippet',
      'haproxy-ingress.github.io/config-backend',
      'ingress.kubernetes.io/config-backend',
    ]) {
      expect(annotated(key)).toBe(1);
      expect(annotated(key, 'a', operator)).toBe(0);
    }
    expect(annotated('haproxy.org/timeout-server')).toBe(0);
  });

  it('look at what External Secrets and cert-manager write on their Secrets for a team', () => {
    const annotations = { 'replicator.v1.mittwald.de/replicate-to': 'shop' };
    const secret = (metadata: object) =>
      create(
        'externalsecrets',
        object('external-secrets.io/v1', 'ExternalSecret', {
          target: { template: { metadata } },
        }),
      );
    expect(secret({ annotations: { a: 'b' } })).toEqual([]);
    expect(secret({ annotations })).toHaveLength(1);
    expect(secret({ finalizers: ['a/b'] })).toHaveLength(1);
    expect(
      secret({ labels: { 'tenancy.groundwork.dev/layer': 'platform' } }),
    ).toHaveLength(1);
    const certificate = (secretTemplate: object) =>
      create(
        'certificates',
        object('cert-manager.io/v1', 'Certificate', {
          dnsNames: ['pay.dev.example.com'],
          secretTemplate,
        }),
      );
    expect(certificate({ labels: {} })).toEqual([]);
    expect(certificate({ annotations })).toHaveLength(1);
  });
});

describe('guard rails on Services', () => {
  it.each(['NodePort', 'LoadBalancer', 'ExternalName'])(
    'let none be of type %s',
    type => {
      expect(
        create('services', object('v1', 'Service', { type })),
      ).toHaveLength(1);
    },
  );

  it('keep the same labels of Secrets that operators make for it to the platform', () => {
    const labels = { 'argocd.argoproj.io/secret-type': 'cluster' };
    const secret = (template: object) =>
      create(
        'externalsecrets',
        object('external-secrets.io/v1', 'ExternalSecret', {
          target: { template },
        }),
      );
    expect(secret({ metadata: { labels: { app: 'web' } } })).toEqual([]);
    expect(secret({ metadata: { labels } })).toHaveLength(1);
    // A template writes labels that nobody sees before.
    expect(
      secret({ templateFrom: [{ target: 'Labels', literal: 'a: b' }] }),
    ).toHaveLength(1);
    expect(secret({ templateFrom: [{ literal: 'a: b' }] })).toEqual([]);
    expect(
      create(
        'certificates',
        object('cert-manager.io/v1', 'Certificate', {
          dnsNames: ['web.pay.svc'],
          secretTemplate: { labels },
        }),
      ),
    ).toHaveLength(1);
  });
});
