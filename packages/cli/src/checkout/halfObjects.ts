import { fieldsOf, type KubernetesObject, textOf } from '@groundwork/engine';
import { Located } from '../located';
import { fileFinding } from './fileFinding';
import { FileContent } from './readManifests';

const CONFIG = /^kustomize\.config\.k8s\.io\//;
/** Kinds of Kubernetes itself, of which a document says what it is meant to be by its kind alone. */
const BUILT_IN = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'CronJob',
  'CustomResourceDefinition',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Ingress',
  'IngressClass',
  'Job',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'PriorityClass',
  'ReplicaSet',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Whether a file of this kind only tells Kustomize what to do. */
export function isConfig(apiVersion: string): boolean {
  return CONFIG.test(apiVersion);
}

/** The same content, in which what has a name that is no text is an object too, so that all of it is judged. */
export function withMistyped({ manifests, others }: FileContent): FileContent {
  const content: FileContent = { manifests: [...manifests], others: [] };
  for (const other of others) {
    const { value, place } = other;
    const object = fieldsOf(value);
    if (isMistyped(object)) {
      content.manifests.push({ object, place });
    } else {
      content.others.push(other);
    }
  }
  return content;
}

function isMistyped(
  object: Record<string, unknown>,
): object is Record<string, unknown> & KubernetesObject {
  const { name, generateName } = fieldsOf(object.metadata);
  const given = [name, generateName].filter(
    each => each !== undefined && each !== null,
  );
  return (
    textOf(object.apiVersion) !== undefined &&
    textOf(object.kind) !== undefined &&
    given.some(each => typeof each !== 'string')
  );
}

/** Documents that say of themselves that they are objects, and could not be created. */
export function halfObjects(
  { others }: FileContent,
  isApplied: boolean,
): Located[] {
  return others.flatMap(({ value, place }) => {
    const lacking = lackOf(fieldsOf(value));
    return lacking
      ? [
          fileFinding(
            'NotAnObject',
            place.path,
            lacking,
            place.line,
            isApplied ? {} : { severity: 'warning' },
          ),
        ]
      : [];
  });
}

function lackOf(object: Record<string, unknown>): string | undefined {
  const { metadata } = object;
  const kind = textOf(object.kind);
  const apiVersion = textOf(object.apiVersion);
  if (kind === undefined || (apiVersion && isConfig(apiVersion))) {
    return undefined;
  }
  const isBuiltIn = BUILT_IN.has(kind);
  if (apiVersion === undefined) {
    const isMeant = isBuiltIn && textOf(fieldsOf(metadata).name) !== undefined;
    if (!isMeant) {
      return undefined;
    }
    return object.apiVersion === undefined || object.apiVersion === null
      ? `${kind} has no apiVersion.`
      : `${kind} has an apiVersion that is no text.`;
  }
  if (metadata === undefined || metadata === null) {
    return isBuiltIn ? `${kind} has no metadata.` : undefined;
  }
  return typeof metadata === 'object'
    ? `${kind} has no metadata.name.`
    : undefined;
}
