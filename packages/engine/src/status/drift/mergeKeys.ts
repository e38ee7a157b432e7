import { Fields } from '../../model/fields';

/** Where lists of Kubernetes' own kinds are merged by keys, by the name of their field and of the one that holds it. */
interface MergeKeys {
  keys: readonly string[];
  /** What API servers fill in where a key is left out. */
  defaults?: Readonly<Record<string, string>>;
}

const byName: MergeKeys = { keys: ['name'] };
const protocol = { protocol: 'TCP' };

/** Below a pod's spec, wherever that is. */
const ofPods: Readonly<Record<string, MergeKeys>> = {
  containers: byName,
  initContainers: byName,
  ephemeralContainers: byName,
  volumes: byName,
  env: byName,
  imagePullSecrets: byName,
  resourceClaims: byName,
  claims: byName,
  volumeMounts: { keys: ['mountPath'] },
  volumeDevices: { keys: ['devicePath'] },
  hostAliases: { keys: ['ip'] },
  topologySpreadConstraints: { keys: ['topologyKey', 'whenUnsatisfiable'] },
};

const podKinds = new Set(
  'Pod PodTemplate Deployment StatefulSet DaemonSet ReplicaSet ReplicationController Job CronJob Rollout'.split(
    ' ',
  ),
);

/** Further lists, as `kind.field`. */
const ofKinds: Readonly<Record<string, MergeKeys>> = {
  'Service.ports': { keys: ['port', 'protocol'], defaults: protocol },
  'Gateway.listeners': byName,
  'XListenerSet.listeners': byName,
  'ListenerSet.listeners': byName,
  'ServiceAccount.secrets': byName,
  'ServiceAccount.imagePullSecrets': byName,
};

/** Lists in which the order says nothing, and each item stands for itself. */
const sets = new Set([
  'finalizers',
  'accessModes',
  'policyTypes',
  'clusterIPs',
  'ipFamilies',
]);

/** The keys by which the items of a list are told apart; undefined where the list counts as a whole. */
export function mergeKeysOf(
  kind: string,
  field: string,
): MergeKeys | undefined {
  if (podKinds.has(kind)) {
    return field === 'ports'
      ? { keys: ['containerPort', 'protocol'], defaults: protocol }
      : ofPods[field];
  }
  return ofKinds[`${kind}.${field}`];
}

/** Whether the order of a list says nothing. */
export function isSet(field: string): boolean {
  return sets.has(field);
}

/** The key of an item; undefined where it lacks a part of it. */
export function keyOfItem(
  item: Fields,
  { keys, defaults = {} }: MergeKeys,
): Record<string, string | number | boolean> | undefined {
  const key: Record<string, string | number | boolean> = {};
  for (const name of keys) {
    const value = item[name] ?? defaults[name];
    if (
      typeof value !== 'string' &&
      typeof value !== 'number' &&
      typeof value !== 'boolean'
    ) {
      return undefined;
    }
    key[name] = value;
  }
  return key;
}
