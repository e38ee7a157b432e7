import { KubernetesObject } from '../../model';

/**
 * What a rule of reach may ask of the cluster that an object changed in: lookups alone, as thousands of objects change.
 *
 * @public
 */
export interface ReachView {
  /**
   * The objects of a kind that have a key, as last known.
   *
   * @param index - names the keys; one name stands for one function
   * @param keysOf - the keys of an object
   */
  find(
    kind: { group: string; kind: string },
    index: string,
    keysOf: (object: KubernetesObject) => readonly string[],
    key: string,
  ): readonly KubernetesObject[];
}

/**
 * The namespaces that a change of an object concerns besides its own; `all` where that is every one of the cluster.
 *
 * @param object - as it is now, or was: a change is asked about both
 * @param other - how it is at the other end of the change; absent where it came or went
 * @public
 */
export type ReachRule = (
  object: KubernetesObject,
  view: ReachView,
  other?: KubernetesObject,
) => Iterable<string> | 'all';
