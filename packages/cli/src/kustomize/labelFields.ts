import { FieldSpec } from './fieldSpecs';

/** Kustomize's tables of where labels and annotations go (`builtinpluginconsts`). */
const templates = (field: 'labels' | 'annotations'): FieldSpec[] => [
  {
    kind: 'ReplicationController',
    version: 'v1',
    path: `spec/template/metadata/${field}`,
    create: true,
  },
  ...['Deployment', 'ReplicaSet', 'DaemonSet'].map(kind => ({
    kind,
    path: `spec/template/metadata/${field}`,
    create: true,
  })),
  {
    kind: 'StatefulSet',
    ...(field === 'labels' ? { group: 'apps' } : {}),
    path: `spec/template/metadata/${field}`,
    create: true,
  },
  {
    kind: 'Job',
    group: 'batch',
    path: `spec/template/metadata/${field}`,
    create: true,
  },
  {
    kind: 'CronJob',
    group: 'batch',
    path: `spec/jobTemplate/metadata/${field}`,
    create: true,
  },
  {
    kind: 'CronJob',
    group: 'batch',
    path: `spec/jobTemplate/spec/template/metadata/${field}`,
    create: true,
  },
];

export const claimFields: readonly FieldSpec[] = [
  {
    kind: 'StatefulSet',
    group: 'apps',
    path: 'spec/volumeClaimTemplates[]/metadata/labels',
    create: true,
  },
];

/** Of the objects that make pods, their pods'. */
export const templateFields: readonly FieldSpec[] = templates('labels');

export const labelFields: readonly FieldSpec[] = [
  { path: 'metadata/labels', create: true },
  ...templateFields,
  ...claimFields,
];

export const annotationFields: readonly FieldSpec[] = [
  { path: 'metadata/annotations', create: true },
  ...templates('annotations'),
];

const AFFINITY = ['podAffinity', 'podAntiAffinity'].flatMap(name => [
  `spec/template/spec/affinity/${name}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
  `spec/template/spec/affinity/${name}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
]);

/** What selects pods by their labels. */
export const selectorFields: readonly FieldSpec[] = [
  { kind: 'Service', version: 'v1', path: 'spec/selector', create: true },
  {
    kind: 'ReplicationController',
    version: 'v1',
    path: 'spec/selector',
    create: true,
  },
  ...['Deployment', 'ReplicaSet', 'DaemonSet'].map(kind => ({
    kind,
    path: 'spec/selector/matchLabels',
    create: true,
  })),
  {
    kind: 'StatefulSet',
    group: 'apps',
    path: 'spec/selector/matchLabels',
    create: true,
  },
  ...['Deployment', 'StatefulSet'].flatMap(kind =>
    [
      ...AFFINITY,
      'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
    ].map(path => ({ kind, group: 'apps', path })),
  ),
  { kind: 'Job', group: 'batch', path: 'spec/selector/matchLabels' },
  {
    kind: 'CronJob',
    group: 'batch',
    path: 'spec/jobTemplate/spec/selector/matchLabels',
  },
  {
    kind: 'PodDisruptionBudget',
    group: 'policy',
    path: 'spec/selector/matchLabels',
  },
  ...[
    'spec/podSelector',
    'spec/ingress/from/podSelector',
    'spec/egress/to/podSelector',
  ].map(path => ({
    kind: 'NetworkPolicy',
    group: 'networking.k8s.io',
    path: `${path}/matchLabels`,
  })),
];
