import { KindRegistry, ReachView } from '../kinds';
import { KubernetesObject, Snapshot, lastValue } from '../model';
import { grouped } from './grouped';

/**
 * The namespaces of its cluster that a change of an object concerns besides its own, as its kind says; `all` where that is every
 * one, as with kinds that nobody describes.
 *
 * @param object - as it is now, or was: a change is to be asked about both
 * @param options - `other`: how it is at the other end of the change; absent where it came or went
 * @public
 */
export function reachOf(
  object: KubernetesObject,
  options: {
    cluster: string;
    snapshot: Snapshot;
    kinds: KindRegistry;
    other?: KubernetesObject;
  },
): ReadonlySet<string> | 'all' {
  const { cluster, snapshot, kinds, other } = options;
  const reach = kinds.of(object)?.reach ?? 'cluster';
  if (typeof reach !== 'function') {
    return reach === 'cluster' ? 'all' : new Set();
  }
  const view: ReachView = {
    find: (kind, index, keysOf, key) =>
      grouped(
        lastValue(snapshot.list({ cluster, ...kind })) ?? [],
        index,
        keysOf,
      ).get(key),
  };
  const found = reach(object, view, other);
  return found === 'all' ? 'all' : new Set(found);
}
