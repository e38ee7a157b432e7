import {
  isKnown,
  lastValue,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { Hints } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import type { Applications } from './applications';
import type { FluxObjects } from './fluxObjects';
import { isIndexed } from './indexedLabels';
import { type Area, isWithin, type Scope } from './Scopes';

/** A namespace that an entity is looked at in, as an environment of its own. */
export interface Place {
  /** Names it on cards: the namespace, the cluster, or both, as far as they tell places apart. */
  name: string;
  cluster: string;
  namespace: string;
}

/** Where an entity is looked at. */
export interface Places {
  places: Place[];
  /** How many more namespaces there are. */
  further: number;
  /** Clusters in which there may be more, since what tells of them can't be read. */
  unread: string[];
}

/** Of more namespaces the others are counted: each costs as much as an environment of a tenant. */
const MOST_PLACES = 20;

/**
 * Where an entity is looked at: of the namespaces that its owner may see those that it means by name, by what deploys or delivers
 * there, or by labels of workloads.
 *
 * @param world - `snapshot` is of what the owner may see, and nothing else. With `only` those alone that it names, by the name on
 *   cards, by cluster, or as `cluster/namespace`
 */
export async function placesOf(
  hints: Hints,
  world: {
    scope: Scope;
    snapshot: Snapshot;
    applications: Applications;
    flux: FluxObjects;
    platform: Platform;
    only?: string;
  },
): Promise<Places> {
  const { scope, applications, flux, only } = world;
  const clusters = [...scope.keys()].filter(
    cluster => hints.cluster === undefined || cluster === hints.cluster,
  );
  const found = new Map<string, { cluster: string; namespace: string }>();
  const unread = new Set<string>();
  const add = (cluster: string, namespace: string) => {
    const area = scope.get(cluster);
    if (clusters.includes(cluster) && area && isWithin(area, namespace)) {
      found.set(`${cluster}/${namespace}`, { cluster, namespace });
    }
  };
  for (const cluster of clusters) {
    hints.namespaces
      .filter(
        namespace =>
          !scope.get(cluster)?.absent.has(namespace) ||
          isDeliveredTo(cluster, namespace, world),
      )
      .forEach(namespace => add(cluster, namespace));
    if (scope.get(cluster)?.unread && saysAnything(hints)) {
      unread.add(cluster);
    }
  }
  // One that names a cluster which is none of these runs nowhere, whatever its Applications are.
  if (hints.applications && clusters.length > 0) {
    applications
      .meant(hints.applications)
      .forEach(({ cluster, namespace }) => add(cluster, namespace));
    applications.unread().forEach(({ cluster }) => unread.add(cluster));
  }
  if (hints.flux) {
    flux
      .meant(hints.flux)
      .filter(({ isPlaced }) => isPlaced)
      .forEach(({ cluster, namespaces }) =>
        namespaces.forEach(namespace => add(cluster, namespace)),
      );
    clusters
      .filter(cluster => mayHold(scope.get(cluster)) && flux.unread(cluster))
      .forEach(cluster => unread.add(cluster));
  }
  const { workloads = [] } = hints;
  const wanted = hints.namespaces.length === 0 ? workloads : [];
  for (const cluster of clusters.filter(each => mayHold(scope.get(each)))) {
    for (const labels of wanted) {
      const place = isIndexed(labels)
        ? { cluster }
        : {
            cluster,
            namespaces: scope.get(cluster)?.namespaces.names() ?? [],
          };
      for await (const known of labelled(labels, place, world)) {
        (lastValue(known) ?? []).forEach(({ metadata }) =>
          add(cluster, metadata.namespace ?? ''),
        );
        if (!isKnown(known) && known.unknown !== 'notServed') {
          unread.add(cluster);
        }
      }
    }
  }
  if (hints.flux && found.size === 0) {
    // What has applied nothing yet may be for any of them.
    flux
      .meant(hints.flux)
      .forEach(({ cluster, namespaces }) =>
        namespaces.forEach(namespace => add(cluster, namespace)),
      );
  }
  const all = [...found.values()].sort((a, b) =>
    `${a.cluster}/${a.namespace}` < `${b.cluster}/${b.namespace}` ? -1 : 1,
  );
  const chosen = chosenOf(named(all), only);
  const here = new Set(chosen.map(({ cluster }) => cluster));
  return {
    places: chosen.slice(0, MOST_PLACES),
    further: Math.max(0, chosen.length - MOST_PLACES),
    unread: [...unread]
      .filter(
        cluster => only === undefined || here.size === 0 || here.has(cluster),
      )
      .sort(),
  };
}

/** Whether anything is known that deploys or delivers there. */
function isDeliveredTo(
  cluster: string,
  namespace: string,
  { applications, flux }: { applications: Applications; flux: FluxObjects },
): boolean {
  return [
    lastValue(applications.into(cluster, namespace)) ?? [],
    lastValue(flux.into(cluster, namespace)) ?? [],
  ].some(each => each.length > 0);
}

/** Whether an owner may have anything there. */
function mayHold(area: Area | undefined): boolean {
  return (
    area !== undefined &&
    (area.isEverything || area.namespaces.names().length > 0)
  );
}

/** A name is meant before a cluster of the same name is. */
function chosenOf(places: Place[], only: string | undefined): Place[] {
  if (only === undefined) {
    return places;
  }
  const byName = places.filter(({ name }) => name === only);
  return byName.length > 0
    ? byName
    : places.filter(({ cluster, namespace }) =>
        [cluster, `${cluster}/${namespace}`].includes(only),
      );
}

/** What can't be read at all means nothing anywhere. */
function saysAnything(hints: Hints): boolean {
  return (
    hints.namespaces.length > 0 ||
    hints.applications !== undefined ||
    hints.workloads !== undefined
  );
}

function named(places: ReadonlyArray<Omit<Place, 'name'>>): Place[] {
  const clusters = new Set(places.map(({ cluster }) => cluster));
  const namespaces = new Set(places.map(({ namespace }) => namespace));
  return places.map(place => ({ ...place, name: nameOf(place) }));

  function nameOf({ cluster, namespace }: Omit<Place, 'name'>): string {
    if (clusters.size === 1) {
      return namespace;
    }
    return namespaces.size === 1 ? cluster : `${cluster}/${namespace}`;
  }
}
