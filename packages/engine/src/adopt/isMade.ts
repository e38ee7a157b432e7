import { groupOf, type KubernetesObject } from '../model';

/** What clusters put into every namespace. */
const everywhere: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'kube-root-ca.crt',
    'openshift-service-ca.crt',
    'istio-ca-root-cert',
  ],
  ServiceAccount: ['default', 'builder', 'deployer', 'pipeline'],
};

/** What OpenShift makes is marked; another account of such a name is a team's. */
const marked = ['builder', 'deployer', 'pipeline'];

/** Kinds that only say how things stand, with their groups. */
const records = new Set([
  '/Event',
  'events.k8s.io/Event',
  'coordination.k8s.io/Lease',
  'metrics.k8s.io/PodMetrics',
  '/Namespace',
]);

/**
 * Whether an object was made by a controller or the cluster for another one, so that nobody writes it. What is told by its kind alone is
 * made by others as a rule and may be written by hand, as a Pod: then it is not.
 */
export function isMade(object: KubernetesObject): boolean {
  const { kind, metadata } = object;
  return (
    records.has(`${groupOf(object.apiVersion)}/${kind}`) ||
    (Array.isArray(metadata.ownerReferences) &&
      metadata.ownerReferences.length > 0) ||
    isEndpoints(object) ||
    (Object.hasOwn(everywhere, kind) &&
      everywhere[kind].includes(metadata.name) &&
      !(marked.includes(metadata.name) && !isMarked(object)))
  );
}

function isEndpoints({ kind, metadata }: KubernetesObject): boolean {
  const { labels = {}, annotations = {} } = metadata;
  return (
    (kind === 'Endpoints' &&
      (Object.hasOwn(labels, 'endpoints.kubernetes.io/managed-by') ||
        Object.hasOwn(
          annotations,
          'endpoints.kubernetes.io/last-change-trigger-time',
        ))) ||
    (kind === 'EndpointSlice' &&
      Object.hasOwn(labels, 'endpointslice.kubernetes.io/managed-by'))
  );
}

function isMarked({
  metadata: { annotations = {} },
  imagePullSecrets,
}: KubernetesObject): boolean {
  return (
    imagePullSecrets !== undefined ||
    Object.keys(annotations).some(key => key.includes('openshift.io/'))
  );
}
