import {
  isKnown,
  type Known,
  labelKeysOf,
  lastValue,
  type Platform,
  selectedSync,
  type Snapshot,
  whyUnknown,
} from '@groundwork/engine';
import { Applications, isMeant, type OwnApplication } from './applications';
import { fieldsOf, type Hints } from '../tenants/entityHints';
import { environmentOf, withEnvironments } from './basePlatform';
import { meantWorkloads, type MeantWorkloads } from './meantWorkloads';
import { type Place, type Places, placesOf } from './placesOf';
import type { UnmanagedOptions } from './readUnmanaged';
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
export interface UnmanagedSubject extends Places {
  name: string;
  platform: Platform;
  snapshot: ScopedSnapshot;
  /** The clusters that it rests on: where it runs, and where its Argo CDs do. */
  clusters: readonly string[];
  /** Clusters whose Argo CDs can't be read, and may deploy to it. */
  unreadArgoCds: readonly string[];
  /** Whether any Application is shown, or can't be read. */
  hasSync: boolean;
  /** The workloads that the entity means; each counts where the one before finds none. */
  meantWorkloads: readonly MeantWorkloads[];
}

/** Finds what an entity means of what its owner may see; of an entity that means nothing there are no places. */
export function findSubject(options: {
  hints: Hints;
  scope: Scope;
  base: Platform;
  inner: Snapshot;
  config: UnmanagedOptions;
  /** Only where this names, as {@link placesOf} reads it. */
  only?: string;
}): UnmanagedSubject {
  const { hints, scope, base, inner, config, only } = options;
  const kinds = base.kinds;
  if (!kinds) {
    throw new TypeError('the platform has no list of kinds');
  }
  const applications = new Applications(scope, inner, config);
  const within = { inner, scope, kinds, applications };
  const found = placesOf(hints, {
    scope,
    snapshot: new ScopedSnapshot(within),
    applications,
    platform: base,
    ...(only === undefined ? {} : { only }),
  });
  const { places } = found;
  const keys = labelKeysOf(PREFIX);
  const snapshot = new ScopedSnapshot({
    ...within,
    places,
    labels: ({ name }) => ({
      [keys.tenant]: SUBJECT,
      [keys.environment]: name,
    }),
  });
  const shown = new Map(
    places.map(place => [
      place.name,
      mapKnown(applications.into(place.cluster, place.namespace), all =>
        all.filter(isShown),
      ),
    ]),
  );
  const platform: Platform = withEnvironments(
    base,
    places.map(place =>
      environmentOf(base, place, { cni: cniOf(place, inner) }),
    ),
    (environment, syncOptions) => {
      const place = places.find(({ name }) => name === environment.name);
      const known = place && shown.get(place.name);
      if (!known) {
        throw new TypeError(`${environment.name} is not looked at`);
      }
      return selectedSync(
        mapKnown(known, all => selected(place, all)),
        snapshot,
        environment,
        {
          ...syncOptions,
          platform: { ...base, environments: [environment] },
          namespace: place.namespace,
          none: applications.isMapped ? NO_APPLICATION : NO_PROJECTS,
        },
      );
    },
  );
  const all = [...shown.values()];
  const own = all.flatMap(known => lastValue(known) ?? []);
  return {
    ...found,
    name: SUBJECT,
    platform,
    snapshot,
    clusters: [
      ...new Set([
        ...places.map(({ cluster }) => cluster),
        ...own.map(({ argocd }) => argocd.cluster),
      ]),
    ],
    unreadArgoCds: applications.unread().map(({ cluster }) => cluster),
    hasSync: all.some(
      known => !isKnown(known) || (lastValue(known) ?? []).length > 0,
    ),
    meantWorkloads: meantWorkloads(hints, {
      shown: own,
      snapshot,
      unread: places.flatMap(({ name }) => {
        const known = shown.get(name);
        return known && !isKnown(known)
          ? [{ environment: name, why: `Application: ${whyUnknown(known)}` }]
          : [];
      }),
    }),
  };

  function isShown(application: OwnApplication): boolean {
    return (
      hints.applications === undefined ||
      isMeant(application, hints.applications)
    );
  }

  /** Each with its Argo CD, and with the place under the name that this Argo CD has for it. */
  function selected(place: Place, deployed: readonly OwnApplication[]) {
    return deployed.flatMap(({ object, argocd }) => {
      const scoped = snapshot.application(object, argocd.cluster);
      const { server, name } = fieldsOf(fieldsOf(object.spec).destination);
      const destination =
        typeof server === 'string' && server !== ''
          ? { server }
          : { name: String(name) };
      const environment = environmentOf(base, place, { argocd, destination });
      return scoped ? [{ object: scoped, environment }] : [];
    });
  }
}

/** Whose network policies there may be: Cilium's, unless the cluster says that it does not have that kind. */
function cniOf(
  { cluster, namespace }: Place,
  snapshot: Snapshot,
): 'cilium' | 'kubernetes' {
  const known = snapshot.list({
    cluster,
    group: 'cilium.io',
    kind: 'CiliumNetworkPolicy',
    namespace,
  });
  return !isKnown(known) && known.unknown === 'notServed'
    ? 'kubernetes'
    : 'cilium';
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
