import type { SourceState } from '@groundwork/engine';
import {
  type ClusterState,
  type KindState,
  narrowProblem,
  partialProblem,
  type Problem,
} from './clusterState';
import type { ClusterError } from './ClusterError';
import type { ServedKind } from './discoverKinds';
import type { KindId } from './Unreadable';

export const FIRST_TIME = 'is being read for the first time';

/** What was kept from before the start is shown until then. */
export const AGAIN =
  'is being read since the portal started; until then what was kept of it is shown';

/** How each cluster is, and each of its kinds: when it was last heard of, what can't be read of it, and since when. */
export class ClusterStates {
  readonly #clusters = new Map<string, ClusterState>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws TypeError for a cluster that was not added */
  of(cluster: string): ClusterState {
    const state = this.#clusters.get(cluster);
    if (!state) {
      throw new TypeError(`cluster ${cluster} was not added`);
    }
    return state;
  }

  /** When a cluster was last heard of; undefined for one that was not added, too. */
  heardAt(cluster: string): number | undefined {
    return this.#clusters.get(cluster)?.heardAt;
  }

  /** Why a question about a kind can't be answered. */
  problem({
    cluster,
    namespace,
    ...id
  }: KindId & { cluster: string; namespace?: string }): Problem | undefined {
    const state = this.#clusters.get(cluster)?.kinds.get(keyOf(id));
    return state?.namespaces && !state.problem
      ? narrowProblem(state.namespaces, namespace)
      : state?.problem;
  }

  /** Whether anything that is kept may be taken for what was last known: where a kind was never read there is nothing. */
  wasRead({
    cluster,
    namespace,
    ...id
  }: KindId & { cluster: string; namespace?: string }): boolean {
    const state = this.#clusters.get(cluster)?.kinds.get(keyOf(id));
    if (!state?.namespaces) {
      return true;
    }
    const { readIn = new Set() } = state;
    return namespace === undefined ? readIn.size > 0 : readIn.has(namespace);
  }

  /** The state of every cluster, or of these; `restored` tells how old what is known from before the start is, where something is. */
  sources(
    restored: (cluster: string) => number | undefined,
    only?: ReadonlySet<string>,
  ): SourceState[] {
    const found: SourceState[] = [];
    for (const [cluster, state] of this.#clusters) {
      if (only && !only.has(cluster)) {
        continue;
      }
      const problem = state.problem ?? partialProblem(state);
      const asOf = restored(cluster) ?? state.heardAt;
      found.push({
        source: `cluster ${cluster}`,
        kind: 'cluster',
        ...(asOf === undefined ? {} : { asOf }),
        ...(problem ? { problem } : {}),
      });
    }
    return found;
  }

  /** A cluster that shall be read. */
  add(cluster: string): void {
    this.#clusters.set(cluster, {
      kinds: new Map(),
      problem: {
        unknown: 'notWatched',
        message: FIRST_TIME,
        since: this.#now(),
      },
    });
  }

  /** A kind that shall be read, everywhere or in these namespaces alone. */
  addKind(
    cluster: string,
    id: KindId & Pick<ServedKind, 'optional'>,
    namespaces?: readonly string[],
  ): void {
    const state = this.of(cluster);
    const before = state.kinds.get(keyOf(id))?.problem?.message;
    const pending: Problem = {
      unknown: 'notWatched',
      message: before === AGAIN && !namespaces ? AGAIN : FIRST_TIME,
      since: this.#now(),
    };
    state.problem = undefined;
    state.kinds.set(keyOf(id), {
      kind: id.kind,
      ...(id.optional ? { optional: true } : {}),
      ...(namespaces
        ? { namespaces: new Map(namespaces.map(each => [each, pending])) }
        : { problem: pending }),
    });
  }

  /** Whether a kind was never read and may still be: neither refused, nor absent, nor read in some namespaces alone. */
  isAwaited(cluster: string, id: KindId): boolean {
    const state = this.#clusters.get(cluster)?.kinds.get(keyOf(id));
    return (
      !state ||
      (!state.namespaces &&
        state.problem !== undefined &&
        !['forbidden', 'notServed'].includes(state.problem.unknown))
    );
  }

  /** A kind is known from before the start. Why it is not known now stays what it is, but for kinds that are still to be read. */
  restoreKind(cluster: string, id: KindId): void {
    const state = this.of(cluster);
    const { problem } = state.kinds.get(keyOf(id)) ?? state;
    const isPending = problem === undefined || problem.unknown === 'notWatched';
    state.kinds.set(keyOf(id), {
      ...(state.kinds.get(keyOf(id)) ?? { kind: id.kind }),
      problem: isPending
        ? {
            unknown: 'notWatched',
            message: AGAIN,
            since: problem?.since ?? this.#now(),
          }
        : problem,
    });
    if (state.problem?.unknown === 'notWatched') {
      state.problem = undefined;
    }
  }

  /** Notes a sign of life and returns its time. Of a cluster that another replica reads only that one has signs. */
  heard(cluster: string): number {
    const now = this.#now();
    const state = this.of(cluster);
    if (state.isFollowed) {
      return state.heardAt ?? now;
    }
    state.heardAt = now;
    return now;
  }

  /** A kind can't be read for now. Tells whether that is new. */
  kindProblem(cluster: string, id: KindId, error: ClusterError): boolean {
    const { kinds } = this.of(cluster);
    const entry: KindState = kinds.get(keyOf(id)) ?? { kind: id.kind };
    kinds.set(keyOf(id), entry);
    const isNew = entry.problem?.unknown !== error.unknown;
    entry.problem = this.#problem(error, entry.problem);
    return isNew;
  }

  /** A kind was read. Tells whether it had a problem. */
  resolve(cluster: string, id: KindId): boolean {
    const { kinds } = this.of(cluster);
    const { problem, ...state } = kinds.get(keyOf(id)) ?? { kind: id.kind };
    kinds.set(keyOf(id), state);
    return problem !== undefined;
  }

  /** A kind can't be read for now in one of the namespaces where it is read alone. Tells whether that is new. */
  namespaceProblem(
    cluster: string,
    { kind, namespace }: { kind: KindId; namespace: string },
    error: ClusterError,
  ): boolean {
    const { namespaces } = this.of(cluster).kinds.get(keyOf(kind)) ?? {};
    const before = namespaces?.get(namespace);
    namespaces?.set(namespace, this.#problem(error, before));
    return before?.unknown !== error.unknown;
  }

  /** A kind was read in one of the namespaces where it is read alone. */
  resolveIn(
    cluster: string,
    { kind, namespace }: { kind: KindId; namespace: string },
  ): void {
    const state = this.of(cluster).kinds.get(keyOf(kind));
    if (state?.namespaces) {
      state.namespaces.set(namespace, undefined);
      state.readIn = new Set(state.readIn).add(namespace);
    }
  }

  /** The whole cluster can't be read for now. Tells why, and whether that is new. */
  away(
    cluster: string,
    error: ClusterError,
  ): { problem: Problem; isNew: boolean } {
    const state = this.of(cluster);
    const isNew = state.problem?.unknown !== error.unknown;
    const problem = this.#problem(error, state.problem);
    state.problem = problem;
    state.away = error;
    for (const entry of state.kinds.values()) {
      // Each namespace is listed on its own once the cluster is back.
      for (const namespace of entry.namespaces?.keys() ?? []) {
        entry.namespaces?.set(namespace, problem);
      }
      if (!entry.namespaces && entry.problem?.unknown !== 'notServed') {
        entry.problem = problem;
      }
    }
    return { problem, isNew };
  }

  /** The cluster answers again; each kind follows when its reader is back. */
  up(cluster: string): void {
    const since = this.heard(cluster);
    const state = this.of(cluster);
    state.away = undefined;
    // Before the first kind is read there is nothing to show yet.
    state.problem =
      state.kinds.size === 0
        ? { unknown: 'notWatched', message: FIRST_TIME, since }
        : undefined;
  }

  /** Why kinds of a cluster can't be read. */
  problems(cluster: string): Array<KindId & KindState & { problem: Problem }> {
    return [...this.of(cluster).kinds].flatMap(([key, state]) =>
      state.problem ? [{ ...state, ...idOf(key), problem: state.problem }] : [],
    );
  }

  /** What another replica tells of a cluster: why it can't be read, and which of its kinds. */
  told(
    cluster: string,
    problem: Problem | undefined,
    kinds: ReadonlyArray<KindId & Pick<KindState, 'optional' | 'problem'>>,
  ): void {
    const state = this.of(cluster);
    state.problem = problem;
    state.kinds = new Map(
      kinds.map(({ group, ...kind }) => [
        keyOf({ group, kind: kind.kind }),
        kind,
      ]),
    );
  }

  #problem(error: ClusterError, before: Problem | undefined): Problem {
    return {
      unknown: error.unknown,
      message: error.message,
      since:
        before?.unknown === error.unknown || before?.unknown === 'notWatched'
          ? before.since
          : this.#now(),
    };
  }
}

function keyOf({ group, kind }: KindId): string {
  return `${group}/${kind}`;
}

/** No kind has a slash in its name. */
function idOf(key: string): KindId {
  const at = key.lastIndexOf('/');
  return { group: key.slice(0, at), kind: key.slice(at + 1) };
}
