import { KubernetesObject } from '../../../model';
import {
  confirmedDelete,
  Objects,
  platformMeta,
  TenantTarget,
} from '../TenantTarget';
import { ciliumObjects } from './ciliumObjects';
import { dnsServers } from './dnsServers';
import { egressRules } from './egressRules';
import { gatewayPeers } from './gatewayPeers';
import { podsOf } from './podsOf';

/**
 * The namespace is closed both ways; the other policies open what a tenant needs. They belong to the platform,
 * since policies only ever add: one more of a tenant's own could open everything.
 */
export function networkObjects(target: TenantTarget): Objects {
  return [
    policy(
      target,
      'default-deny',
      { policyTypes: ['Ingress', 'Egress'] },
      true,
    ),
    dnsPolicy(target),
    policy(target, 'allow-same-namespace', {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
    ...gatewayPolicy(target),
    ...monitoringPolicy(target),
    ...egressRules(target).flatMap(rule =>
      'fqdn' in rule
        ? []
        : [
            policy(target, `allow-egress-${rule.name}`, {
              policyTypes: ['Egress'],
              egress: [{ to: [rule.peer], ports: rule.ports }],
            }),
          ],
    ),
    ...ciliumObjects(target),
  ];
}

function policy(
  target: TenantTarget,
  name: string,
  spec: Record<string, unknown>,
  kept = false,
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: platformMeta(
      target,
      name,
      kept ? { annotations: confirmedDelete } : {},
    ),
    spec: { podSelector: {}, ...spec },
  };
}

/** UDP and TCP: answers that do not fit a datagram are asked for again over TCP. */
function dnsPolicy(target: TenantTarget): KubernetesObject {
  const { pods, cidrs, port } = dnsServers(target.environment);
  return policy(target, 'allow-dns', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          ...pods.map(({ namespace, labels }) => podsOf(namespace, labels)),
          ...cidrs.map(cidr => ({ ipBlock: { cidr } })),
        ],
        ports: [
          { protocol: 'UDP', port },
          { protocol: 'TCP', port },
        ],
      },
    ],
  });
}

function gatewayPolicy(target: TenantTarget): KubernetesObject[] {
  const { pods, ranges } = gatewayPeers(target.environment);
  const from = [...pods, ...ranges.map(cidr => ({ ipBlock: { cidr } }))];
  return from.length === 0
    ? []
    : [
        policy(target, 'allow-from-gateways', {
          policyTypes: ['Ingress'],
          ingress: [{ from }],
        }),
      ];
}

function monitoringPolicy(target: TenantTarget): KubernetesObject[] {
  const { monitoring } = target.environment;
  return monitoring === undefined
    ? []
    : [
        policy(target, 'allow-from-monitoring', {
          policyTypes: ['Ingress'],
          ingress: [
            { from: [podsOf(monitoring.namespace, monitoring.podLabels)] },
          ],
        }),
      ];
}
