import { KubernetesObject } from '../model';
import { fieldsOf, plainText } from '../model/fields';
import { KindDescriptor } from './KindDescriptor';
import { Health, HealthRule, health } from './health/health';
import { conditionsIn, field, isNil, textIn } from './health/scriptFields';

interface Counting {
  /** Whether `spec.suspend` is looked at. */
  suspends?: boolean;
  /** What Ready must say to count as still moving. */
  moving: 'Unknown' | 'False';
  /** Reasons of Reconciling that count; all when absent. */
  reasons?: readonly string[];
  /** Further conditions that count as success when they are True. */
  success?: readonly string[];
  /** How many successes make it healthy. */
  wanted: 1 | 2;
  /** Health while two signs say that it moves. */
  whileMoving?: 'Progressing' | 'Degraded';
  /** Whether an outdated artifact is told after the reason. */
  outdated?: boolean;
}

/** Rule of a kind of Flux: Argo CD counts signs of motion and of success among the conditions. */
function counting({ suspends = true, ...rule }: Counting): HealthRule {
  return ({ kind, spec, status }) => {
    if (suspends && field(spec, 'suspend') === true) {
      return health('Suspended', `${kind} is suspended`);
    }
    return isNil(status) || isNil(field(status, 'conditions'))
      ? health('Progressing', 'Status unknown')
      : count(rule, conditionsIn(status));
  };
}

function count(rule: Counting, conditions: readonly unknown[]): Health {
  let [moving, successes] = [0, 0];
  let message: unknown = '';
  for (const condition of conditions) {
    const type = field(condition, 'type');
    const said = field(condition, 'status');
    const reason = field(condition, 'reason');
    if (type === 'Ready') {
      successes += said === 'True' ? 1 : 0;
      moving += said === rule.moving ? 1 : 0;
      message = reason;
    } else if (type === 'Reconciling' && said === 'True') {
      moving += rule.reasons?.includes(plainText(reason)) ?? true ? 1 : 0;
    } else if (
      rule.outdated &&
      type === 'ArtifactOutdated' &&
      said === 'True'
    ) {
      message = `${textIn(message)} ${textIn(reason)}`;
    } else if (said === 'True' && rule.success?.includes(plainText(type))) {
      successes += 1;
    }
  }
  if (moving === 2) {
    return health(rule.whileMoving ?? 'Progressing', message);
  }
  return health(successes === rule.wanted ? 'Healthy' : 'Degraded', message);
}

/** HelmRelease of Flux. */
const helmRelease = counting({
  moving: 'Unknown',
  success: ['Released', 'TestSuccess'],
  wanted: 2,
});

/** Kustomization and ImageUpdateAutomation of Flux. */
const kustomization = counting({ moving: 'Unknown', wanted: 1 });

/** Receiver of Flux. */
const receiver = counting({
  moving: 'False',
  wanted: 1,
  whileMoving: 'Degraded',
});

/** ImagePolicy of Flux. */
const imagePolicy = counting({
  suspends: false,
  moving: 'False',
  reasons: ['NewGeneration', 'AccessingRepository', 'ApplyingPolicy'],
  wanted: 1,
});

/** ImageRepository of Flux. */
const imageRepository = counting({
  moving: 'False',
  reasons: ['NewGeneration', 'Scanning'],
  wanted: 1,
});

/**
 * Fields of the spec that are read. What else there is need not be kept, and values, patches and substitutions may hold what is
 * nobody's to keep.
 */
const read = [
  ...['suspend', 'interval', 'timeout', 'targetNamespace'],
  ...['sourceRef', 'chartRef', 'dependsOn', 'path', 'prune', 'wait', 'type'],
];

function kept({ spec, ...object }: KubernetesObject): KubernetesObject {
  const fields = fieldsOf(spec);
  return {
    ...object,
    spec: Object.fromEntries([
      ...read.flatMap(key => (key in fields ? [[key, fields[key]]] : [])),
      // That it delivers elsewhere is enough.
      ...(fields.kubeConfig === undefined ? [] : [['kubeConfig', {}]]),
    ]),
  };
}

/** Bucket, GitRepository, HelmChart and OCIRepository of Flux. */
const source = counting({
  moving: 'Unknown',
  success: ['ArtifactInStorage'],
  wanted: 2,
  outdated: true,
});

/** HelmRepository of Flux: one of OCI artifacts has no status. */
const helmRepository: HealthRule = object => {
  const suspended = field(object.spec, 'suspend') === true;
  return !suspended && field(object.spec, 'type') === 'oci'
    ? health(
        'Healthy',
        "Helm repositories of type 'oci' do not contain any information in the status.",
      )
    : source(object);
};

const shared = {
  namespaced: true,
  schema: 'cluster',
  writer: 'platform',
  reach: 'namespace',
} as const;
/** A reader that may not read them lacks what Flux delivers, and nothing else. */
const delivering = { optional: true, opaque: true, keep: kept } as const;
const images = {
  ...shared,
  group: 'image.toolkit.fluxcd.io',
  versions: ['v1', 'v1beta2'],
} as const;
const sources = {
  ...shared,
  ...delivering,
  group: 'source.toolkit.fluxcd.io',
  versions: ['v1', 'v1beta2'],
} as const;

/** Flux. Read only where something asks for it: values of releases may be anything. */
export const flux: readonly KindDescriptor[] = [
  {
    ...shared,
    ...delivering,
    group: 'helm.toolkit.fluxcd.io',
    kind: 'HelmRelease',
    plural: 'helmreleases',
    versions: ['v2', 'v2beta2', 'v2beta1'],
    health: helmRelease,
  },
  {
    ...shared,
    ...delivering,
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    plural: 'kustomizations',
    versions: ['v1', 'v1beta2'],
    health: kustomization,
  },
  {
    ...shared,
    group: 'notification.toolkit.fluxcd.io',
    kind: 'Receiver',
    plural: 'receivers',
    versions: ['v1', 'v1beta3'],
    health: receiver,
  },
  {
    ...images,
    kind: 'ImagePolicy',
    plural: 'imagepolicies',
    label: { one: 'ImagePolicy', many: 'ImagePolicies' },
    health: imagePolicy,
  },
  {
    ...images,
    kind: 'ImageRepository',
    plural: 'imagerepositories',
    health: imageRepository,
  },
  {
    ...images,
    kind: 'ImageUpdateAutomation',
    plural: 'imageupdateautomations',
    health: kustomization,
  },
  { ...sources, kind: 'Bucket', plural: 'buckets', health: source },
  {
    ...sources,
    kind: 'GitRepository',
    plural: 'gitrepositories',
    health: source,
  },
  { ...sources, kind: 'HelmChart', plural: 'helmcharts', health: source },
  {
    ...sources,
    kind: 'HelmRepository',
    plural: 'helmrepositories',
    health: helmRepository,
  },
  {
    ...sources,
    kind: 'OCIRepository',
    plural: 'ocirepositories',
    health: source,
  },
];

/**
 * The kinds that Flux delivers by, and where it takes that from: read where what is no tenant is looked at.
 *
 * @public
 */
export const fluxDelivery: ReadonlyArray<{ group: string; kind: string }> =
  flux.filter(({ group }) =>
    /^(helm|kustomize|source)\.toolkit\.fluxcd\.io$/.test(group),
  );
