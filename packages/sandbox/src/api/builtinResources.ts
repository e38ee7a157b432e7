import { PrinterColumn, Resource } from './Resource';

type Extras = Partial<Resource>;
type Row = [kind: string, extras?: Extras];

const cluster: Extras = { namespaced: false };
const path: Extras = { names: 'path', unconditional: true };
const review: Extras = { review: true, namespaced: false };
const status: Extras = { status: true, newStatus: {} };
const counted: Extras = { generation: true };
const all: Extras = { categories: ['all'] };
const scale: Extras = {
  scale: {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.spec.selector',
  },
};
const workload = { ...status, ...counted, ...all };
const selected: Extras = { immutable: ['spec.selector'] };
const role: Extras = { immutable: ['roleRef'], ...path };

const admission =
  'admission policies are stored but not enforced by this server';
const quota = 'quota and limits are stored but not enforced by this server';

function short(...shortNames: string[]): Extras {
  return { shortNames };
}

function columns(...list: string[]): Extras {
  return {
    columns: list.map((text): PrinterColumn => {
      const [name, jsonPath] = text.split('=');
      return { name, jsonPath, type: 'string' };
    }),
  };
}

const ready = columns('Desired=.spec.replicas', 'Ready=.status.readyReplicas');

/** The kinds that every cluster has: plain data, by API group and version. */
const rows: Record<string, Row[]> = {
  v1: [
    [
      'Namespace',
      {
        ...cluster,
        ...short('ns'),
        ...columns('Status=.status.phase'),
        names: 'label',
        status: true,
        newStatus: { phase: 'Active' },
        extra: ['finalize'],
        fields: ['status.phase'],
      },
    ],
    [
      'Pod',
      {
        ...workload,
        ...short('po'),
        ...columns('Status=.status.phase', 'IP=.status.podIP'),
        newStatus: { phase: 'Pending' },
        returnsDeleted: true,
        fields: [
          'spec.nodeName',
          'spec.restartPolicy',
          'spec.schedulerName',
          'spec.serviceAccountName',
          'status.phase',
          'status.podIP',
        ],
      },
    ],
    [
      'Service',
      {
        ...status,
        ...all,
        ...short('svc'),
        ...columns('Type=.spec.type', 'Cluster-IP=.spec.clusterIP'),
        names: 'label',
        returnsDeleted: true,
        fields: ['spec.clusterIP', 'spec.type'],
      },
    ],
    [
      'ServiceAccount',
      { ...short('sa'), extra: ['token'], returnsDeleted: true },
    ],
    ['ConfigMap', short('cm')],
    [
      'Secret',
      { ...columns('Type=.type'), fields: ['type'], immutable: ['type'] },
    ],
    [
      'Event',
      {
        ...short('ev'),
        ...columns('Type=.type', 'Reason=.reason', 'Message=.message'),
        fields: [
          'involvedObject.apiVersion',
          'involvedObject.kind',
          'involvedObject.name',
          'involvedObject.namespace',
          'involvedObject.uid',
          'reason',
          'reportingComponent',
          'type',
        ],
      },
    ],
    // A node registers itself together with its status.
    [
      'Node',
      {
        ...cluster,
        ...short('no'),
        status: true,
        fields: ['spec.unschedulable'],
      },
    ],
    [
      'ResourceQuota',
      { ...status, ...short('quota'), returnsDeleted: true, unenforced: quota },
    ],
    ['LimitRange', { ...short('limits'), unenforced: quota }],
    [
      'PersistentVolumeClaim',
      {
        ...status,
        ...short('pvc'),
        ...columns('Status=.status.phase', 'Volume=.spec.volumeName'),
        newStatus: { phase: 'Pending' },
        returnsDeleted: true,
      },
    ],
    ['Endpoints', short('ep')],
  ],
  'apps/v1': [
    [
      'Deployment',
      { ...workload, ...scale, ...selected, ...short('deploy'), ...ready },
    ],
    [
      'ReplicaSet',
      {
        ...workload,
        ...scale,
        ...selected,
        ...short('rs'),
        ...ready,
        fields: ['status.replicas'],
      },
    ],
    [
      'StatefulSet',
      { ...workload, ...scale, ...selected, ...short('sts'), ...ready },
    ],
    ['DaemonSet', { ...workload, ...selected, ...short('ds') }],
  ],
  'batch/v1': [
    ['Job', { ...workload, fields: ['status.successful'] }],
    ['CronJob', { ...workload, ...short('cj') }],
  ],
  'networking.k8s.io/v1': [
    ['NetworkPolicy', { ...counted, ...short('netpol') }],
    ['Ingress', { ...status, ...counted, ...short('ing') }],
  ],
  'discovery.k8s.io/v1': [['EndpointSlice', counted]],
  'policy/v1': [
    [
      'PodDisruptionBudget',
      { ...status, ...counted, ...short('pdb'), unconditional: false },
    ],
  ],
  'autoscaling/v2': [
    ['HorizontalPodAutoscaler', { ...status, ...all, ...short('hpa') }],
  ],
  'rbac.authorization.k8s.io/v1': [
    ['Role', path],
    ['ClusterRole', { ...path, ...cluster }],
    ['RoleBinding', role],
    ['ClusterRoleBinding', { ...role, ...cluster }],
  ],
  'coordination.k8s.io/v1': [['Lease', { unconditional: false }]],
  'admissionregistration.k8s.io/v1': [
    [
      'ValidatingAdmissionPolicy',
      { ...cluster, ...status, ...counted, unenforced: admission },
    ],
    [
      'ValidatingAdmissionPolicyBinding',
      { ...cluster, ...counted, unenforced: admission },
    ],
  ],
  'scheduling.k8s.io/v1': [
    [
      'PriorityClass',
      { ...cluster, ...counted, ...short('pc'), immutable: ['value'] },
    ],
  ],
  'storage.k8s.io/v1': [
    [
      'StorageClass',
      {
        ...cluster,
        ...short('sc'),
        ...columns('Provisioner=.provisioner'),
        immutable: ['provisioner', 'parameters', 'reclaimPolicy'],
      },
    ],
  ],
  'apiextensions.k8s.io/v1': [
    [
      'CustomResourceDefinition',
      {
        ...cluster,
        ...status,
        ...counted,
        ...short('crd', 'crds'),
        unconditional: false,
      },
    ],
  ],
  'authentication.k8s.io/v1': [
    ['SelfSubjectReview', review],
    ['TokenReview', review],
  ],
  'authorization.k8s.io/v1': [
    ['LocalSubjectAccessReview', { ...review, namespaced: true }],
    ['SelfSubjectAccessReview', review],
    ['SelfSubjectRulesReview', review],
    ['SubjectAccessReview', review],
  ],
};

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') {
    return word;
  }
  if (word.endsWith('s')) {
    return `${word}es`;
  }
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}

export function newResource(
  given: Pick<Resource, 'group' | 'version' | 'kind' | 'plural'> & Extras,
): Resource {
  return {
    singular: given.kind.toLowerCase(),
    listKind: `${given.kind}List`,
    shortNames: [],
    categories: [],
    namespaced: true,
    status: false,
    extra: [],
    review: false,
    columns: [],
    fields: [],
    names: 'subdomain',
    generation: false,
    immutable: [],
    unconditional: true,
    returnsDeleted: false,
    since: 0,
    ...given,
  };
}

export function builtinResources(): Resource[] {
  return Object.entries(rows).flatMap(([groupVersion, kinds]) => {
    const [version, group = ''] = groupVersion.split('/').reverse();
    return kinds.map(([kind, extras]) =>
      newResource({ group, version, kind, plural: pluralOf(kind), ...extras }),
    );
  });
}
