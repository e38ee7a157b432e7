import { Environment, Platform } from '../../platform';

/** Names that mean something in the layout of the tree, in Argo CD, or in addresses of pages beside those of tenants. */
const reserved = new Set([
  'tenants',
  'tenancy',
  'platform',
  'setup',
  'adopt',
  'shared',
]);

/** Namespaces that belong to the cluster. */
const systemNamespaces = /^(default|(kube|openshift)(-.*)?)$/;

/**
 * Where parts of a platform are usually installed whose accounts may write in all namespaces: a team that may run pods beside them
 * could be them. Others are told by the configuration (`naming.reserved`).
 */
const installed = new Set([
  'argo-rollouts',
  'argocd',
  'calico-system',
  'cert-manager',
  'cilium-secrets',
  'envoy-gateway-system',
  'external-dns',
  'external-secrets',
  'flux-system',
  'gatekeeper-system',
  'gateway-system',
  'ingress-nginx',
  'istio-system',
  'keda',
  'kyverno',
  'linkerd',
  'metallb-system',
  'nginx-gateway',
  'reloader',
  'tigera-operator',
  'traefik',
  'vault',
  'velero',
]);

/**
 * Why a tenant can't have a name, whatever else it asks for.
 */
export function reservedName(name: string): string | undefined {
  if (reserved.has(name) || name.startsWith('platform-')) {
    return 'This name is reserved.';
  }
  // Prefixes of secret paths may end with two dashes, where the provider takes no slash.
  if (name.includes('--')) {
    return 'A name with "--" could clash with the name of another tenant.';
  }
  return undefined;
}

/** Whether a namespace of that name belongs to the cluster, or to what platforms usually install. */
export function isUsualNamespace(namespace: string): boolean {
  return systemNamespaces.test(namespace) || installed.has(namespace);
}

/**
 * Whether a namespace of that name belongs to the cluster or to the platform.
 */
export function isPlatformNamespace(
  namespace: string,
  platform: Platform,
  environment: Environment,
): boolean {
  return (
    isUsualNamespace(namespace) ||
    platform.naming.reserved.includes(namespace) ||
    platform.environments
      .filter(other => other.cluster === environment.cluster)
      .some(other => infrastructure(other).includes(namespace)) ||
    platform.environments.some(
      other =>
        other.argocd.cluster === environment.cluster &&
        other.argocd.namespace === namespace,
    )
  );
}

function infrastructure(environment: Environment): string[] {
  return [
    ...environment.gateways.flatMap(gateway => [
      gateway.namespace,
      ...(gateway.dataPlane ? [gateway.dataPlane.namespace] : []),
    ]),
    ...(environment.monitoring ? [environment.monitoring.namespace] : []),
    ...(environment.reader?.namespace === undefined
      ? []
      : [environment.reader.namespace]),
    ...environment.trustedUsers.flatMap(user => {
      const [, namespace] = /^system:serviceaccount:([^:]+):/.exec(user) ?? [];
      return namespace === undefined ? [] : [namespace];
    }),
    ...(environment.argocd.platformAccount === undefined
      ? []
      : [environment.argocd.platformAccount.split(':')[0]]),
  ];
}
