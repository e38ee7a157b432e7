/** The keys that identify the items of a list in a strategic merge patch, where Kubernetes' types name some. */
const POD_SPECS =
  /^(spec|spec\.template\.spec|spec\.jobTemplate\.spec\.template\.spec|template\.spec)$/;

const IN_POD: Record<string, readonly string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
};

const IN_CONTAINER: Record<string, readonly string[]> = {
  env: ['name'],
  ports: ['containerPort', 'protocol'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
};

const POD_KINDS = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'PodTemplate',
]);

const BUILT_IN = /^(|apps|batch|autoscaling|policy|extensions|.*\.k8s\.io)$/;

/**
 * The keys by which Kustomize merges the items of a list; undefined where the patch's list takes the place of the old one.
 *
 * @param path - of the list, without indexes
 */
export function mergeKeys(
  group: string,
  kind: string,
  path: readonly string[],
): readonly string[] | undefined {
  const field = path[path.length - 1];
  const holder = path.slice(0, -1).join('.');
  if (holder === 'metadata') {
    return field === 'ownerReferences' ? ['uid'] : undefined;
  }
  if (!BUILT_IN.test(group) || group === 'gateway.networking.k8s.io') {
    return undefined;
  }
  if (POD_KINDS.has(kind)) {
    if (POD_SPECS.test(holder) && Object.hasOwn(IN_POD, field)) {
      return IN_POD[field];
    }
    const container = path.slice(0, -2).join('.');
    return POD_SPECS.test(container) &&
      /ontainers$/.test(path[path.length - 2] ?? '') &&
      Object.hasOwn(IN_CONTAINER, field)
      ? IN_CONTAINER[field]
      : undefined;
  }
  if (kind === 'Service' && holder === 'spec' && field === 'ports') {
    return ['port', 'protocol'];
  }
  if (kind === 'ServiceAccount' && holder === '' && field === 'secrets') {
    return ['name'];
  }
  return /WebhookConfiguration$/.test(kind) && field === 'webhooks'
    ? ['name']
    : undefined;
}

/** Whether a list of plain values is a set, to which a patch adds. */
export function isSet(path: readonly string[]): boolean {
  return path.join('.') === 'metadata.finalizers';
}
