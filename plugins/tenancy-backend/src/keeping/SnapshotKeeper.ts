import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { isKnown, type Known, type KubernetesObject } from '@groundwork/engine';
import type { Lease } from '../changes/Lease';
import type { LiveChange, LiveSnapshot, WantedKind } from '../clusters';
import { sleep } from '../clusters/Backoff';
import { KeptKind, nameOf, nameOfKindOf } from './KeptKind';
import type { KeptKinds, KeptStore } from './KeptStore';
import { partsFor } from './partOf';
import { PartsToWrite } from './PartsToWrite';
import { tagOf } from './tagOf';

/** How often something is written. All are milliseconds. */
interface Pace {
  /** Between two times that something is written ... */
  pace: number;
  /** ... that a change waits for others of its part ... */
  settle: number;
  /** ... after which it is written how old all is ... */
  beat: number;
  /** ... and after which it is tried again. */
  failure: number;
}

const PACE: Pace = { pace: 2_000, settle: 5_000, beat: 20_000, failure: 5_000 };

/** Parts that turn out too large are made so many times smaller, as long as there are no more than that. */
const SMALLER = 4;
const MOST_PARTS = 65_536;

/** Milliseconds: what is older is shown to nobody. */
export const MAX_AGE = 24 * 60 * 60 * 1000;

/**
 * Keeps in the database what is known of clusters, for portals that start. Of several replicas the holder of the lease does. What
 * changed is written part by part, the oldest change first, so that a storm is no more than a few rows every two seconds; what
 * is told of the age holds for all of a kind. Nobody waits for it, and where the database takes nothing it is tried again.
 */
export class SnapshotKeeper {
  readonly #snapshot: LiveSnapshot;
  readonly #store: KeptStore;
  readonly #lease: Pick<Lease, 'isHeld'>;
  readonly #wanted: ReadonlyMap<string, readonly WantedKind[]>;
  readonly #logger: LoggerService;
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #life = new AbortController();
  readonly #kinds = new Map<string, KeptKind>();
  /** When it was written how old what is kept of a cluster is, and of which kinds. */
  readonly #told = new Map<string, { at: number; names: string }>();
  #running: Promise<void> = Promise.resolve();
  #isWatching = false;

  constructor(options: {
    snapshot: LiveSnapshot;
    store: KeptStore;
    lease: Pick<Lease, 'isHeld'>;
    /** What is kept, by cluster. */
    kinds: ReadonlyMap<string, readonly WantedKind[]>;
    logger: LoggerService;
    pace?: Pace;
    now?: () => number;
  }) {
    this.#snapshot = options.snapshot;
    this.#store = options.store;
    this.#lease = options.lease;
    this.#wanted = options.kinds;
    this.#logger = options.logger;
    this.#pace = options.pace ?? PACE;
    this.#now = options.now ?? Date.now;
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
    if (!this.#isWatching) {
      return;
    }
    if (object) {
      this.#kinds
        .get(`${cluster} ${nameOfKindOf(object)}`)
        ?.mark(object, this.#now());
    } else if (kind) {
      const kept = this.#kinds.get(`${cluster} ${nameOf(kind)}`);
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
        await this.#step();
      } catch (error) {
        this.#logger.debug(
          `What is read cannot be kept: ${stringifyError(error)}`,
        );
        // Nobody knows how far it came.
        this.#isWatching = false;
        pause = this.#pace.failure;
      }
      await sleep(pause, signal);
    }
  }

  async #step(): Promise<void> {
    if (!this.#lease.isHeld()) {
      this.#isWatching = false;
      return;
    }
    if (!this.#isWatching) {
      await this.#take();
    }
    const now = this.#now();
    const parts = new PartsToWrite();
    for (const kind of this.#due(now)) {
      if (parts.isFull || this.#life.signal.aborted) {
        break;
      }
      await this.#gather(kind, parts);
    }
    if (!this.#lease.isHeld()) {
      this.#isWatching = false;
      return;
    }
    await parts.write(this.#store);
    await this.#tellAll();
  }

  /** What the database holds, whoever wrote it. */
  async #take(): Promise<void> {
    const clusters = await this.#store.clusters();
    const hashes = new Map<string, Map<number, string>>();
    const places = new Map<string, [cluster: string, kind: string]>();
    for (const { cluster, kind, part, hash } of await this.#store.hashes()) {
      const key = `${cluster} ${kind}`;
      const found = hashes.get(key) ?? new Map<number, string>();
      hashes.set(key, found.set(part, hash));
      places.set(key, [cluster, kind]);
      await letOthers();
    }
    this.#kinds.clear();
    this.#told.clear();
    for (const [cluster, kinds] of this.#wanted) {
      const entries = clusters.get(cluster) ?? {};
      for (const wanted of kinds) {
        const kind = new KeptKind(cluster, wanted, tagOf(wanted));
        const key = `${cluster} ${kind.name}`;
        const entry = entries[kind.name];
        if (entry?.tag === kind.tag) {
          kind.found(entry.parts, entry.asOf, hashes.get(key) ?? new Map());
        }
        this.#kinds.set(key, kind);
        await letOthers();
      }
    }
    this.#isWatching = true;
    for (const cluster of clusters.keys()) {
      if (!this.#wanted.has(cluster)) {
        await this.#store.dropCluster(cluster);
      }
    }
    for (const [key, place] of places) {
      if (!this.#kinds.get(key)?.parts) {
        await this.#store.dropParts(...place);
      }
    }
  }

  /** Kinds that something is to be done for, the oldest change first. */
  #due(now: number): KeptKind[] {
    const since = (kind: KeptKind) =>
      kind.isNews ? -Infinity : kind.oldest ?? Infinity;
    return [...this.#kinds.values()]
      .filter(kind => now - since(kind) >= this.#pace.settle)
      .sort((a, b) => (since(a) < since(b) ? -1 : 1));
  }

  async #gather(kind: KeptKind, parts: PartsToWrite): Promise<void> {
    const { cluster, id } = kind;
    const read = () => objectsOf(this.#snapshot.list({ cluster, ...id }));
    kind.isNews = false;
    const found = read();
    if (found === 'gone') {
      await this.#drop(kind);
      return;
    }
    if (found === 'away') {
      // All of it is looked at once it is read again. Until then what is kept is what was last known.
      kind.take();
      return;
    }
    if (kind.needsParts(found.length)) {
      await this.#drop(kind);
      kind.begin(partsFor(found), found.length, this.#now());
    }
    const objects = read();
    if (typeof objects === 'string' || (await parts.add(kind, objects))) {
      return;
    }
    // Not all are as small as those that were looked at when it was divided.
    const next = kind.parts * SMALLER;
    await this.#drop(kind);
    if (next <= MOST_PARTS) {
      kind.begin(next, objects.length, this.#now());
    }
  }

  /** Nothing of it is to be kept, or not in this way. */
  async #drop(kind: KeptKind): Promise<void> {
    const wasKept = kind.parts > 0;
    kind.forget();
    if (wasKept) {
      // First of all nobody must take what is left for the whole.
      await this.#tell(kind.cluster);
      await this.#store.dropParts(kind.cluster, kind.name);
    }
  }

  /** Writes which kinds of clusters are kept whole, and how old they are, where it is time. */
  async #tellAll(): Promise<void> {
    const now = this.#now();
    const due = [...this.#wanted.keys()].filter(cluster => {
      const whole = [...this.#kindsOf(cluster)];
      whole.forEach(kind => this.#age(kind));
      const told = this.#told.get(cluster);
      return told?.names !== namesOf(whole) || now - told.at >= this.#pace.beat;
    });
    await this.#tell(...due);
  }

  async #tell(...clusters: readonly string[]): Promise<void> {
    const now = this.#now();
    const kept = clusters.map((cluster): [string, KeptKinds] => {
      const whole = [...this.#kindsOf(cluster)];
      this.#told.set(cluster, { at: now, names: namesOf(whole) });
      return [
        cluster,
        Object.fromEntries(
          whole.flatMap(({ name, tag, parts, asOf }) =>
            asOf === undefined || now - asOf > MAX_AGE
              ? []
              : [[name, { tag, parts, asOf }]],
          ),
        ),
      ];
    });
    if (kept.length > 0) {
      await this.#store.putClusters(new Map(kept));
    }
  }

  /** Notes since when what the database holds of a kind has been true; while it is not known, that is as it was. */
  #age(kind: KeptKind): void {
    const { cluster, id, oldest } = kind;
    const known = this.#snapshot.list({
      ...{ cluster, ...id, namespace: 'none', name: 'none' },
    });
    if (isKnown(known)) {
      kind.asOf = Math.min(known.asOf, oldest ?? known.asOf);
    }
  }

  *#kindsOf(cluster: string): Generator<KeptKind> {
    for (const wanted of this.#wanted.get(cluster) ?? []) {
      const kind = this.#kinds.get(`${cluster} ${nameOf(wanted)}`);
      if (kind?.isWhole) {
        yield kind;
      }
    }
  }
}

function namesOf(kinds: readonly KeptKind[]): string {
  return kinds.map(({ name, parts }) => `${name} ${parts}`).join();
}

/** What is to be kept of a kind, or why nothing is: nobody may read it or there is none, or it is not known now. */
function objectsOf(
  known: Known<readonly KubernetesObject[]>,
): readonly KubernetesObject[] | 'gone' | 'away' {
  if (isKnown(known)) {
    return known.value;
  }
  if (known.unknown === 'unreadable' && known.last) {
    return known.last.value;
  }
  return known.unknown === 'forbidden' || known.unknown === 'notServed'
    ? 'gone'
    : 'away';
}
