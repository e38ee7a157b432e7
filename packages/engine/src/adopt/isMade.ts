import type { KubernetesObject } from '../model';

/** What clusters put into every namespace. */
const everywhere: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'kube-root-ca.crt',
    'openshift-service-ca.crt',
    'istio-ca-root-cert',
  ],
  ServiceAccount: ['default', 'builder', 'deployer', 'pipeline'],
};

/** Kinds that only say how things stand. */
const records = new Set([
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Lease',
  'ControllerRevision',
  'PodMetrics',
  'ReplicaSet',
  'Pod',
  'Namespace',
]);

/** Whether an object was made by a controller or the cluster for another one, so that nobody writes it. */
export function isMade({ kind, metadata }: KubernetesObject): boolean {
  return (
    records.has(kind) ||
    (Array.isArray(metadata.ownerReferences) &&
      metadata.ownerReferences.length > 0) ||
    (Object.hasOwn(everywhere, kind) &&
      everywhere[kind].includes(metadata.name))
  );
}
