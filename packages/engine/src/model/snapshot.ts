import { Known } from './known';
import { KubernetesObject } from './object';

/**
 * A label selector as Kubernetes writes it. An absent selector selects everything, as does `{}`.
 *
 * @public
 */
export interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: ReadonlyArray<{
    key: string;
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    values?: readonly string[];
  }>;
}

/**
 * A question to a {@link Snapshot}. Every question names its cluster.
 *
 * @public
 */
export interface SnapshotQuery {
  cluster: string;
  group: string;
  kind: string;
  namespace?: string;
  name?: string;
  labels?: Selector;
}

/**
 * A read-only view of Kubernetes objects: of live clusters, of a Git tree, of an array in a test,
 * or live overlaid with planned objects.
 *
 * @public
 */
export interface Snapshot {
  /** The objects that match, in no particular order, or why they are not known. */
  list(query: SnapshotQuery): Known<readonly KubernetesObject[]>;
  /**
   * The namespaces that have objects of a kind, an empty one for those of none, so that not all of them need be listed at once;
   * undefined where that takes a look at the objects, or where not all of them are known.
   */
  namespaces?(kind: {
    cluster: string;
    group: string;
    kind: string;
  }): readonly string[] | undefined;
}
