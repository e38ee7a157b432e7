import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { WantedKind } from '../clusters';
import { KeptKind, nameOf } from './KeptKind';
import type { KeptStore } from './KeptStore';
import { tagOf } from './tagOf';

/** Versions that one holder of a cluster has: more than a hundred years of them. */
const TURN = 2 ** 32;

/** The lowest version of a turn. */
export function firstVersion(turn: number): number {
  return turn * TURN;
}

/** What clusters are kept by. */
export interface KeptClustersOptions {
  store: KeptStore;
  /** What is kept, by cluster. */
  kinds: ReadonlyMap<string, readonly WantedKind[]>;
  /**
   * In which turn this replica keeps a cluster; undefined while another one does. 0 where replicas share nothing but what is
   * kept.
   */
  turnOf: (cluster: string) => number | undefined;
  /** Whether nobody keeps a cluster that is not wanted here. */
  canDrop?: (cluster: string) => boolean;
  now: () => number;
}

/** Which clusters this replica keeps, and what of them the database holds. */
export class KeptClusters {
  readonly #options: KeptClustersOptions;
  readonly #kinds = new Map<string, KeptKind>();
  readonly #turns = new Map<string, { turn: number; since: number }>();
  #step = 0;
  #isClean = false;

  constructor(options: KeptClustersOptions) {
    this.#options = options;
  }

  /** A kind that is kept here. */
  kind(cluster: string, name: string): KeptKind | undefined {
    return this.#kinds.get(`${cluster} ${name}`);
  }

  /** All kinds that are kept here. */
  kinds(): KeptKind[] {
    return [...this.#kinds.values()];
  }

  /** Clusters that are kept here. */
  held(): string[] {
    return [...this.#turns.keys()];
  }

  /** Since when a cluster is kept here. */
  since(cluster: string): number {
    return this.#turns.get(cluster)?.since ?? 0;
  }

  /** The kinds of a cluster that the database holds whole. */
  whole(cluster: string): KeptKind[] {
    return (this.#options.kinds.get(cluster) ?? []).flatMap(wanted => {
      const kind = this.kind(cluster, nameOf(wanted));
      return kind?.isWhole ? [kind] : [];
    });
  }

  /** The version of what is written now. */
  version(cluster: string): number {
    const turn = this.#turns.get(cluster)?.turn ?? 0;
    return turn === 0 ? 0 : firstVersion(turn) + this.#step;
  }

  /** Leaves clusters that are another replica's now, and tells which. */
  lost(): string[] {
    const lost = [...this.#turns].flatMap(([cluster, { turn }]) =>
      this.#options.turnOf(cluster) === turn ? [] : [cluster],
    );
    lost.forEach(cluster => this.#leave(cluster));
    return lost;
  }

  leaveAll(): void {
    this.held().forEach(cluster => this.#leave(cluster));
  }

  /** A new version begins. Takes clusters whose turn it is, with what the database holds of them, whoever wrote it. */
  async take(): Promise<void> {
    this.#step += 1;
    this.lost();
    const { kinds, now, store, turnOf } = this.#options;
    const taken = [...kinds.keys()].filter(
      cluster => !this.#turns.has(cluster) && turnOf(cluster) !== undefined,
    );
    if (taken.length === 0) {
      return;
    }
    const clusters = await store.clusters();
    const hashes = new Map<string, Map<number, string>>();
    const rows = await store.hashes(this.#isClean ? taken : undefined);
    for (const { cluster, kind, part, hash } of rows) {
      const key = `${cluster} ${kind}`;
      const found = hashes.get(key) ?? new Map<number, string>();
      hashes.set(key, found.set(part, hash));
      await letOthers();
    }
    for (const cluster of taken) {
      const turn = turnOf(cluster);
      if (turn === undefined) {
        continue;
      }
      for (const wanted of kinds.get(cluster) ?? []) {
        const kind = new KeptKind(cluster, wanted, tagOf(wanted));
        const entry = clusters.get(cluster)?.[kind.name];
        const key = `${cluster} ${kind.name}`;
        if (entry?.tag === kind.tag) {
          kind.found(entry, hashes.get(key) ?? new Map());
        }
        this.#kinds.set(key, kind);
        await letOthers();
      }
      this.#turns.set(cluster, { turn, since: now() });
    }
    await this.#clean(clusters.keys(), hashes.keys());
  }

  /** Drops the parts of a kind, but for those that a later holder wrote. */
  async dropParts(cluster: string, kind: string): Promise<void> {
    const version = this.version(cluster);
    await this.#options.store.dropParts(cluster, kind, version || undefined);
  }

  /** Drops what nobody keeps: clusters that are not wanted any more, and kinds of those that are kept here. */
  async #clean(
    clusters: Iterable<string>,
    parts: Iterable<string>,
  ): Promise<void> {
    const { canDrop = () => true, kinds, store } = this.#options;
    if (!this.#isClean) {
      for (const cluster of clusters) {
        if (!kinds.has(cluster) && canDrop(cluster)) {
          await store.dropCluster(cluster);
        }
      }
      this.#isClean = true;
    }
    for (const key of parts) {
      const at = key.indexOf(' ');
      const cluster = key.slice(0, at);
      if (this.#turns.has(cluster) && !this.#kinds.get(key)?.parts) {
        await this.dropParts(cluster, key.slice(at + 1));
      }
    }
  }

  #leave(cluster: string): void {
    this.#turns.delete(cluster);
    for (const wanted of this.#options.kinds.get(cluster) ?? []) {
      this.#kinds.delete(`${cluster} ${nameOf(wanted)}`);
    }
  }
}
