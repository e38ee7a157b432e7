import { KubernetesObject } from '../../../model';
import { Objects, platformMeta, TenantTarget } from '../TenantTarget';
import { dnsServers } from './dnsServers';
import { egressRules, RenderedEgress } from './egressRules';
import { gatewayPeers } from './gatewayPeers';

/**
 * What only Cilium's own policies can say: traffic of its gateways, and names outside the cluster.
 */
export function ciliumObjects(target: TenantTarget): Objects {
  if (target.environment.cni !== 'cilium') {
    return [];
  }
  return [
    ...(gatewayPeers(target.environment).ciliumIngress
      ? [
          policy(target, 'allow-from-cilium-ingress', {
            ingress: [{ fromEntities: ['ingress'] }],
          }),
        ]
      : []),
    ...egressRules(target).flatMap(rule =>
      'fqdn' in rule
        ? [
            policy(target, `allow-egress-${rule.name}`, {
              egress: [lookups(target), toName(rule)],
            }),
          ]
        : [],
    ),
  ];
}

function policy(
  target: TenantTarget,
  name: string,
  spec: Record<string, unknown>,
): KubernetesObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: platformMeta(target, name),
    spec: { endpointSelector: {}, ...spec },
  };
}

/** Cilium learns the addresses of a name from the answers its DNS proxy sees, so lookups must pass it. */
function lookups(target: TenantTarget): Record<string, unknown> {
  const { pods, port } = dnsServers(target.environment);
  return {
    toEndpoints: pods.map(({ namespace, labels }) => ({
      matchLabels: {
        'k8s:io.kubernetes.pod.namespace': namespace,
        ...Object.fromEntries(
          Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]),
        ),
      },
    })),
    toPorts: [
      {
        ports: [{ port: String(port), protocol: 'ANY' }],
        rules: { dns: [{ matchPattern: '*' }] },
      },
    ],
  };
}

function toName(
  rule: Extract<RenderedEgress, { fqdn: string }>,
): Record<string, unknown> {
  return {
    toFQDNs: [
      rule.fqdn.startsWith('*.')
        ? { matchPattern: rule.fqdn }
        : { matchName: rule.fqdn },
    ],
    toPorts: [
      {
        ports: rule.ports.map(({ port, endPort, protocol }) => ({
          port: String(port),
          ...(endPort === undefined ? {} : { endPort }),
          protocol,
        })),
      },
    ],
  };
}
