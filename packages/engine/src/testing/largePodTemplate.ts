import { many } from './worstPlatform';

/** What a tenant may lawfully name on a platform. */
export interface Lawful {
  namespace: string;
  /** A domain of the tenant: the one that is looked at last. */
  domain: string;
  image: string;
  tier: {
    tolerations: Array<{ key: string; value: string }>;
    nodeLabel: [string, string];
    resource?: string;
  };
  /** A Prometheus that scalers may ask: the one that is looked at last. */
  prometheus?: string;
  /** A store with a prefix that the tenant reads below. */
  store?: { name: string; prefix: string };
}

export function manyKeys(count: number, prefix = 'k'): Record<string, string> {
  return Object.fromEntries(many(count, i => [`${prefix}-${i}.com/x`, 'v']));
}

/** The largest template of pods that a tenant may lawfully have. */
export function largePodTemplate({ image, namespace, tier }: Lawful): object {
  const [label, value] = tier.nodeLabel;
  const expressions = many(20, () => ({
    key: label,
    operator: 'In',
    values: many(5, () => value),
  }));
  const terms = many(20, () => ({
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: {},
  }));
  const affinity = {
    requiredDuringSchedulingIgnoredDuringExecution: terms,
    preferredDuringSchedulingIgnoredDuringExecution: terms.map(term => ({
      weight: 1,
      podAffinityTerm: term,
    })),
  };
  const amounts = {
    cpu: '1',
    memory: '1Gi',
    'ephemeral-storage': '1Gi',
    ...(tier.resource ? { [tier.resource]: '1' } : {}),
  };
  const container = (i: number) => ({
    name: `c-${i}`,
    image,
    imagePullPolicy: 'IfNotPresent',
    resources: { limits: amounts, requests: amounts },
    env: many(100, e => ({ name: `E_${e}`, value: 'v'.repeat(20) })),
  });
  return {
    metadata: {
      labels: manyKeys(200),
      annotations: {
        ...manyKeys(500),
        'k8s.v1.cni.cncf.io/networks': many(
          50,
          i => `${namespace}/network-${i}@net${i}`,
        ).join(','),
      },
    },
    spec: {
      serviceAccountName: 'a'.repeat(63),
      containers: many(150, container),
      initContainers: many(50, container),
      tolerations: [
        {
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
        ...many(20, i => tier.tolerations[i % tier.tolerations.length]).filter(
          Boolean,
        ),
      ],
      nodeSelector: { [label]: value },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: many(5, () => ({
              matchExpressions: expressions,
            })),
          },
          preferredDuringSchedulingIgnoredDuringExecution: many(5, () => ({
            weight: 1,
            preference: { matchExpressions: expressions },
          })),
        },
        podAffinity: affinity,
        podAntiAffinity: affinity,
      },
      topologySpreadConstraints: terms,
      volumes: many(300, i => ({
        name: `v-${i}`,
        configMap: { name: `cm-${i}` },
      })),
    },
  };
}
