import { KindRegistry, defaultKinds } from '../kinds';
import { Known, KubernetesObject, Selector, Snapshot, isKnown } from '../model';

/** A kind without its version: objects are read at whichever version the source holds. */
export interface Kind {
  group: string;
  kind: string;
}

/** A snapshot narrowed to one cluster, for evaluators that never look at a second one. */
export class ClusterView {
  readonly #snapshot: Snapshot;

  constructor(
    snapshot: Snapshot,
    readonly cluster: string,
    readonly kinds: KindRegistry = defaultKinds,
  ) {
    this.#snapshot = snapshot;
  }

  /** The objects of a kind, everywhere or in one namespace. */
  list(
    { group, kind }: Kind,
    namespace?: string,
    labels?: Selector,
  ): Known<readonly KubernetesObject[]> {
    return this.#snapshot.list({
      cluster: this.cluster,
      group,
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
    });
  }

  /** One object; known as undefined when the cluster says that there is none. */
  get(
    { group, kind }: Kind,
    namespace: string | undefined,
    name: string,
  ): Known<KubernetesObject | undefined> {
    const known = this.#snapshot.list({
      cluster: this.cluster,
      group,
      kind,
      name,
      ...(namespace === undefined ? {} : { namespace }),
    });
    if (isKnown(known)) {
      return { ...known, value: known.value[0] };
    }
    const { last, ...rest } = known;
    return last ? { ...rest, last: { ...last, value: last.value[0] } } : rest;
  }
}

/** The labels of a Namespace, with the one that every API server sets. */
export function namespaceLabels(
  namespace: KubernetesObject,
): Record<string, string> {
  return {
    ...namespace.metadata.labels,
    'kubernetes.io/metadata.name': namespace.metadata.name,
  };
}
