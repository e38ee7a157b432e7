import type { KubernetesObject, SnapshotIndex } from '@groundwork/engine';
import { AGAIN } from './ClusterStates';
import type { KindId } from './Unreadable';

/** Which kinds are known from before the start alone, and when what is kept of them was true. */
export class Restored {
  readonly #clusters = new Map<string, Map<string, number>>();

  add(cluster: string, id: KindId, asOf: number): void {
    const kinds = this.#clusters.get(cluster) ?? new Map<string, number>();
    this.#clusters.set(cluster, kinds);
    kinds.set(keyOf(id), asOf);
  }

  /** The kind was read, or may not be read. Tells whether it was known from before. */
  delete(cluster: string, id: KindId): boolean {
    return this.#clusters.get(cluster)?.delete(keyOf(id)) ?? false;
  }

  /** When what is kept of a kind was true; undefined for what is not from before the start. */
  asOf(cluster: string, id: KindId): number | undefined {
    return this.#clusters.get(cluster)?.get(keyOf(id));
  }

  has(cluster: string, id: KindId): boolean {
    return this.#clusters.get(cluster)?.has(keyOf(id)) ?? false;
  }

  /** When the oldest of what is known from before was true; undefined where nothing is. */
  oldest(cluster: string): number | undefined {
    const ages = [...(this.#clusters.get(cluster)?.values() ?? [])];
    return ages.length > 0 ? Math.min(...ages) : undefined;
  }
}

/** Puts what was known of a kind before the start in an index, as what was last known, in steps. */
export function restoringSteps(
  index: SnapshotIndex,
  cluster: string,
  { group, kind }: KindId,
  last: { objects: readonly KubernetesObject[]; asOf: number },
): Generator<void, void> {
  return index.applyInSteps({
    ...{ type: 'answer', cluster, group, kind },
    known: {
      unknown: 'notWatched',
      message: AGAIN,
      source: `cluster ${cluster}`,
      last: { value: last.objects, asOf: last.asOf },
    },
  });
}

function keyOf({ group, kind }: KindId): string {
  return `${group}/${kind}`;
}
