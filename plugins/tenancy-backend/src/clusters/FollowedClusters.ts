import type { SnapshotIndex } from '@groundwork/engine';
import type { Clocks } from './Clocks';
import { unknownOf, wasKnown } from './answers';
import type { ClusterReport } from './ClusterReport';
import { AGAIN, type ClusterStates, FIRST_TIME } from './ClusterStates';
import type { LiveChange } from './LiveChange';
import type { ServedApis } from './ServedApis';
import type { Restored } from './Restored';
import type { KindId, Unreadable } from './Unreadable';

/** What of a snapshot is told of. */
interface Parts {
  index: SnapshotIndex;
  states: ClusterStates;
  apis: ServedApis;
  restored: Restored;
  unreadable: Unreadable;
  clocks: Clocks;
  tell: (change: LiveChange) => void;
}

/**
 * Clusters of a snapshot that other replicas read: their signs of life and how they are come from there, and their objects are
 * put and removed as they come.
 */
export class FollowedClusters {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** From now on somebody else tells of a cluster. What is known of it stays as it is, with its age. */
  begin(cluster: string): void {
    const state = this.#parts.states.of(cluster);
    state.isFollowed = true;
    // What is told of it later is told on its own.
    state.away = undefined;
  }

  /**
   * From now on a reader that is made here tells of it. What is known of these kinds is answered as what is known from before a
   * start is, with its age, until they are read.
   */
  end<T>(cluster: string, kinds: readonly KindId[], makeReader: () => T): T {
    const { index, restored, states } = this.#parts;
    const { heardAt } = states.of(cluster);
    const known = kinds.flatMap(id =>
      !wasKnown(index, cluster, id)
        ? []
        : [{ id, asOf: restored.asOf(cluster, id) ?? heardAt }],
    );
    const reader = makeReader();
    states.of(cluster).heardAt = heardAt;
    for (const { id, asOf = 0 } of known) {
      restored.add(cluster, id, asOf);
      states.restoreKind(cluster, id);
    }
    this.#parts.tell({ cluster });
    return reader;
  }

  /** Who reads a cluster heard of it then. */
  heard(cluster: string, at: number): void {
    const state = this.#parts.states.of(cluster);
    state.heardAt = Math.max(at, state.heardAt ?? at);
  }

  /** How many milliseconds ago a cluster that is read here was heard of; undefined while it was not read whole. */
  heardAgo(cluster: string): number | undefined {
    const { heardAt } = this.#parts.states.of(cluster);
    return heardAt === undefined || !this.reportOf(cluster, false)
      ? undefined
      : Date.now() - heardAt;
  }

  /** How a cluster is, for those who follow; undefined while something of it is still to be read, unless that is told, too. */
  reportOf(cluster: string, isLate: boolean): ClusterReport | undefined {
    const { apis, clocks, states, unreadable } = this.#parts;
    const served = apis.of(cluster);
    const { problem } = states.of(cluster);
    const kinds = states.problems(cluster);
    const isPending = [problem, ...kinds.map(kind => kind.problem)].some(
      each => each?.unknown === 'notWatched',
    );
    return isPending && !isLate
      ? undefined
      : {
          ...(problem ? { problem } : {}),
          kinds: kinds.map(({ group, kind, optional, problem: why }) => ({
            ...{ group, kind, problem: why },
            ...(optional ? { optional } : {}),
          })),
          unread: unreadable.of(cluster),
          ahead: clocks.ahead()[cluster] ?? 0,
          ...(served ? { apis: [...served] } : {}),
        };
  }

  /**
   * How a cluster is.
   *
   * @param loaded - kinds of which all is here, as far as the report says nothing else
   * @param missing - kinds that nothing is known of yet
   */
  told(
    cluster: string,
    report: ClusterReport,
    { loaded, missing }: Record<'loaded' | 'missing', readonly KindId[]>,
  ): void {
    const { apis, clocks, index, restored, states, tell, unreadable } =
      this.#parts;
    const before = states.of(cluster).problem?.unknown;
    const old = new Map(
      states.problems(cluster).map(each => [keyOf(each), each]),
    );
    const since = report.problem?.since ?? Date.now();
    // What is wrong with the whole cluster is wrong with kinds that its reader never came to, too.
    const pending = [...missing, ...(report.problem ? loaded : [])]
      .filter(id => !report.kinds.some(each => keyOf(each) === keyOf(id)))
      .map(id => ({
        ...id,
        problem: report.problem ?? {
          unknown: 'notWatched' as const,
          message: restored.has(cluster, id) ? AGAIN : FIRST_TIME,
          since: old.get(keyOf(id))?.problem.since ?? since,
        },
      }));
    const kinds = [...report.kinds, ...pending];
    states.told(cluster, report.problem, kinds);
    if (report.problem) {
      index.setCluster(cluster, unknownOf(cluster, report.problem));
    }
    for (const { group, kind, problem } of report.kinds) {
      const id = { group, kind };
      const isGone =
        problem.unknown === 'notServed' ||
        (problem.unknown === 'forbidden' && restored.has(cluster, id));
      if (isGone && wasKnown(index, cluster, id)) {
        const known = unknownOf(cluster, problem);
        index.apply([{ type: 'answer', cluster, ...id, known }]);
      }
      if (isGone) {
        restored.delete(cluster, id);
      }
    }
    apis.told(cluster, report.apis);
    const unread = unreadable.told(cluster, report.unread);
    const isOther = clocks.measure(cluster, report.ahead);
    if (isOther || before !== report.problem?.unknown) {
      tell({ cluster });
      return;
    }
    const now = new Map(kinds.map(each => [keyOf(each), each]));
    const changed = [...new Map([...old, ...now, ...unread.map(unreadEntry)])]
      .filter(
        ([key]) =>
          old.get(key)?.problem.unknown !== now.get(key)?.problem.unknown ||
          unread.some(each => keyOf(each) === key),
      )
      .map(([, { group, kind }]) => ({ group, kind }));
    changed.forEach(kind => tell({ cluster, kind }));
  }
}

function keyOf({ group, kind }: KindId): string {
  return `${group}/${kind}`;
}

function unreadEntry(id: KindId): [string, KindId] {
  return [keyOf(id), id];
}
