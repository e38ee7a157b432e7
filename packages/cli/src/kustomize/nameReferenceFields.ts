import { FieldSpec } from './fieldSpecs';
import { podSpecPaths } from './podPaths';

/** Fields that hold the names of objects of a kind. */
export interface NameReference {
  target: { kind: string; group?: string; version?: string };
  fields: readonly FieldSpec[];
}

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

function inPods(...paths: string[]): FieldSpec[] {
  return Object.entries(podSpecPaths).flatMap(([kind, spec]) =>
    paths.map(path => ({ kind, path: `${spec}/${path}` })),
  );
}

function inContainers(...paths: string[]): string[] {
  return ['containers', 'initContainers'].flatMap(list =>
    paths.map(path => `${list}/${path}`),
  );
}

/** Kustomize's table of fields that hold the name of another object (`builtinpluginconsts/namereference`). */
export const nameReferences: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(
    kind => ({
      target: { kind },
      fields: [
        { kind: 'HorizontalPodAutoscaler', path: 'spec/scaleTargetRef/name' },
      ],
    }),
  ),
  {
    target: { kind: 'ConfigMap', version: 'v1' },
    fields: [
      ...inPods(
        'volumes/configMap/name',
        'volumes/projected/sources/configMap/name',
        ...inContainers(
          'env/valueFrom/configMapKeyRef/name',
          'envFrom/configMapRef/name',
        ),
      ),
      { kind: 'Role', path: 'rules/resourceNames' },
      { kind: 'ClusterRole', path: 'rules/resourceNames' },
    ],
  },
  {
    target: { kind: 'Secret', version: 'v1' },
    fields: [
      ...inPods(
        'volumes/secret/secretName',
        'volumes/projected/sources/secret/name',
        'imagePullSecrets/name',
        ...inContainers(
          'env/valueFrom/secretKeyRef/name',
          'envFrom/secretRef/name',
        ),
      ),
      { kind: 'Ingress', path: 'spec/tls/secretName' },
      { kind: 'ServiceAccount', path: 'imagePullSecrets/name' },
      { kind: 'Role', path: 'rules/resourceNames' },
      { kind: 'ClusterRole', path: 'rules/resourceNames' },
    ],
  },
  {
    target: { kind: 'Service', version: 'v1' },
    fields: [
      { kind: 'StatefulSet', group: 'apps', path: 'spec/serviceName' },
      { kind: 'Ingress', path: 'spec/rules/http/paths/backend/serviceName' },
      { kind: 'Ingress', path: 'spec/backend/serviceName' },
      { kind: 'Ingress', path: 'spec/rules/http/paths/backend/service/name' },
      { kind: 'Ingress', path: 'spec/defaultBackend/service/name' },
      { kind: 'APIService', path: 'spec/service/name' },
      {
        kind: 'ValidatingWebhookConfiguration',
        group: ADMISSION,
        path: 'webhooks/clientConfig/service',
      },
      {
        kind: 'MutatingWebhookConfiguration',
        group: ADMISSION,
        path: 'webhooks/clientConfig/service',
      },
    ],
  },
  {
    target: { kind: 'Role', group: RBAC },
    fields: [{ kind: 'RoleBinding', group: RBAC, path: 'roleRef/name' }],
  },
  {
    target: { kind: 'ClusterRole', group: RBAC },
    fields: [
      { kind: 'RoleBinding', group: RBAC, path: 'roleRef/name' },
      { kind: 'ClusterRoleBinding', group: RBAC, path: 'roleRef/name' },
    ],
  },
  {
    target: { kind: 'ServiceAccount', version: 'v1' },
    fields: [
      { kind: 'RoleBinding', group: RBAC, path: 'subjects' },
      { kind: 'ClusterRoleBinding', group: RBAC, path: 'subjects' },
      ...inPods('serviceAccountName').filter(
        ({ kind }) => kind !== 'ReplicaSet',
      ),
    ],
  },
  {
    target: { kind: 'PersistentVolumeClaim', version: 'v1' },
    fields: inPods('volumes/persistentVolumeClaim/claimName').filter(
      ({ kind }) => kind !== 'ReplicaSet',
    ),
  },
  {
    target: { kind: 'PersistentVolume', version: 'v1' },
    fields: [{ kind: 'PersistentVolumeClaim', path: 'spec/volumeName' }],
  },
  {
    target: { kind: 'StorageClass', version: 'v1', group: 'storage.k8s.io' },
    fields: [
      { kind: 'PersistentVolume', path: 'spec/storageClassName' },
      { kind: 'PersistentVolumeClaim', path: 'spec/storageClassName' },
      {
        kind: 'StatefulSet',
        path: 'spec/volumeClaimTemplates/spec/storageClassName',
      },
    ],
  },
  {
    target: {
      kind: 'PriorityClass',
      version: 'v1',
      group: 'scheduling.k8s.io',
    },
    fields: inPods('priorityClassName'),
  },
  {
    target: { kind: 'ValidatingAdmissionPolicy', group: ADMISSION },
    fields: [
      {
        kind: 'ValidatingAdmissionPolicyBinding',
        group: ADMISSION,
        path: 'spec/policyName',
      },
    ],
  },
];
