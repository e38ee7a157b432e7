import { parseImage } from '../capabilities/workload/image';
import { KubernetesObject } from '../model';
import { Fields, fieldsOf } from '../model/fields';
import { dropServerDefaults } from './serverDefaults';

/** Metadata that only an API server writes. */
const serverMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  'ownerReferences',
];

/** Annotations that clusters and deliveries keep their own notes in. */
const notes =
  /^(kubectl\.kubernetes\.io\/(last-applied-configuration|restartedAt)|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|argocd\.argoproj\.io\/(tracking-id|refresh|hydrate)|autoscaling\.alpha\.kubernetes\.io\/(conditions|current-metrics)|(pv|volume)\.(beta\.)?kubernetes\.io\/.*|control-plane\.alpha\.kubernetes\.io\/leader|openshift\.io\/sa\..*|security\.openshift\.io\/.*)$/;

/** What API servers choose for an object, by kind. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIPs', 'healthCheckNodePort'],
  Namespace: ['finalizers'],
};

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Labels that the controller of a Job sets on its pods and selects them by. */
const jobLabels = /^(batch\.kubernetes\.io\/)?(controller-uid|job-name)$/;

/** Labels that deliveries and clusters set on what they bring. */
const setLabels = new Set([
  'kubernetes.io/metadata.name',
  'scaledobject.keda.sh/name',
  'argocd.argoproj.io/instance',
]);

/** Finalizers that hold more than a note of a controller. */
const meantFinalizers = new Set(['Application']);

const bodyless = new Set(['status', 'operation']);

/**
 * An object as somebody could have written it: without status, metadata of the server, and what the server chose for it.
 * Its lists and maps are copies.
 */
export function writtenObject(object: KubernetesObject): KubernetesObject {
  const copy = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
  bodyless.forEach(field => delete copy[field]);
  const metadata = { ...fieldsOf(copy.metadata) };
  serverMetadata.forEach(field => delete metadata[field]);
  metadata.annotations = without(metadata.annotations, key => notes.test(key));
  metadata.labels = without(metadata.labels, key => setLabels.has(key));
  if (!meantFinalizers.has(object.kind)) {
    delete metadata.finalizers;
  }
  for (const field of ['annotations', 'labels']) {
    if (Object.keys(fieldsOf(metadata[field])).length === 0) {
      delete metadata[field];
    }
  }
  copy.metadata = metadata;
  const spec = fieldsOf(copy.spec) as Record<string, unknown>;
  for (const field of Object.hasOwn(chosen, object.kind)
    ? chosen[object.kind]
    : []) {
    delete spec[field];
  }
  if (object.kind === 'Service') {
    dropAddresses(spec, object);
  }
  if (object.kind === 'PersistentVolumeClaim' && isVolumeChosen(object)) {
    delete spec.volumeName;
  }
  if (object.kind === 'Job' && spec.manualSelector !== true) {
    dropJobLabels(spec);
  }
  if (object.kind === 'ServiceAccount') {
    delete copy.secrets;
  }
  if (Object.keys(spec).length === 0 && object.kind === 'Namespace') {
    delete copy.spec;
  }
  return copy as KubernetesObject;
}

/** The address and the families of a Service, but for those that somebody set by hand. */
function dropAddresses(
  spec: Record<string, unknown>,
  object: KubernetesObject,
): void {
  const applied = appliedSpec(object);
  // A file that no server has seen holds what somebody wrote.
  const isServed =
    fieldsOf(object.spec).clusterIPs !== undefined ||
    object.metadata.uid !== undefined;
  for (const field of ['clusterIP', 'ipFamilies']) {
    const isMeant =
      applied[field] !== undefined || spec[field] === 'None' || !isServed;
    if (!isMeant) {
      delete spec[field];
    }
  }
}

/** A volume that was found for a claim is a note; one that the claim names itself is what it asks for. */
function isVolumeChosen(object: KubernetesObject): boolean {
  const said = fieldsOf(object.metadata.annotations);
  const { storageClassName } = fieldsOf(object.spec);
  return !(
    storageClassName === '' ||
    appliedSpec(object).volumeName !== undefined ||
    (said['pv.kubernetes.io/bind-completed'] !== undefined &&
      said['pv.kubernetes.io/bound-by-controller'] === undefined)
  );
}

function dropJobLabels(spec: Record<string, unknown>): void {
  const isOfJob = (key: string) => jobLabels.test(key);
  const template = fieldsOf(spec.template) as Record<string, unknown>;
  const metadata = fieldsOf(template.metadata) as Record<string, unknown>;
  const selected = fieldsOf(fieldsOf(spec.selector).matchLabels);
  if (Object.keys(selected).every(isOfJob)) {
    delete spec.selector;
  }
  if (metadata.labels !== undefined) {
    metadata.labels = without(metadata.labels, isOfJob);
    if (Object.keys(fieldsOf(metadata.labels)).length === 0) {
      delete metadata.labels;
    }
  }
}

/** What somebody applied with kubectl. */
function appliedSpec({ metadata }: KubernetesObject): Fields {
  const text = fieldsOf(metadata.annotations)[lastApplied];
  try {
    return fieldsOf(fieldsOf(JSON.parse(String(text))).spec);
  } catch {
    return {};
  }
}

function without(value: unknown, dropped: (key: string) => boolean): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter(([key]) => !dropped(key)),
  );
}

/**
 * An object in the one form that says the same: defaults of the server gone, numbers and truth values as texts, so that an
 * explicit `0` or `false` is not taken for nothing.
 */
export function canonical(object: KubernetesObject): KubernetesObject {
  const copy = writtenObject(object) as Record<string, unknown>;
  const metadata = copy.metadata as Record<string, unknown>;
  const labels = fieldsOf(metadata.labels) as Record<string, unknown>;
  delete labels['app.kubernetes.io/instance'];
  podSpecs(copy).forEach(plainPod);
  if (object.kind === 'Service') {
    plainService(fieldsOf(copy.spec));
  }
  dropServerDefaults(copy, object.kind);
  return texts(copy) as KubernetesObject;
}

/** The specs of pods in an object, wherever its kind has them. */
export function podSpecs(object: Fields): Record<string, unknown>[] {
  const spec = fieldsOf(object.spec);
  const own = object.kind === 'Pod' ? spec : undefined;
  const inTemplate = fieldsOf(fieldsOf(spec.template).spec);
  const job = fieldsOf(fieldsOf(fieldsOf(spec.jobTemplate).spec).template);
  return [own, inTemplate, fieldsOf(job.spec)].filter(
    (each): each is Record<string, unknown> =>
      each !== undefined && Array.isArray(each.containers),
  );
}

function plainPod(pod: Record<string, unknown>): void {
  if (pod.serviceAccount === pod.serviceAccountName) {
    delete pod.serviceAccount;
  }
  for (const list of [pod.containers, pod.initContainers]) {
    for (const each of Array.isArray(list) ? list : []) {
      const container = fieldsOf(each) as Record<string, unknown>;
      const { tag, digest } = parseImage(String(container.image ?? '')) ?? {};
      const floats = digest === undefined && (tag ?? 'latest') === 'latest';
      if (container.imagePullPolicy === (floats ? 'Always' : 'IfNotPresent')) {
        delete container.imagePullPolicy;
      }
    }
  }
}

function plainService(spec: Fields): void {
  for (const each of Array.isArray(spec.ports) ? spec.ports : []) {
    const port = fieldsOf(each) as Record<string, unknown>;
    if (port.targetPort === port.port) {
      delete port.targetPort;
    }
    if (spec.type === undefined || spec.type === 'ClusterIP') {
      delete port.nodePort;
    }
  }
}

function texts(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== null)
        .map(([key, each]) => [key, texts(each)]),
    );
  }
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : value;
}
