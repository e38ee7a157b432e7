import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { type HeldKind, isKnown } from '@groundwork/engine';
import type { LiveChange, LiveSnapshot } from '../clusters';
import { sleep } from '../clusters/Backoff';
import { NOTHING } from '../clusters/answers';
import { KeptClusters, type KeptClustersOptions } from './KeptClusters';
import { type KeptKind, nameOf, nameOfKindOf } from './KeptKind';
import type { KeptCluster, KeptStore } from './KeptStore';
import { type PartSize, partsFor } from './partOf';
import { PartsToWrite } from './PartsToWrite';

/** How often something is written, in milliseconds, and how much at once. */
export interface Pace extends PartSize {
  /** Between two times that something is written ... */
  pace: number;
  /** ... that a change waits for others of its part ... */
  settle: number;
  /** ... after which it is written how old all is ... */
  beat: number;
  /** ... and after which it is tried again. */
  failure: number;
  /** Parts that are written at once. */
  parts: number;
}

/** What nobody waits for: large parts, and seldom. */
export const SELDOM: Pace = {
  ...{ pace: 2_000, settle: 5_000, beat: 20_000, failure: 5_000 },
  ...{ parts: 40, objects: 256, characters: 512 * 1024 },
};

/** What other replicas follow: small parts, at once. */
export const AT_ONCE: Pace = {
  ...{ pace: 250, settle: 0, beat: 20_000, failure: 1_000 },
  ...{ parts: 400, objects: 32, characters: 48 * 1024 },
};

/** Milliseconds after which it is told how a cluster is, whether all of it was read or not. */
const REPORT = 10_000;

/** Parts that turn out too large are made so many times smaller, as long as there are no more than that. */
const SMALLER = 4;
const MOST_PARTS = 65_536;

/** Milliseconds: what is older is shown to nobody. */
export const MAX_AGE = 24 * 60 * 60 * 1000;

/**
 * Keeps in the database what is known of clusters, for portals that start, and for replicas that follow. Of each cluster one
 * replica does. What
 * changed is written part by part, the oldest change first, so that a storm is no more than a few rows every two seconds; what
 * is told of the age holds for all of a kind. Nobody waits for it, and where the database takes nothing it is tried again.
 */
export class SnapshotKeeper {
  readonly #snapshot: LiveSnapshot;
  readonly #store: KeptStore;
  readonly #clusters: KeptClusters;
  readonly #logger: LoggerService;
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #life = new AbortController();
  /** When it was written how old what is kept of a cluster is, and of which kinds. */
  readonly #told = new Map<
    string,
    { at: number; names: string; report: string | undefined }
  >();
  #running: Promise<void> = Promise.resolve();

  constructor(
    options: Omit<KeptClustersOptions, 'now'> & {
      snapshot: LiveSnapshot;
      logger: LoggerService;
      pace?: Pace;
      now?: () => number;
    },
  ) {
    this.#snapshot = options.snapshot;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#pace = options.pace ?? SELDOM;
    this.#now = options.now ?? Date.now;
    this.#clusters = new KeptClusters({ ...options, now: this.#now });
  }

  start(): void {
    const stop = this.#snapshot.subscribe(change => this.#note(change));
    this.#running = this.#run()
      .catch(error => {
        this.#logger.error('What is read is no longer kept', error);
      })
      .finally(stop);
  }

  /** Resolves when what is being written is. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#running;
  }

  #note({ cluster, kind, object }: LiveChange): void {
    if (object) {
      this.#clusters
        .kind(cluster, nameOfKindOf(object))
        ?.mark(object, this.#now());
    } else if (kind) {
      const kept = this.#clusters.kind(cluster, nameOf(kind));
      if (kept) {
        kept.isNews = true;
        kept.markAll(this.#now());
      }
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      let pause = this.#pace.pace;
      try {
        const isMore = await this.#next();
        pause = isMore ? this.#pace.pace / 10 : pause;
      } catch (error) {
        this.#logger.debug(
          `What is read cannot be kept: ${stringifyError(error)}`,
        );
        // Nobody knows how far it came.
        this.#clusters.leaveAll();
        pause = this.#pace.failure;
      }
      await sleep(pause, signal);
    }
  }

  /** Writes what is due. Tells whether there is more. */
  async #next(): Promise<boolean> {
    await this.#clusters.take();
    const now = this.#now();
    const parts = new PartsToWrite(this.#pace.parts);
    for (const kind of this.#due(now)) {
      if (parts.isFull || this.#life.signal.aborted) {
        break;
      }
      await this.#gather(kind, parts);
    }
    // What was gathered of them is another replica's to write.
    this.#clusters.lost().forEach(cluster => parts.leave(cluster));
    const written = parts.clusters;
    await parts.write(this.#store);
    await this.#tellAll(written);
    return parts.isFull;
  }

  /** Kinds that something is to be done for, the oldest change first. */
  #due(now: number): KeptKind[] {
    const since = (kind: KeptKind) =>
      kind.isNews ? -Infinity : kind.oldest ?? Infinity;
    return this.#clusters
      .kinds()
      .filter(kind => now - since(kind) >= this.#pace.settle)
      .sort((a, b) => (since(a) < since(b) ? -1 : 1));
  }

  async #gather(kind: KeptKind, parts: PartsToWrite): Promise<void> {
    const { cluster } = kind;
    kind.isNews = false;
    const found = this.#held(kind);
    if (found === 'gone') {
      await this.#drop(kind);
      return;
    }
    if (found === 'away') {
      // All of it is looked at once it is read again. Until then what is kept is what was last known.
      kind.take();
      return;
    }
    if (kind.needsParts(found.size)) {
      await this.#drop(kind);
      this.#begin(kind, await partsFor(found, this.#pace), found.size);
    }
    const held = this.#held(kind);
    if (
      typeof held === 'string' ||
      (await parts.add(kind, held, this.#clusters.version(cluster)))
    ) {
      return;
    }
    // Not all are as small as those that were looked at when it was divided.
    const next = kind.parts * SMALLER;
    await this.#drop(kind);
    if (next <= MOST_PARTS) {
      this.#begin(kind, next, held.size);
    }
  }

  /** What is to be kept of a kind, or why nothing is: nobody may read it or there is none, or it is not known now. */
  #held({ cluster, id }: KeptKind): HeldKind | 'gone' | 'away' {
    const known = this.#snapshot.list({ cluster, ...id, ...NOTHING });
    const isHeld =
      isKnown(known) || (known.unknown === 'unreadable' && known.last);
    const held = isHeld ? this.#snapshot.held(cluster, id) : undefined;
    if (held) {
      return held;
    }
    return !isKnown(known) &&
      (known.unknown === 'forbidden' || known.unknown === 'notServed')
      ? 'gone'
      : 'away';
  }

  #begin(kind: KeptKind, parts: number, count: number): void {
    const since = this.#clusters.version(kind.cluster);
    kind.begin({ parts, since }, count, this.#now());
  }

  /** Nothing of it is to be kept, or not in this way. */
  async #drop(kind: KeptKind): Promise<void> {
    const wasKept = kind.parts > 0;
    kind.forget();
    if (wasKept) {
      // First of all nobody must take what is left for the whole.
      await this.#tell(kind.cluster);
      await this.#clusters.dropParts(kind.cluster, kind.name);
    }
  }

  /** Writes which kinds of clusters are kept whole, how old they are, and how the cluster is, where it is time. */
  async #tellAll(written: ReadonlySet<string>): Promise<void> {
    const now = this.#now();
    const due = this.#clusters.held().filter(cluster => {
      const whole = this.#clusters.whole(cluster);
      whole.forEach(kind => this.#age(kind));
      const told = this.#told.get(cluster);
      return (
        told?.names !== namesOf(whole) ||
        now - told.at >= this.#pace.beat ||
        (this.#clusters.version(cluster) > 0 &&
          (written.has(cluster) || told.report !== this.#reportOf(cluster)))
      );
    });
    await this.#tell(...due);
  }

  async #tell(...clusters: readonly string[]): Promise<void> {
    const now = this.#now();
    const kept = clusters.map((cluster): [string, KeptCluster] => {
      const whole = this.#clusters.whole(cluster);
      const version = this.#clusters.version(cluster);
      const report = version > 0 ? this.#reportOf(cluster) : undefined;
      this.#told.set(cluster, { at: now, names: namesOf(whole), report });
      const kinds = Object.fromEntries(
        whole.flatMap(({ name, tag, parts, since, asOf }) =>
          asOf === undefined || now - asOf > MAX_AGE
            ? []
            : [[name, { tag, parts, since, asOf }]],
        ),
      );
      return [cluster, { kinds, version, ...(report ? { report } : {}) }];
    });
    if (kept.length > 0) {
      await this.#store.putClusters(new Map(kept));
    }
  }

  /** How a cluster is. Who takes it over has nothing to tell until it was read. */
  #reportOf(cluster: string): string | undefined {
    const isLate = this.#now() - this.#clusters.since(cluster) >= REPORT;
    const report = this.#snapshot.followed.reportOf(cluster, isLate);
    return report ? JSON.stringify(report) : this.#told.get(cluster)?.report;
  }

  /** Notes since when what the database holds of a kind has been true; while it is not known, that is as it was. */
  #age(kind: KeptKind): void {
    const { cluster, id, oldest } = kind;
    const known = this.#snapshot.list({ cluster, ...id, ...NOTHING });
    if (isKnown(known)) {
      kind.asOf = Math.min(known.asOf, oldest ?? known.asOf);
    }
  }
}

function namesOf(kinds: readonly KeptKind[]): string {
  return kinds.map(({ name, parts }) => `${name} ${parts}`).join();
}
