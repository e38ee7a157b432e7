import { groupOf } from '../../model';

/** A version of built-in kinds that API servers have no more. */
interface Retired {
  /** The first release without it. */
  since: string;
  kinds: readonly string[];
  /** Where the kinds are now; absent where they are nowhere. */
  now?: string;
}

/** From the deprecation guide of Kubernetes. */
const RETIRED: Readonly<Record<string, readonly Retired[]>> = {
  'extensions/v1beta1': [
    {
      since: '1.16',
      kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'],
      now: 'apps/v1',
    },
    { since: '1.16', kinds: ['NetworkPolicy'], now: 'networking.k8s.io/v1' },
    { since: '1.22', kinds: ['Ingress'], now: 'networking.k8s.io/v1' },
    { since: '1.16', kinds: ['PodSecurityPolicy'] },
  ],
  'apps/v1beta1': [
    {
      since: '1.16',
      kinds: ['ControllerRevision', 'Deployment', 'StatefulSet'],
      now: 'apps/v1',
    },
  ],
  'apps/v1beta2': [
    {
      since: '1.16',
      kinds: [
        'ControllerRevision',
        'DaemonSet',
        'Deployment',
        'ReplicaSet',
        'StatefulSet',
      ],
      now: 'apps/v1',
    },
  ],
  'admissionregistration.k8s.io/v1beta1': [
    {
      since: '1.22',
      kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
      now: 'admissionregistration.k8s.io/v1',
    },
  ],
  'apiextensions.k8s.io/v1beta1': [
    {
      since: '1.22',
      kinds: ['CustomResourceDefinition'],
      now: 'apiextensions.k8s.io/v1',
    },
  ],
  'apiregistration.k8s.io/v1beta1': [
    { since: '1.22', kinds: ['APIService'], now: 'apiregistration.k8s.io/v1' },
  ],
  'certificates.k8s.io/v1beta1': [
    {
      since: '1.22',
      kinds: ['CertificateSigningRequest'],
      now: 'certificates.k8s.io/v1',
    },
  ],
  'coordination.k8s.io/v1beta1': [
    { since: '1.22', kinds: ['Lease'], now: 'coordination.k8s.io/v1' },
  ],
  'networking.k8s.io/v1beta1': [
    {
      since: '1.22',
      kinds: ['Ingress', 'IngressClass'],
      now: 'networking.k8s.io/v1',
    },
  ],
  'rbac.authorization.k8s.io/v1alpha1': rbac('1.22'),
  'rbac.authorization.k8s.io/v1beta1': rbac('1.22'),
  'scheduling.k8s.io/v1beta1': [
    { since: '1.22', kinds: ['PriorityClass'], now: 'scheduling.k8s.io/v1' },
  ],
  'storage.k8s.io/v1beta1': [
    {
      since: '1.22',
      kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
      now: 'storage.k8s.io/v1',
    },
    { since: '1.27', kinds: ['CSIStorageCapacity'], now: 'storage.k8s.io/v1' },
  ],
  'autoscaling/v2beta1': [
    {
      since: '1.25',
      kinds: ['HorizontalPodAutoscaler'],
      now: 'autoscaling/v2',
    },
  ],
  'autoscaling/v2beta2': [
    {
      since: '1.26',
      kinds: ['HorizontalPodAutoscaler'],
      now: 'autoscaling/v2',
    },
  ],
  'batch/v2alpha1': [{ since: '1.21', kinds: ['CronJob'], now: 'batch/v1' }],
  'batch/v1beta1': [{ since: '1.25', kinds: ['CronJob'], now: 'batch/v1' }],
  'discovery.k8s.io/v1beta1': [
    { since: '1.25', kinds: ['EndpointSlice'], now: 'discovery.k8s.io/v1' },
  ],
  'events.k8s.io/v1beta1': [
    { since: '1.25', kinds: ['Event'], now: 'events.k8s.io/v1' },
  ],
  'node.k8s.io/v1beta1': [
    { since: '1.25', kinds: ['RuntimeClass'], now: 'node.k8s.io/v1' },
  ],
  'policy/v1beta1': [
    { since: '1.25', kinds: ['PodDisruptionBudget'], now: 'policy/v1' },
    { since: '1.25', kinds: ['PodSecurityPolicy'] },
  ],
  'flowcontrol.apiserver.k8s.io/v1beta1': flowControl('1.26'),
  'flowcontrol.apiserver.k8s.io/v1beta2': flowControl('1.29'),
  'flowcontrol.apiserver.k8s.io/v1beta3': flowControl('1.32'),
};

function rbac(since: string): Retired[] {
  const kinds = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];
  return [{ since, kinds, now: 'rbac.authorization.k8s.io/v1' }];
}

function flowControl(since: string): Retired[] {
  const kinds = ['FlowSchema', 'PriorityLevelConfiguration'];
  return [{ since, kinds, now: 'flowcontrol.apiserver.k8s.io/v1' }];
}

/** That API servers have a kind no more, or never had it there, and what has it now. */
export interface GoneKind {
  why: string;
  /** `policy/v1`, with the kind where that is another one. */
  now?: string;
  /** Whether servers of an older release have it. */
  wasThere: boolean;
}

/** What became of a version of a kind; undefined where it was never retired. */
export function retiredKind(
  apiVersion: string,
  kind: string,
): GoneKind | undefined {
  const all = Object.hasOwn(RETIRED, apiVersion) ? RETIRED[apiVersion] : [];
  const retired = all.find(({ kinds }) => kinds.includes(kind));
  if (!retired) {
    return undefined;
  }
  const { now, since } = retired;
  return {
    why: `Kubernetes ${since} and later do not have ${kind} of ${apiVersion}`,
    now,
    wasThere: true,
  };
}

/**
 * A built-in kind that stands in a group where it never was, or is written in another case.
 *
 * @param builtIn - built-in kinds that are known, which need not be all
 */
export function misplacedKind(
  apiVersion: string,
  kind: string,
  builtIn: ReadonlyArray<{ apiVersion: string; kind: string }>,
): GoneKind | undefined {
  const group = groupOf(apiVersion);
  const meant = builtIn.find(
    known =>
      known.kind.toLowerCase() === kind.toLowerCase() &&
      (known.kind !== kind || groupOf(known.apiVersion) !== group),
  );
  if (!meant) {
    return undefined;
  }
  const isRenamed = meant.kind !== kind;
  return {
    why: isRenamed
      ? `the kind is called ${meant.kind}`
      : `${kind} is a kind of ${meant.apiVersion}`,
    now: isRenamed ? `${meant.kind} of ${meant.apiVersion}` : meant.apiVersion,
    wasThere: false,
  };
}
