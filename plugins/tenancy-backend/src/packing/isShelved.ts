/**
 * Kinds of which clusters have the most objects, and of which those of one namespace are looked at at a time. They are by group, as
 * Kubernetes and its operators name them.
 */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'ConfigMap',
    'LimitRange',
    'PersistentVolumeClaim',
    'Pod',
    'ResourceQuota',
    'Service',
    'ServiceAccount',
  ],
  'acme.cert-manager.io': ['Challenge', 'Order'],
  apps: [
    'ControllerRevision',
    'DaemonSet',
    'Deployment',
    'ReplicaSet',
    'StatefulSet',
  ],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'cert-manager.io': ['Certificate', 'CertificateRequest'],
  'cilium.io': ['CiliumNetworkPolicy'],
  'discovery.k8s.io': ['EndpointSlice'],
  'networking.k8s.io': ['NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
};

/** Whether an index puts the objects of a kind on shelves. */
export function isShelved({
  group,
  kind,
}: {
  group: string;
  kind: string;
}): boolean {
  return Object.hasOwn(KINDS, group) && KINDS[group].includes(kind);
}
