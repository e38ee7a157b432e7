import {
  type Finding,
  type HeldKind,
  isKnown,
  type Known,
  lastValue,
  type KubernetesObject,
  refOf,
  type Snapshot,
  SnapshotIndex,
  type SnapshotQuery,
  type SourceState,
} from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { Clocks } from './Clocks';
import { differencesIn } from './differencesIn';
import { FieldManagers } from './FieldManagers';
import type { ClusterError } from './ClusterError';
import { FollowedClusters } from './FollowedClusters';
import { ClusterStates, FIRST_TIME } from './ClusterStates';
import type { ServedKind } from './discoverKinds';
import type { LiveChange } from './LiveChange';
import { liveIndex } from './liveIndex';
import type { packedShelves } from '../packing';
import { Restored, restoringSteps } from './Restored';
import { ServedApis } from './ServedApis';
import { tellReplaced } from './tellReplaced';
import { idOfKind, NOTHING, unknownOf, wasKnown } from './answers';
import { type KindId, Unreadable } from './Unreadable';

/**
 * What all clusters hold, as their readers tell it. Questions are answered from memory; a kind or cluster with a problem
 * answers why, with what was last known of it.
 */
export class LiveSnapshot implements Snapshot {
  readonly #index: SnapshotIndex;
  readonly #states: ClusterStates;
  readonly #listeners = new Set<(change: LiveChange) => void>();
  readonly #unreadable = new Unreadable();
  readonly #clocks = new Clocks();
  readonly #managers: FieldManagers;
  readonly #restored = new Restored();
  readonly apis = new ServedApis();
  /** Clusters that other replicas read. */
  readonly followed: FollowedClusters;

  /** `labels` are those that objects are looked up by most, `shelves` are where those are put that are looked at by namespace. */
  constructor(options: {
    labels: readonly string[];
    now?: () => number;
    shelves?: typeof packedShelves;
  }) {
    this.#index = liveIndex(options.labels, options.shelves);
    this.#managers = new FieldManagers(this.#index, options.labels[0]);
    this.#states = new ClusterStates(options.now ?? Date.now);
    this.followed = new FollowedClusters({
      index: this.#index,
      states: this.#states,
      apis: this.apis,
      restored: this.#restored,
      unreadable: this.#unreadable,
      clocks: this.#clocks,
      tell: change => this.#tell(change),
    });
  }

  list(query: SnapshotQuery): Known<readonly KubernetesObject[]> {
    const known = this.#index.list(query);
    const heardAt =
      this.#restored.asOf(query.cluster, query) ??
      this.#states.heardAt(query.cluster);
    const problem = this.#states.problem(query);
    if (problem) {
      const { unknown, message } = problem;
      const kept = isKnown(known)
        ? { value: known.value, asOf: heardAt ?? known.asOf }
        : known.last;
      const last = this.#states.wasRead(query) ? kept : undefined;
      return {
        unknown,
        message,
        source: known.source,
        ...(last ? { last } : {}),
      };
    }
    // A watch that says nothing is as fresh as the last sign of its cluster, also when the clock was set back since.
    const fresh =
      isKnown(known) && heardAt !== undefined
        ? { ...known, asOf: heardAt }
        : known;
    const message = this.#unreadable.problem(query);
    return message !== undefined && isKnown(fresh)
      ? {
          unknown: 'unreadable',
          message,
          source: fresh.source,
          last: { value: fresh.value, asOf: fresh.asOf },
        }
      : fresh;
  }

  /** The state of every cluster, or of these. One of which something is known from before the start alone is as old as that. */
  sources(only?: ReadonlySet<string>): SourceState[] {
    const restored = (cluster: string) => this.#restored.oldest(cluster);
    return this.#states.sources(restored, only);
  }

  /** Whether a kind is known from before the start alone, so that what is missing of it may be there. */
  isRestored({ cluster, ...id }: KindId & { cluster: string }): boolean {
    return this.#restored.has(cluster, id);
  }

  /** Whether what was kept of a kind is still of use: nothing was read of it, and the cluster did not refuse it. */
  isAwaited(cluster: string, id: KindId): boolean {
    return (
      this.#states.isAwaited(cluster, id) && !wasKnown(this.#index, cluster, id)
    );
  }

  /** What was known of a kind before the start, and when: the answer until it is read. Others are let through. */
  async restore(
    cluster: string,
    id: KindId,
    known: { objects: readonly KubernetesObject[]; asOf: number },
  ): Promise<void> {
    const steps = restoringSteps(this.#index, cluster, id, known);
    do {
      await letOthers();
      if (!this.isAwaited(cluster, id)) {
        return;
      }
    } while (!steps.next().done);
    this.#restored.add(cluster, id, known.asOf);
    this.#states.restoreKind(cluster, id);
    this.#tell({ cluster, kind: id });
  }

  namespaces(
    kind: KindId & { cluster: string },
  ): readonly string[] | undefined {
    return this.#states.problem(kind) ?? this.#unreadable.problem(kind)
      ? undefined
      : this.#index.namespaces(kind);
  }

  /** What is held of a kind now, if anything ever was told of it. */
  held(cluster: string, id: KindId): HeldKind | undefined {
    return this.#index.held({ cluster, ...id });
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: (change: LiveChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A cluster that shall be read, before it said anything. */
  addCluster(cluster: string): void {
    this.#states.add(cluster);
    this.#index.setCluster(
      cluster,
      unknownOf(cluster, { unknown: 'notWatched', message: FIRST_TIME }),
    );
  }

  /** A kind that shall be read, before anything of it was. */
  addKind(cluster: string, id: KindId & Pick<ServedKind, 'optional'>): void {
    this.#states.addKind(cluster, id);
  }

  /** A kind that shall be read in some namespaces alone, before anything of it was. */
  addNamespaces(
    cluster: string,
    id: KindId & Pick<ServedKind, 'optional'>,
    namespaces: readonly string[],
  ): void {
    const since = this.heard(cluster);
    this.#restored.delete(cluster, id);
    this.#states.addKind(cluster, id, namespaces);
    this.#answer(cluster, id, {
      value: [],
      asOf: since,
      source: `cluster ${cluster}`,
    });
  }

  /**
   * All objects of a kind in one of the namespaces where it is read alone. As {@link LiveSnapshot.replace}, it lets others through.
   *
   * @throws ClusterError if the cluster no longer answers by then
   */
  async replaceIn(
    cluster: string,
    { kind, namespace }: { kind: KindId; namespace: string },
    objects: readonly KubernetesObject[],
    isWanted: () => boolean,
  ): Promise<void> {
    const known = this.#index.list({ cluster, ...kind, namespace });
    const steps = differencesIn(lastValue(known) ?? [], objects, {
      put: object => this.put(cluster, object),
      remove: object => this.remove(cluster, object),
    });
    for (const _ of steps) {
      await letOthers();
      const { away } = this.#states.of(cluster);
      if (away) {
        throw away;
      }
      if (!isWanted()) {
        return;
      }
    }
    this.#states.resolveIn(cluster, { kind, namespace });
    this.#tell({ cluster, kind });
  }

  /** A kind can't be read for now in one of the namespaces where it is read alone. */
  namespaceProblem(
    cluster: string,
    place: { kind: KindId; namespace: string },
    error: ClusterError,
  ): void {
    if (this.#states.namespaceProblem(cluster, place, error)) {
      this.#tell({ cluster, kind: place.kind });
    }
  }

  /** Something of a kind is there, and could not be read. Tells whether that is new. */
  unreadable(cluster: string, id: KindId, item: unknown): boolean {
    const isNew = this.#unreadable.add(cluster, id, item);
    if (isNew) {
      this.#tell({ cluster, kind: id });
    }
    return isNew;
  }

  /** Something that could not be read went. */
  unreadableGone(cluster: string, id: KindId, item: unknown): void {
    if (this.#unreadable.recovered(cluster, id, item)) {
      this.#tell({ cluster, kind: id });
    }
  }

  /** A list of a kind begins: what can't be read is told again, or is gone once the list is done. */
  listing(cluster: string, id: KindId): void {
    this.#unreadable.begin(cluster, id);
  }

  /** Names of what could not be read of a kind; empty for what has none. */
  unreadNames(cluster: string, id: KindId): readonly string[] {
    return this.#unreadable.names(cluster, id);
  }

  /** What could not be read, and clocks that differ, for those who run the platform. */
  findings(): Finding[] {
    return [...this.#unreadable.findings(), ...this.#clocks.findings()];
  }

  /** How many milliseconds the clocks of clusters are ahead of ours, by cluster. */
  clocks(): Readonly<Record<string, number>> {
    return this.#clocks.ahead();
  }

  /** A cluster told its time. */
  clock(cluster: string, ahead: number): void {
    if (this.#clocks.measure(cluster, ahead)) {
      this.#tell({ cluster });
    }
  }

  /** Who manages the fields of an object that is about to be told. */
  keepManagers(
    cluster: string,
    object: KubernetesObject,
    managedFields: unknown,
  ): void {
    this.#managers.keep(cluster, object, managedFields);
  }

  put(cluster: string, object: KubernetesObject): void {
    const asOf = this.heard(cluster);
    const before = lastValue(this.#index.list(refOf(cluster, object)))?.[0];
    this.#index.apply([{ type: 'put', cluster, object, asOf }]);
    this.#tell({ cluster, object, ...(before ? { before } : {}) });
    this.unreadableGone(cluster, idOfKind(object), object);
  }

  remove(cluster: string, object: KubernetesObject): void {
    const asOf = this.heard(cluster);
    const ref = refOf(cluster, object);
    // What statuses rest on is what was known, whatever an object became when it went.
    const known = lastValue(this.#index.list(ref))?.[0];
    this.#index.apply([{ type: 'remove', ref, asOf }]);
    this.#tell({ cluster, object: known ?? object });
    this.unreadableGone(cluster, idOfKind(object), object);
  }

  /**
   * All objects of a kind; what differs from before is told one by one. Others are let through meanwhile, so nothing else
   * may be told of the kind until it is done.
   *
   * @param isWanted - whether the kind is still read when its objects are in order
   * @throws ClusterError if the cluster no longer answers by then
   */
  async replace(
    cluster: string,
    id: KindId,
    objects: readonly KubernetesObject[],
    isWanted: () => boolean = () => true,
  ): Promise<void> {
    const asOf = this.heard(cluster);
    const steps = this.#index.applyInSteps({
      type: 'answer',
      cluster,
      group: id.group,
      kind: id.kind,
      known: { value: objects, asOf, source: `cluster ${cluster}` },
    });
    const before = this.#index.held({ cluster, ...id });
    const was = this.#index.list({ cluster, ...id, ...NOTHING });
    for (const _ of steps) {
      await letOthers();
      if (!isWanted()) {
        return;
      }
      const { away } = this.#states.of(cluster);
      if (away) {
        // What was read before it went must not pass for what it answers now.
        throw away;
      }
    }
    if (id.kind === 'Namespace') {
      await this.#managers.settle(cluster);
    }
    this.#restored.delete(cluster, id);
    // Of a cluster that another replica reads only that one says whether this is what it answers.
    const isFollowed = this.#states.of(cluster).isFollowed === true;
    const recovered = !isFollowed && this.#states.resolve(cluster, id);
    const changed = !isFollowed && this.#unreadable.done(cluster, id);
    if (!before || !isKnown(was) || recovered || changed) {
      this.#tell({ cluster, kind: id });
      return;
    }
    await tellReplaced(before, objects, change =>
      this.#tell({ cluster, ...change }),
    );
  }

  /** Notes a sign of life and returns its time. */
  heard(cluster: string): number {
    return this.#states.heard(cluster);
  }

  /**
   * A kind can't be read for now. Nothing of a kind that is not served is kept, and nothing from before the start of one that
   * is refused.
   */
  kindProblem(cluster: string, id: KindId, error: ClusterError): void {
    const isNew = this.#states.kindProblem(cluster, id, error);
    const isRefused =
      error.unknown === 'forbidden' && this.#restored.has(cluster, id);
    if (error.unknown === 'notServed' || isRefused) {
      this.#restored.delete(cluster, id);
      this.#answer(cluster, id, unknownOf(cluster, error));
    }
    if (isNew) {
      this.#tell({ cluster, kind: id });
    }
  }

  /** The whole cluster can't be read for now. */
  clusterProblem(cluster: string, error: ClusterError): void {
    const { problem, isNew } = this.#states.away(cluster, error);
    this.#index.setCluster(cluster, unknownOf(cluster, problem));
    if (isNew) {
      this.#tell({ cluster });
    }
  }

  /** The cluster answers again; each kind follows when its reader is back. */
  clusterUp(cluster: string): void {
    this.#states.up(cluster);
  }

  #answer(
    cluster: string,
    { group, kind }: KindId,
    known: Known<readonly KubernetesObject[]>,
  ): void {
    this.#index.apply([{ type: 'answer', cluster, group, kind, known }]);
  }

  #tell(change: LiveChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
