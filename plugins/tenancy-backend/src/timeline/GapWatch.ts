import type { Change, SourceState } from '@groundwork/engine';
import type { ChangeStore, Mark } from './ChangeStore';
import { isAway } from './isAway';

/** Where it is noted that somebody watches. */
const ALL = '';

/** Milliseconds: a shorter silence is no gap. */
const SHORTEST = 30_000;

/** Milliseconds without a sign of whoever watches that are a gap: another replica takes over within them. */
const UNWATCHED = 60_000;

/** Milliseconds between two signs. */
const BEAT = 15_000;

/**
 * Notes the times of which a timeline can't tell: when nobody watched, and when a cluster or Git did not answer.
 */
export class GapWatch {
  readonly #store: ChangeStore;
  readonly #sources: () => readonly SourceState[];
  readonly #now: () => number;
  #lastBeat = -Infinity;
  /** Gaps that last, by source; undefined until they were read. */
  #open: Map<string, Change> | undefined;

  constructor(options: {
    store: ChangeStore;
    sources: () => readonly SourceState[];
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#now = options.now ?? Date.now;
  }

  /** To be called once in a while by whoever watches. */
  async beat(): Promise<void> {
    const now = this.#now();
    // A clock may be set back.
    if (Math.abs(now - this.#lastBeat) < BEAT) {
      return;
    }
    const unwatched = await this.#watched(now);
    const gaps = [...unwatched, ...(await this.#silences(now))];
    await this.#store.putGaps(gaps);
    this.#lastBeat = now;
  }

  /** Somebody else may have watched since. */
  forget(): void {
    this.#open = undefined;
    this.#lastBeat = -Infinity;
  }

  async #watched(now: number): Promise<Change[]> {
    const mark = await this.#store.mark(ALL);
    const next: Mark = { version: mark?.version ?? 0, at: now, commits: [] };
    const isMine = await this.#store.record(ALL, [], next);
    const at = mark?.at ?? 0;
    if (!isMine || now - at < UNWATCHED) {
      return [];
    }
    return [
      {
        key: `gap/unwatched/${at}`,
        kind: 'gap',
        event: 'unwatched',
        environments: [],
        // Of what was before anybody watched nothing is known either.
        at,
        until: now,
      },
    ];
  }

  async #silences(now: number): Promise<Change[]> {
    if (!this.#open) {
      const kept = await this.#store.gaps(now);
      this.#open = new Map(
        kept.flatMap(({ id: _id, owner: _owner, ...gap }) =>
          gap.event === 'silent' && gap.until === undefined
            ? [[sourceOf(gap), gap]]
            : [],
        ),
      );
    }
    const told: Change[] = [];
    const silent = new Map(
      this.#sources().flatMap(({ source, kind, asOf, problem }) =>
        problem && isAway({ source, kind, problem })
          ? [[source, { problem, since: asOf ?? problem.since }] as const]
          : [],
      ),
    );
    for (const [source, gap] of this.#open) {
      if (!silent.has(source)) {
        this.#open.delete(source);
        told.push({ ...gap, until: now });
      }
    }
    for (const [source, { problem, since }] of silent) {
      const isGap = now - problem.since >= SHORTEST;
      if (isGap && !this.#open.has(source)) {
        const [kind = '', ...name] = source.split(' ');
        const gap: Change = {
          key: `gap/${source}/${problem.since}`,
          kind: 'gap',
          event: 'silent',
          environments: [],
          // What was there was known until it was heard of last.
          at: Math.min(since, problem.since),
          subject: { kind, name: name.join(' ') },
        };
        this.#open.set(source, gap);
        told.push(gap);
      }
    }
    return told;
  }
}

function sourceOf({ subject }: Change): string {
  return subject ? `${subject.kind} ${subject.name}` : '';
}
