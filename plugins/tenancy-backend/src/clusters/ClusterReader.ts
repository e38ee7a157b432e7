import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  customResourceDefinitions,
  type KubernetesObject,
} from '@groundwork/engine';
import { Backoff, sleep } from './Backoff';
import { ClusterApi } from './ClusterApi';
import type { ClusterConnection } from './ClusterConnection';
import type { ClusterError } from './ClusterError';
import { connectionError } from './connectionError';
import {
  type DiscoveredKinds,
  discoverGroups,
  discoverKinds,
  keyOf,
  notServed,
  type ServedKind,
  type WantedKind,
} from './discoverKinds';
import { KindReader, type KindListener } from './KindReader';
import {
  assertAlive,
  LIVENESS,
  type Liveness,
  problemOfLife,
} from './liveness';
import type { LiveSnapshot } from './LiveSnapshot';
import { type Narrow, NOWHERE, readNarrowly } from './readNarrowly';
import { type Told, whileRunning } from './whileRunning';

/** Milliseconds between two looks at the groups that a cluster serves ... */
const HEARTBEAT = 20_000;

/** ... while it could not say of some what they serve. */
const RETRY = 5_000;

const PAUSE = 1_000;

/** Milliseconds between two questions to a cluster that is away for long: each leaves lines in the log of who proxies it. */
const RARELY = 30_000;

/**
 * Keeps up with one cluster: finds out what it serves, reads every wanted kind of it, and notices when it goes away or
 * gets new kinds. While it is away only one question is asked of it, again and again.
 */
export class ClusterReader {
  readonly #api: ClusterApi;
  readonly #cluster: string;
  readonly #kinds: readonly WantedKind[];
  readonly #snapshot: Told;
  readonly #logger: LoggerService;
  readonly #maxObjects: number;
  readonly #narrow: Narrow;
  readonly #liveness: Liveness;
  readonly #life = new AbortController();
  readonly #readers = new Map<
    string,
    { served: ServedKind; stop: AbortController }
  >();
  #recovering: Promise<boolean> | undefined;
  #away = false;
  #absences = 0;
  #wake: () => void = () => {};
  #groups = '';
  #lastSign = 0;
  #stale = false;

  constructor(options: {
    connection: ClusterConnection;
    kinds: readonly WantedKind[];
    snapshot: LiveSnapshot;
    logger: LoggerService;
    /** Objects of one kind that are kept at most. */
    maxObjects: number;
    narrow?: Partial<Narrow>;
    liveness?: Liveness;
  }) {
    this.#cluster = options.connection.cluster;
    this.#api = new ClusterApi(options.connection, ahead =>
      this.#snapshot.clock(this.#cluster, ahead),
    );
    this.#kinds = options.kinds;
    this.#snapshot = whileRunning(options.snapshot, this.#life.signal);
    this.#logger = options.logger;
    this.#maxObjects = options.maxObjects;
    this.#narrow = { ...NOWHERE, ...options.narrow };
    this.#liveness = options.liveness ?? LIVENESS;
    this.#snapshot.addCluster(this.#cluster);
  }

  /** Reads until {@link ClusterReader.stop}. Returns at once. */
  start(): void {
    for (const work of [this.#run(), this.#watchLife()]) {
      work.catch(error => {
        this.#logger.error(
          `The reader of cluster ${this.#cluster} ended unexpectedly`,
          error,
        );
      });
    }
  }

  stop(): void {
    this.#life.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      try {
        const groups = await discoverGroups(this.#api, signal);
        this.#up();
        const text = JSON.stringify([...groups].sort());
        if (text !== this.#groups || this.#stale) {
          this.#stale = false;
          this.#snapshot.apis.tell(this.#cluster, groups);
          this.#follow(
            await discoverKinds(this.#api, groups, this.#kinds, signal),
          );
          this.#groups = text;
        }
        await this.#quiet(signal);
      } catch (error) {
        if (!signal.aborted) {
          await this.#recover(connectionError(this.#cluster, error));
          // It may answer this and not what was asked before.
          await sleep(PAUSE, signal);
        }
      }
    }
  }

  /** Resolves when it is time to ask for the kinds again, or something says that they have changed. */
  async #quiet(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    // What was not known is asked for again soon; else new groups are looked for once in a while.
    await sleep(
      this.#stale ? RETRY : HEARTBEAT,
      AbortSignal.any([signal, woken.signal]),
    );
  }

  /**
   * Asks a cluster that is silent for a word, whatever else is asked of it: connections to one that froze stay open, and
   * nothing breaks.
   */
  async #watchLife(): Promise<void> {
    const { signal } = this.#life;
    this.#sign();
    while (!signal.aborted) {
      await sleep(
        Math.max(
          this.#lastSign + this.#liveness.silence - performance.now(),
          // A sign that came meanwhile may have been long ago.
          this.#liveness.answer / 10,
        ),
        signal,
      );
      if (this.#isSilent()) {
        const problem = await problemOfLife(this.#api, signal, this.#liveness);
        // What it said meanwhile to others is a word, too.
        if (problem && this.#isSilent()) {
          await this.#recover(problem, true);
        } else if (!problem && !signal.aborted && !this.#away) {
          this.#sign();
          this.#snapshot.heard(this.#cluster);
        }
      }
    }
  }

  #isSilent(): boolean {
    return performance.now() - this.#lastSign >= this.#liveness.silence;
  }

  /** Reads the kinds that are served now, and no others. Of what is not known nothing is concluded. */
  #follow({ served, unknown }: DiscoveredKinds): void {
    const wanted = new Map(served.map(each => [keyOf(each), each]));
    for (const [key, { served: old, stop }] of this.#readers) {
      if (!unknown.has(key) && wanted.get(key)?.path !== old.path) {
        stop.abort();
        this.#readers.delete(key);
      }
    }
    for (const kind of this.#kinds) {
      const key = keyOf(kind);
      const found = wanted.get(key);
      if (this.#readers.has(key)) {
        continue;
      }
      if (found) {
        this.#read(found);
      } else {
        this.#snapshot.kindProblem(
          this.#cluster,
          kind,
          unknown.get(key) ?? notServed(this.#cluster, kind),
        );
      }
    }
    // Its server may be back when it is next asked.
    this.#stale ||= unknown.size > 0;
  }

  #newStop(): AbortController {
    const stop = new AbortController();
    this.#life.signal.addEventListener('abort', () => stop.abort());
    return stop;
  }

  #read(served: ServedKind): void {
    const stop = this.#newStop();
    this.#readers.set(keyOf(served), { served, stop });
    this.#snapshot.addKind(this.#cluster, served);
    new KindReader({
      api: this.#api,
      kind: served,
      maxObjects: this.#maxObjects,
      listener: this.#listener(served, () => !stop.signal.aborted),
    })
      .run(stop.signal)
      .catch(error => {
        this.#logger.error(
          `Reading ${served.kind} of cluster ${
            this.#cluster
          } ended unexpectedly`,
          error,
        );
      });
  }

  /** Reads a kind in single namespaces from now on: reading it everywhere is refused. */
  #readNarrowly(served: ServedKind, namespaces: readonly string[]): void {
    const stop = this.#newStop();
    this.#readers.set(keyOf(served), { served, stop });
    readNarrowly({
      api: this.#api,
      kind: served,
      namespaces,
      snapshot: this.#snapshot,
      logger: this.#logger,
      maxObjects: this.#maxObjects,
      signal: stop.signal,
      listener: this.#listener(served, () => !stop.signal.aborted),
      onSign: () => this.#sign(),
      recover: problem => this.#recover(problem),
      again: this.#narrow.again,
      onWide: () => {
        stop.abort();
        this.#read(served);
      },
    });
  }

  #listener(kind: ServedKind, isWanted: () => boolean): KindListener {
    const cluster = this.#cluster;
    const snapshot = this.#snapshot;
    const changed = (object: KubernetesObject) => {
      this.#sign();
      if (object.kind === customResourceDefinitions.kind) {
        this.#stale = true;
        this.#wake();
      }
    };
    return {
      onList: async objects => {
        this.#sign();
        await snapshot.replace(cluster, kind, objects, isWanted);
      },
      onPut: object => {
        snapshot.put(cluster, object);
        changed(object);
      },
      onRemove: object => {
        snapshot.remove(cluster, object);
        changed(object);
      },
      onManagers: (object, managedFields) =>
        snapshot.keepManagers(cluster, object, managedFields),
      onBegin: () => snapshot.listing(cluster, kind),
      onUnreadableGone: item => {
        this.#sign();
        snapshot.unreadableGone(cluster, kind, item);
      },
      onUnreadable: item => {
        this.#sign();
        if (!snapshot.unreadable(cluster, kind, item)) {
          return;
        }
        this.#logger.warn(
          `Cluster ${cluster} lists something of kind ${
            kind.kind
          } that cannot be read; it is passed over: ${JSON.stringify(
            item,
          )?.slice(0, 200)}`,
        );
      },
      onSign: () => {
        this.#sign();
        snapshot.heard(cluster);
      },
      absences: async () => {
        if (this.#away) {
          await this.#recovering;
        }
        return this.#absences;
      },
      onBreak: async problem => {
        await this.#recover(problem);
      },
      onProblem: async problem => {
        if (problem.isOfCluster && (await this.#recover(problem))) {
          return true;
        }
        if (problem.unknown === 'notServed') {
          this.#stale = true;
          this.#wake();
        }
        const narrow =
          problem.unknown === 'forbidden' ? this.#narrow.namespaces(kind) : [];
        const reader = this.#readers.get(keyOf(kind));
        if (narrow.length > 0 && reader?.served === kind) {
          reader.stop.abort();
          this.#readNarrowly(kind, narrow);
          return true;
        }
        snapshot.kindProblem(cluster, kind, problem);
        return false;
      },
    };
  }

  /** Waits until the cluster answers. Tells whether it was away at all, which is `sure` where it was asked already. */
  #recover(problem: ClusterError, sure = false): Promise<boolean> {
    if (sure) {
      this.#gone(problem);
    }
    this.#recovering ??= this.#askUntilUp().finally(() => {
      this.#recovering = undefined;
      this.#wake();
    });
    return this.#recovering;
  }

  #gone(problem: ClusterError): void {
    this.#snapshot.clusterProblem(this.#cluster, problem);
    if (!this.#away) {
      this.#away = true;
      this.#absences += 1;
      this.#logger.warn(
        `${problem.message} (${problem.unknown}); what was last known of it is kept`,
      );
      this.#api.interrupt(problem);
    }
  }

  async #askUntilUp(): Promise<boolean> {
    const { signal } = this.#life;
    const backoff = new Backoff({
      first: 500,
      longest: 2_000,
      rarely: RARELY,
    });
    while (!signal.aborted) {
      try {
        // One that is frozen is soon asked anew: it may come back and know nothing of the old connection.
        await assertAlive(this.#api, signal, this.#liveness);
        await discoverGroups(this.#api, signal);
        break;
      } catch (error) {
        const problem = connectionError(this.#cluster, error);
        if (!signal.aborted) {
          this.#gone(problem);
        }
        await backoff.wait(signal, problem.retryAfter);
      }
    }
    if (signal.aborted) {
      return this.#away;
    }
    const wasAway = this.#away;
    this.#away = false;
    this.#up();
    if (wasAway) {
      this.#logger.info(`Cluster ${this.#cluster} answers again`);
    }
    return wasAway;
  }

  #up(): void {
    this.#sign();
    this.#snapshot.clusterUp(this.#cluster);
  }

  #sign(): void {
    this.#lastSign = performance.now();
  }
}
