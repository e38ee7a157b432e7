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
import type { Hints } from '../tenants/entityHints';
import { Applications } from './applications';
import { environmentOf, withEnvironments } from './basePlatform';
import { deliveredTo, selectedOf } from './deliveredTo';
import { FluxObjects } from './fluxObjects';
import { withLabelledFlux } from './labelledFlux';
import { meantWorkloads, type MeantWorkloads } from './meantWorkloads';
import { type Place, type Places, placesOf } from './placesOf';
import type { UnmanagedOptions } from './readUnmanaged';
import { PREFIX, ScopedSnapshot } from './ScopedSnapshot';
import type { Scope } from './Scopes';

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
  /** Whether anything is shown that delivers to it, or can't be read. */
  hasSync: boolean;
  /** The workloads that the entity means; each counts where the one before finds none. */
  meantWorkloads: readonly MeantWorkloads[];
}

/** Finds what an entity means of what its owner may see; of an entity that means nothing there are no places. */
export async function findSubject(options: {
  hints: Hints;
  scope: Scope;
  base: Platform;
  inner: Snapshot;
  config: UnmanagedOptions;
  /** Only where this names, as {@link placesOf} reads it. */
  only?: string;
}): Promise<UnmanagedSubject> {
  const { scope, base, inner, config, only } = options;
  const kinds = base.kinds;
  if (!kinds) {
    throw new TypeError('the platform has no list of kinds');
  }
  const applications = new Applications(scope, inner, config);
  const flux = new FluxObjects(scope, inner);
  const within = { inner, scope, kinds, applications };
  const world = {
    scope,
    snapshot: new ScopedSnapshot(within),
    applications,
    flux,
    platform: base,
  };
  const hints = await withLabelledFlux(options.hints, world);
  const found = await placesOf(hints, {
    ...world,
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
      deliveredTo(place, hints, { applications, flux }),
    ]),
  );
  const platform: Platform = withEnvironments(
    base,
    places.map(place =>
      environmentOf(base, place, { cni: cniOf(place, inner) }),
    ),
    (environment, syncOptions) => {
      const place = places.find(({ name }) => name === environment.name);
      const delivered = place && shown.get(place.name);
      if (!delivered) {
        throw new TypeError(`${environment.name} is not looked at`);
      }
      return selectedSync(
        selectedOf(place, delivered, { base, snapshot }),
        snapshot,
        environment,
        {
          ...syncOptions,
          platform: { ...base, environments: [environment] },
          namespace: place.namespace,
          none: delivered.none,
        },
      );
    },
  );
  const all = [...shown.values()];
  const own = all.flatMap(each => lastValue(each.applications) ?? []);
  return {
    ...found,
    name: SUBJECT,
    platform,
    snapshot,
    clusters: [
      ...new Set([
        ...places.map(({ cluster }) => cluster),
        ...own.map(({ home }) => home),
      ]),
    ],
    unreadArgoCds: applications.unread().map(({ cluster }) => cluster),
    hasSync: all.some(
      each => !isEmpty(each.applications) || !isEmpty(each.flux),
    ),
    meantWorkloads: meantWorkloads(hints, {
      shown: places.map(place => {
        const delivered = shown.get(place.name);
        return {
          place,
          applications: (delivered && lastValue(delivered.applications)) ?? [],
          flux: (delivered && lastValue(delivered.flux)) ?? [],
        };
      }),
      snapshot,
      unread: places.flatMap(({ name }) => {
        const known = shown.get(name)?.applications;
        return known && !isKnown(known)
          ? [{ environment: name, why: `Application: ${whyUnknown(known)}` }]
          : [];
      }),
    }),
  };
}

/** Known to be. */
function isEmpty(known: Known<readonly unknown[]>): boolean {
  return isKnown(known) && known.value.length === 0;
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
