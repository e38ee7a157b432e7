import {
  isKnown,
  type Known,
  type KubernetesObject,
  labelKeysOf,
  lastValue,
  matchesSelector,
  type ObjectRef,
  type Platform,
  selectedSync,
  type Snapshot,
} from '@groundwork/engine';
import {
  applicationsIn,
  fieldsOf,
  isMeant,
  type OwnApplication,
} from './applications';
import { environmentOf, withEnvironments } from './basePlatform';
import { type Place, placesOf } from './placesOf';
import type { Hints } from './readHints';
import type { UnmanagedArgoCd, UnmanagedOptions } from './readUnmanaged';
import { PREFIX, ScopedSnapshot } from './ScopedSnapshot';
import type { Scope } from './Scopes';

const NO_PROJECTS =
  'Argo CD is not looked at here: no project is mapped to this owner (tenancy.unmanaged.owners[].projects)';

const NO_APPLICATION =
  'no Application that is mapped to this owner deploys here; others are not looked at';

/** Any name will do: it names no tenant but the one that is looked at. */
const SUBJECT = 'unmanaged';

/**
 * An entity that is looked at without being a tenant, ready to be asked for statuses: its namespaces as environments, over a
 * snapshot of what its owner may see.
 */
export interface UnmanagedSubject {
  name: string;
  places: readonly Place[];
  /** How many more namespaces it has than are looked at. */
  further: number;
  platform: Platform;
  snapshot: ScopedSnapshot;
  /** Whether any Application is shown, or can't be read. */
  hasSync: boolean;
  /** Whether the entity means a workload. */
  isMeantWorkload: (ref: ObjectRef) => boolean;
}

/** Finds what an entity means of what its owner may see; undefined where that is nothing. */
export function findSubject(options: {
  hints: Hints;
  scope: Scope;
  base: Platform;
  inner: Snapshot;
  config: UnmanagedOptions;
}): UnmanagedSubject | undefined {
  const { hints, scope, base, inner, config } = options;
  const kinds = base.kinds;
  if (!kinds) {
    throw new TypeError('the platform has no list of kinds');
  }
  const applications = applicationsIn(scope, inner, config);
  const all = lastValue(applications) ?? [];
  const within = { inner, scope, kinds, applications: all };
  const { places, further } = placesOf(
    hints,
    scope,
    new ScopedSnapshot(within),
    applications,
    base,
  );
  if (places.length === 0) {
    return undefined;
  }
  const keys = labelKeysOf(PREFIX);
  const snapshot = new ScopedSnapshot({
    ...within,
    places,
    labels: ({ name }) => ({
      [keys.tenant]: SUBJECT,
      [keys.environment]: name,
    }),
  });
  const environments = places.map(place =>
    environmentOf(base, place, { cni: cniOf(place.cluster, inner) }),
  );
  const platform: Platform = withEnvironments(
    base,
    environments,
    (environment, syncOptions) => {
      const place = places.find(({ name }) => name === environment.name);
      return selectedSync(selected(place), snapshot, environment, {
        ...syncOptions,
        platform: {
          ...base,
          environments: [environment, ...destinations(base, config)],
        },
        namespace: place?.namespace ?? '',
        none: hasProjects() ? NO_APPLICATION : NO_PROJECTS,
      });
    },
  );

  function isShown(application: OwnApplication): boolean {
    return (
      hints.applications === undefined ||
      isMeant(application, hints.applications)
    );
  }

  function selected(place: Place | undefined) {
    const pick = (found: readonly OwnApplication[]) =>
      found
        .filter(
          each =>
            each.cluster === place?.cluster &&
            each.namespace === place.namespace &&
            isShown(each),
        )
        .flatMap(({ object, argocd, cluster }) => {
          const shown = snapshot.application(object);
          const environment = environmentOf(
            base,
            { name: place?.name ?? '', cluster },
            { argocd },
          );
          return shown ? [{ object: shown, environment }] : [];
        });
    return mapKnown(applications, pick);
  }

  function hasProjects(): boolean {
    return (
      config.access === 'entityReaders' ||
      config.owners.some(({ projects }) => projects.length > 0) ||
      config.trusted.some(({ kind }) => kind === 'AppProject')
    );
  }

  const shown = all.filter(isShown);
  return {
    name: SUBJECT,
    places,
    further,
    platform,
    snapshot,
    hasSync:
      !isKnown(applications) ||
      places.some(({ cluster, namespace }) =>
        shown.some(
          each => each.cluster === cluster && each.namespace === namespace,
        ),
      ),
    isMeantWorkload: workloadFilter(hints, shown, snapshot),
  };
}

/** An entity that names labels means what carries them; one that only names Applications, what these hold. */
function workloadFilter(
  hints: Hints,
  shown: readonly OwnApplication[],
  snapshot: Snapshot,
): (ref: ObjectRef) => boolean {
  const { workloads, applications } = hints;
  if (workloads) {
    return ref => {
      const [object] = lastValue(snapshot.list({ ...ref })) ?? [];
      return (
        object !== undefined &&
        labelsOf(object).some(labels => matchesSelector(workloads, labels))
      );
    };
  }
  if (!applications) {
    return () => true;
  }
  const held = new Set(
    shown.flatMap(({ object, cluster }) => {
      const { resources } = fieldsOf(object.status);
      return (Array.isArray(resources) ? resources : [])
        .map(fieldsOf)
        .map(({ kind, namespace, name }) =>
          [cluster, kind, namespace, name].join('/'),
        );
    }),
  );
  return ({ cluster, kind, namespace, name }) =>
    held.size === 0 || held.has([cluster, kind, namespace, name].join('/'));
}

function labelsOf({
  metadata,
  spec,
}: KubernetesObject): Array<Record<string, string> | undefined> {
  const template = fieldsOf(fieldsOf(fieldsOf(spec).template).metadata).labels;
  return [metadata.labels, fieldsOf(template) as Record<string, string>];
}

/** What Argo CDs call the clusters, so that it is found where an Application deploys to. */
function destinations(base: Platform, config: UnmanagedOptions) {
  return config.clusters.flatMap(({ name, servers, names }) =>
    [
      ...servers.map(server => ({ server })),
      ...names.map(each => ({ name: each })),
    ].flatMap(destination =>
      config.argocd.map((argocd: UnmanagedArgoCd) =>
        environmentOf(base, { name, cluster: name }, { argocd, destination }),
      ),
    ),
  );
}

/** Whose network policies there may be: Cilium's where the cluster has that kind. */
function cniOf(cluster: string, snapshot: Snapshot): 'cilium' | 'kubernetes' {
  return isKnown(
    snapshot.list({
      cluster,
      group: 'cilium.io',
      kind: 'CiliumNetworkPolicy',
    }),
  )
    ? 'cilium'
    : 'kubernetes';
}

function mapKnown<A, B>(
  known: Known<readonly A[]>,
  map: (value: readonly A[]) => readonly B[],
): Known<readonly B[]> {
  if (isKnown(known)) {
    return { ...known, value: map(known.value) };
  }
  const { last, ...rest } = known;
  return last ? { ...rest, last: { ...last, value: map(last.value) } } : rest;
}
