/**
 * A kind that a team owns in its namespaces: what its AppProject admits, its deployer may write and its members may change.
 */
export interface TenantKind {
  group: string;
  kind: string;
  /** Its name in RBAC rules and quotas. */
  resource: string;
}

/**
 * All of them, and nothing that isolates tenants or grants rights: no Namespace, quota, limits, policies, RBAC, stores,
 * Secrets, Ingress, Gateways or Applications.
 */
export const tenantKinds: readonly TenantKind[] = [
  { group: '', kind: 'ConfigMap', resource: 'configmaps' },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
  },
  { group: '', kind: 'Service', resource: 'services' },
  { group: '', kind: 'ServiceAccount', resource: 'serviceaccounts' },
  { group: 'apps', kind: 'Deployment', resource: 'deployments' },
  { group: 'apps', kind: 'StatefulSet', resource: 'statefulsets' },
  {
    group: 'argoproj.io',
    kind: 'AnalysisTemplate',
    resource: 'analysistemplates',
  },
  { group: 'argoproj.io', kind: 'Rollout', resource: 'rollouts' },
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    resource: 'horizontalpodautoscalers',
  },
  { group: 'batch', kind: 'CronJob', resource: 'cronjobs' },
  { group: 'batch', kind: 'Job', resource: 'jobs' },
  { group: 'cert-manager.io', kind: 'Certificate', resource: 'certificates' },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    resource: 'externalsecrets',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'BackendTLSPolicy',
    resource: 'backendtlspolicies',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'GRPCRoute',
    resource: 'grpcroutes',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    resource: 'httproutes',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'ReferenceGrant',
    resource: 'referencegrants',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'TCPRoute',
    resource: 'tcproutes',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'TLSRoute',
    resource: 'tlsroutes',
  },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'UDPRoute',
    resource: 'udproutes',
  },
  {
    group: 'gateway.networking.x-k8s.io',
    kind: 'XBackend',
    resource: 'xbackends',
  },
  {
    group: 'policy',
    kind: 'PodDisruptionBudget',
    resource: 'poddisruptionbudgets',
  },
];

/** What the platform keeps in a tenant's namespace: the team may read it. */
export const platformKinds: readonly TenantKind[] = [
  { group: '', kind: 'LimitRange', resource: 'limitranges' },
  { group: '', kind: 'ResourceQuota', resource: 'resourcequotas' },
  {
    group: 'cilium.io',
    kind: 'CiliumNetworkPolicy',
    resource: 'ciliumnetworkpolicies',
  },
  {
    group: 'external-secrets.io',
    kind: 'SecretStore',
    resource: 'secretstores',
  },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    resource: 'networkpolicies',
  },
  { group: 'rbac.authorization.k8s.io', kind: 'Role', resource: 'roles' },
  {
    group: 'rbac.authorization.k8s.io',
    kind: 'RoleBinding',
    resource: 'rolebindings',
  },
];
