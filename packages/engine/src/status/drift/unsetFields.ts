/** Kubernetes' own groups, whose kinds are types of Go. What they call unset is dropped when they are written. */
const builtInGroups = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** In these, 0 is what Go leaves unset, and API servers fill it in. */
const zeroIsUnset = new Set([
  'nodePort',
  'healthCheckNodePort',
  'hostPort',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
]);

/** Pointers in those types: false, 0, an empty text and an empty object are values, and stay. */
const pointers = new Set([
  // bool
  'allocateLoadBalancerNodePorts',
  'allowPrivilegeEscalation',
  'allowVolumeExpansion',
  'attachRequired',
  'automountServiceAccountToken',
  'enableServiceLinks',
  'hostProcess',
  'hostUsers',
  'immutable',
  'optional',
  'podInfoOnMount',
  'privileged',
  'readOnlyRootFilesystem',
  'runAsNonRoot',
  'setHostnameAsFQDN',
  'shareProcessNamespace',
  'storageCapacity',
  'suspend',
  // int32, int64, IntOrString
  'activeDeadlineSeconds',
  'averageUtilization',
  'backoffLimit',
  'backoffLimitPerIndex',
  'completions',
  'defaultMode',
  'expirationSeconds',
  'failedJobsHistoryLimit',
  'fsGroup',
  'maxFailedIndexes',
  'maxSurge',
  'maxUnavailable',
  'minAvailable',
  'minReplicas',
  'mode',
  'parallelism',
  'partition',
  'priority',
  'progressDeadlineSeconds',
  'replicas',
  'revisionHistoryLimit',
  'runAsGroup',
  'runAsUser',
  'stabilizationWindowSeconds',
  'startingDeadlineSeconds',
  'successfulJobsHistoryLimit',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'ttlSecondsAfterFinished',
  // string
  'storageClassName',
  'volumeAttributesClassName',
  // struct: without them something else is meant, or nothing is selected
  'downwardAPI',
  'emptyDir',
  'labelSelector',
  'namespaceSelector',
  'objectSelector',
  'podSelector',
  'projected',
]);

/** Maps of texts: each of their keys is there, or it is not. */
const maps = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'matchLabels',
  'nodeSelector',
  'parameters',
  'stringData',
]);

/**
 * Whether Git leaves a field to the API server, though it names it.
 *
 * @param names - the fields on the way to it, itself the last
 */
export function isLeftOpen(
  value: unknown,
  group: string,
  names: readonly string[],
): boolean {
  if (value === null || value === undefined) {
    return true;
  }
  const field = names[names.length - 1] ?? '';
  return (
    isTyped(group, names) &&
    !isKept(names) &&
    (value === '' || (value === 0 && zeroIsUnset.has(field)))
  );
}

/**
 * Whether an API server keeps nothing of a value that it was given: what is null, and, in its own types, what Go calls empty, unless
 * the field is a pointer there. Custom resources keep what was written.
 *
 * @param names - the fields on the way to it, itself the last
 */
export function isDropped(
  value: unknown,
  group: string,
  names: readonly string[],
): boolean {
  if (value === null || value === undefined) {
    return true;
  }
  if (!isTyped(group, names) || isKept(names)) {
    return false;
  }
  if (typeof value !== 'object') {
    return value === '' || value === 0 || value === false;
  }
  return Array.isArray(value)
    ? value.length === 0
    : Object.entries(value).every(([field, each]) =>
        isDropped(each, group, [...names, field]),
      );
}

/** Metadata is typed in every kind, and so are templates of pods, which controllers of Go write back. */
function isTyped(group: string, names: readonly string[]): boolean {
  return (
    builtInGroups.has(group) ||
    names[0] === 'metadata' ||
    (names[1] === 'template' && names[2] === 'spec')
  );
}

function isKept(names: readonly string[]): boolean {
  return (
    pointers.has(names[names.length - 1] ?? '') ||
    maps.has(names[names.length - 2] ?? '')
  );
}
