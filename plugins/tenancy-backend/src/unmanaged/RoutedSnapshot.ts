import type {
  Known,
  KubernetesObject,
  SnapshotQuery,
  SourceState,
} from '@groundwork/engine';
import type { LiveSnapshot } from '../clusters';
import type { Watched } from './Unmanaged';

/** Clusters that the platform reads anyhow, from its snapshot; all others from one of their own. */
export class RoutedSnapshot implements Watched {
  readonly #own: LiveSnapshot;
  readonly #shared:
    | { snapshot: LiveSnapshot; clusters: ReadonlySet<string> }
    | undefined;

  constructor(
    own: LiveSnapshot,
    shared?: { snapshot: LiveSnapshot; clusters: ReadonlySet<string> },
  ) {
    this.#own = own;
    this.#shared = shared;
  }

  list(query: SnapshotQuery): Known<readonly KubernetesObject[]> {
    return this.of(query.cluster).list(query);
  }

  namespaces(
    kind: Parameters<LiveSnapshot['namespaces']>[0],
  ): readonly string[] | undefined {
    return this.of(kind.cluster).namespaces(kind);
  }

  /** The snapshot that has a cluster. */
  of(cluster: string): LiveSnapshot {
    return this.#shared?.clusters.has(cluster)
      ? this.#shared.snapshot
      : this.#own;
  }

  sources(): SourceState[] {
    const { clusters, snapshot } = this.#shared ?? {};
    return [
      ...this.#own.sources(),
      ...(snapshot?.sources() ?? []).filter(({ source }) =>
        clusters?.has(source.replace(/^cluster /, '')),
      ),
    ];
  }

  clocks(): Readonly<Record<string, number>> {
    return { ...this.#shared?.snapshot.clocks(), ...this.#own.clocks() };
  }
}
