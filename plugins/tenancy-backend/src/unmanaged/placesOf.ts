import {
  kindsOf,
  lastValue,
  type Known,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import { isMeant, type OwnApplication } from './applications';
import type { Hints } from './readHints';
import type { Scope } from './Scopes';

/** A namespace that an entity is looked at in, as an environment of its own. */
export interface Place {
  /** Names it on cards: the namespace, the cluster, or both, as far as they tell places apart. */
  name: string;
  cluster: string;
  namespace: string;
}

/** Of more namespaces the others are counted: each costs as much as an environment of a tenant. */
const MOST_PLACES = 20;

const SERVICE = { group: '', kind: 'Service' };

/**
 * Where an entity is looked at: of the namespaces that its owner may see those that it means by name, by Applications that deploy
 * there, or by labels of workloads.
 *
 * @param snapshot - of what the owner may see, and nothing else
 * @param applications - those that the owner may see
 */
export function placesOf(
  hints: Hints,
  scope: Scope,
  snapshot: Snapshot,
  applications: Known<readonly OwnApplication[]>,
  platform: Platform,
): { places: Place[]; further: number } {
  const clusters = [...scope.keys()].filter(
    cluster => hints.cluster === undefined || cluster === hints.cluster,
  );
  const found = new Map<string, { cluster: string; namespace: string }>();
  const add = (cluster: string, namespace: string) => {
    if (
      clusters.includes(cluster) &&
      scope.get(cluster)?.namespaces.has(namespace)
    ) {
      found.set(`${cluster}/${namespace}`, { cluster, namespace });
    }
  };
  for (const cluster of clusters) {
    hints.namespaces.forEach(namespace => add(cluster, namespace));
  }
  const { applications: meant, workloads } = hints;
  if (meant) {
    (lastValue(applications) ?? [])
      .filter(application => isMeant(application, meant))
      .forEach(({ cluster, namespace }) => add(cluster, namespace));
  }
  if (workloads && hints.namespaces.length === 0) {
    const kinds = kindsOf(platform).watched.filter(({ pods }) => pods);
    for (const cluster of clusters) {
      for (const { group, kind } of [...kinds, SERVICE]) {
        const known = snapshot.list({
          cluster,
          group,
          kind,
          labels: workloads,
        });
        (lastValue(known) ?? []).forEach(({ metadata }) =>
          add(cluster, metadata.namespace ?? ''),
        );
      }
    }
  }
  const all = [...found.values()].sort((a, b) =>
    `${a.cluster}/${a.namespace}` < `${b.cluster}/${b.namespace}` ? -1 : 1,
  );
  return {
    places: named(all.slice(0, MOST_PLACES)),
    further: Math.max(0, all.length - MOST_PLACES),
  };
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
