import { KubernetesObject } from '../model';
import { Lawful, largePodTemplate, manyKeys } from './largePodTemplate';
import { many } from './worstPlatform';

/** An object with its name in RBAC. */
export interface Large {
  title: string;
  resource: string;
  object: KubernetesObject;
  /** How many times the cost has to fit into the budget, where it is not thrice. */
  margin?: number;
}

/**
 * For each kind that policies look into, the largest objects that an API server takes and that a tenant may lawfully have:
 * about a megabyte, or as many items as their definitions allow.
 */
export function largeObjects(lawful: Lawful): Large[] {
  const { domain, namespace } = lawful;
  const of = (
    resource: string,
    apiVersion: string,
    kind: string,
    body: object,
    metadata: Partial<KubernetesObject['metadata']> = {},
    more: Partial<Large> = {},
  ): Large => ({
    title: kind,
    resource,
    object: {
      apiVersion,
      kind,
      metadata: { name: 'web', namespace, ...metadata },
      ...body,
    } as KubernetesObject,
    ...more,
  });
  const hosts = (count: number) =>
    many(count, i => `host-${i}.of-the-tenant.${domain}`);
  /** Every name is held against every domain; nobody has so many of both. */
  const thousands = { margin: 1 };
  const template = largePodTemplate(lawful);
  const gateway = 'gateway.networking.k8s.io';
  const parentRefs = many(32, i => ({
    name: `gateway-${i}`,
    namespace: 'gateways',
    sectionName: 'https',
  }));
  const rule = {
    matches: many(8, i => ({
      path: { type: 'PathPrefix', value: `/${'p'.repeat(500)}${i}` },
      headers: many(16, h => ({ name: `x-${h}`, value: 'v'.repeat(20) })),
    })),
    filters: many(16, i => ({
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: `x-${i}`, value: 'v' }] },
    })),
    backendRefs: many(16, i => ({ name: `web-${i}`, port: 80 })),
  };
  return [
    of('scaledobjects', 'keda.sh/v1alpha1', 'ScaledObject', {
      spec: {
        scaleTargetRef: {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Rollout',
          name: 'web',
        },
        triggers: many(50, i => ({
          type: 'prometheus',
          metadata: {
            serverAddress: lawful.prometheus ?? '',
            namespace,
            query: 'q'.repeat(8000),
            threshold: `${i}`,
          },
          authenticationRef: { name: 'a', kind: 'TriggerAuthentication' },
        })),
      },
    }),
    of('triggerauthentications', 'keda.sh/v1alpha1', 'TriggerAuthentication', {
      spec: {
        secretTargetRef: many(200, i => ({
          parameter: 'awsSessionToken',
          name: 's'.repeat(253),
          key: `${i}`,
        })),
      },
    }),
    of('deployments', 'apps/v1', 'Deployment', { spec: { template } }),
    of('cronjobs', 'batch/v1', 'CronJob', {
      spec: { jobTemplate: { metadata: {}, spec: { template } } },
    }),
    of('podtemplates', 'v1', 'PodTemplate', { template }),
    of('pods', 'v1', 'Pod', template),
    of('statefulsets', 'apps/v1', 'StatefulSet', {
      spec: {
        template,
        volumeClaimTemplates: many(200, i => ({
          metadata: { name: `data-${i}`, labels: manyKeys(50) },
          spec: { resources: { requests: { storage: '1Gi' } } },
        })),
      },
    }),
    of('httproutes', `${gateway}/v1`, 'HTTPRoute', {
      spec: { hostnames: hosts(16), parentRefs, rules: many(16, () => rule) },
    }),
    of(
      'tlsroutes',
      `${gateway}/v1`,
      'TLSRoute',
      {
        spec: { hostnames: hosts(1024), parentRefs, rules: [] },
      },
      {},
      thousands,
    ),
    of('httproutes', `${gateway}/v1`, 'HTTPRoute', {
      spec: {
        hostnames: hosts(16),
        parentRefs: many(32, i => ({
          group: '',
          kind: 'Service',
          name: `web-${i}`,
        })),
      },
    }),
    of('gateways', `${gateway}/v1`, 'Gateway', {
      spec: {
        gatewayClassName: 'shared',
        listeners: hosts(64).map((hostname, i) => ({
          name: `https-${i}`,
          hostname,
          protocol: 'HTTPS',
          port: 443,
        })),
      },
    }),
    of(
      'ingresses',
      'networking.k8s.io/v1',
      'Ingress',
      {
        spec: {
          rules: hosts(1000).map(host => ({ host })),
          tls: [{ hosts: hosts(1000), secretName: 'web' }],
        },
      },
      {},
      thousands,
    ),
    of(
      'certificates',
      'cert-manager.io/v1',
      'Certificate',
      {
        spec: {
          secretName: 'web',
          dnsNames: hosts(1000),
          secretTemplate: {
            labels: manyKeys(2000),
            annotations: manyKeys(2000),
          },
        },
      },
      {},
      thousands,
    ),
    of('externalsecrets', 'external-secrets.io/v1', 'ExternalSecret', {
      spec: externalSecret(lawful),
    }),
    of('configmaps', 'v1', 'ConfigMap', {
      data: Object.fromEntries(many(1000, i => [`key-${i}`, 'v'.repeat(1000)])),
    }),
    of(
      'configmaps',
      'v1',
      'ConfigMap',
      {},
      { labels: manyKeys(10_000), annotations: manyKeys(10_000) },
    ),
    of(
      'configmaps',
      'v1',
      'ConfigMap',
      {},
      {
        labels: manyKeys(3000, 'k'.repeat(250)),
        annotations: manyKeys(800, 'k'.repeat(250)),
      },
    ),
    of(
      'services',
      'v1',
      'Service',
      { spec: { type: 'ClusterIP', ports: many(250, i => ({ port: i + 1 })) } },
      {
        annotations: {
          ...manyKeys(100),
          'external-dns.alpha.kubernetes.io/hostname': hosts(200).join(','),
        },
      },
    ),
    of('secrets', 'v1', 'Secret', {
      type: 'Opaque',
      data: { file: 'A'.repeat(1_000_000) },
    }),
    of(
      'configmaps',
      'v1',
      'ConfigMap',
      {},
      {
        ownerReferences: many(1000, i => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: `owner-${i}-${'o'.repeat(200)}`,
          uid: `u-${i}`,
        })),
        finalizers: many(1000, () => 'foregroundDeletion'),
      },
    ),
    of('networkpolicies', 'networking.k8s.io/v1', 'NetworkPolicy', {
      spec: {
        podSelector: {},
        egress: many(500, i => ({ ports: [{ port: i + 1 }] })),
      },
    }),
    of('rolebindings', 'rbac.authorization.k8s.io/v1', 'RoleBinding', {
      roleRef: { kind: 'Role', name: 'r' },
      subjects: many(500, i => ({ kind: 'User', name: `user-${i}` })),
    }),
    of('analysistemplates', 'argoproj.io/v1alpha1', 'AnalysisTemplate', {
      spec: {
        metrics: many(2000, i => ({
          name: `m-${i}`,
          provider: { prometheus: { query: 'q'.repeat(300) } },
        })),
      },
    }),
    of('rollouts', 'argoproj.io/v1alpha1', 'Rollout', {
      spec: {
        template,
        strategy: {
          canary: {
            canaryMetadata: { labels: manyKeys(1000) },
            trafficRouting: {
              plugins: Object.fromEntries(
                many(100, i => [`plugin/${i}`, { namespace }]),
              ),
              istio: { virtualServices: many(500, i => ({ name: `vs-${i}` })) },
            },
          },
        },
      },
    }),
    of(
      'virtualservices',
      'networking.istio.io/v1',
      'VirtualService',
      {
        spec: { hosts: [...hosts(500), ...many(200, i => `web-${i}`)] },
      },
      {},
      thousands,
    ),
    of(
      'gateways',
      'networking.istio.io/v1',
      'Gateway',
      {
        spec: { servers: many(20, () => ({ hosts: hosts(32) })) },
      },
      {},
      thousands,
    ),
    of(
      'horizontalpodautoscalers',
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      {
        spec: {
          scaleTargetRef: {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            name: 'web',
          },
        },
      },
    ),
    of('persistentvolumeclaims', 'v1', 'PersistentVolumeClaim', {
      spec: { resources: { requests: { storage: '1Gi' } } },
    }),
    of('poddisruptionbudgets', 'policy/v1', 'PodDisruptionBudget', {
      spec: { maxUnavailable: 1 },
    }),
  ];
}

function externalSecret({ store }: Lawful): object {
  const key = (i: number) => `${store?.prefix ?? ''}${'k'.repeat(200)}-${i}`;
  const ref = { name: store?.name ?? 'none', kind: 'ClusterSecretStore' };
  return {
    secretStoreRef: ref,
    target: { template: { metadata: { labels: manyKeys(1000) } } },
    data: many(300, i => ({ secretKey: `k-${i}`, remoteRef: { key: key(i) } })),
    dataFrom: many(100, i => ({ extract: { key: key(i) } })),
  };
}
