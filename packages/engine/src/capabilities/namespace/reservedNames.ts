import { Environment, Platform } from '../../platform';

/** Names that mean something in the layout of the tree or in Argo CD. */
const reserved = new Set(['tenants', 'tenancy', 'platform', 'shared']);

/** Namespaces that belong to the cluster. */
const systemNamespaces = /^(default|(kube|openshift)(-.*)?)$/;

/**
 * Why a tenant can't have a name, whatever else it asks for.
 */
export function reservedName(name: string): string | undefined {
  if (reserved.has(name) || name.startsWith('platform-')) {
    return 'The name is reserved.';
  }
  // Prefixes of secret paths may end with two dashes, where the provider takes no slash.
  if (name.includes('--')) {
    return 'A name with -- in it can run into the name of another tenant.';
  }
  return undefined;
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
    systemNamespaces.test(namespace) ||
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
  ];
}
