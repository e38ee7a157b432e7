import {
  ApplicationStatus,
  severityRank,
  State,
  TroubledObject,
} from '../../model';
import { KindRegistry } from '../../kinds';
import { Application } from './application';
import { JudgedResource, hasHealth, isTolerated } from './health';

const mostTroubled = 20;
const grave = ['Degraded', 'Missing'];

/** The objects that were refused, differ or are unwell, worst first; of those that matter and are not read, that they are not known. */
export function troubledOf(
  app: Application,
  resources: readonly JudgedResource[],
  cluster: string,
  kinds: KindRegistry,
): ApplicationStatus['troubled'] {
  const seen = new Map<string, TroubledObject>();
  const add = (object: TroubledObject) => {
    const { group, kind, namespace, name } = object.ref;
    const key = `${group}|${kind}|${namespace}|${name}`;
    if (!seen.has(key)) {
      seen.set(key, object);
    }
  };
  for (const { group, kind, namespace, name, ...rest } of app.operation
    ?.refused ?? []) {
    const where = namespace === undefined ? {} : { namespace };
    add({
      ref: { cluster, group, kind, ...where, name },
      ...given('sync', rest.sync),
      ...given('message', rest.message),
    });
  }
  const unwell = app.health !== 'Healthy';
  for (const resource of resources) {
    const { ref, sync, health, healthSource, message, unread } = resource;
    const differs =
      sync !== undefined && sync !== 'Synced' && !isTolerated(resource);
    // What is on its way is no trouble where Argo CD calls the whole healthy.
    const ill =
      health !== undefined &&
      health !== 'Healthy' &&
      (unwell || healthSource === 'argocd' || grave.includes(health));
    if (differs || ill) {
      add({
        ref,
        ...given('sync', sync),
        ...given('health', health),
        ...given('healthSource', healthSource),
        ...given('message', message),
      });
    } else if (
      unwell &&
      unread !== undefined &&
      health === undefined &&
      hasHealth(resource, kinds)
    ) {
      add({
        ref,
        ...given('sync', sync),
        health: 'Unknown',
        message: `not known: ${unread}`,
      });
    }
  }
  return [...seen.values()]
    .sort((a, b) => gravity(a) - gravity(b))
    .slice(0, mostTroubled);
}

function gravity(item: TroubledObject): number {
  if (item.sync === 'SyncFailed') {
    return -2;
  }
  // Argo CD's own words of health are a part of ours.
  const rank = severityRank((item.health ?? 'Healthy') as State);
  return rank < 0 ? 0 : rank;
}

function given<K extends string, V>(key: K, value: V | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
