import { groupOf, type KubernetesObject } from '@groundwork/engine';
import type { KindId } from '../clusters';
import { partOf } from './partOf';

/** So many times more objects than the parts were made for, or so many times fewer, take other parts. */
const MORE = 4;
const FEWER = 8;
/** Of few objects it does not matter. */
const FEW = 256;

/** What of a kind of a cluster is in the database, and what of it changed since. */
export class KeptKind {
  /** Group and kind. */
  readonly name: string;
  /** Whether something happened to the kind as a whole. */
  isNews = true;
  /** How many parts there are; 0 until it is known how many objects there are. */
  parts = 0;
  /** The version from which on parts are those that it is divided into now. */
  since = 0;
  /** When all of what is in the database was true; undefined while that is not the whole. */
  asOf: number | undefined;
  #count: number | undefined;
  /** What the database holds, by part. */
  readonly #hashes = new Map<number, string>();
  /** Parts of which something changed, and when that began. */
  readonly #changed = new Map<number, number>();

  constructor(
    readonly cluster: string,
    readonly id: KindId,
    readonly tag: string,
  ) {
    this.name = nameOf(id);
  }

  /** All parts are in the database. */
  get isWhole(): boolean {
    return this.parts > 0 && this.#hashes.size === this.parts;
  }

  /** When the oldest change was that is not in the database. */
  get oldest(): number | undefined {
    return this.#changed.size > 0
      ? Math.min(...this.#changed.values())
      : undefined;
  }

  /** What the database says that it holds. */
  found(
    { parts, asOf, since }: { parts: number; asOf: number; since: number },
    hashes: ReadonlyMap<number, string>,
  ): void {
    this.parts = parts;
    this.since = since;
    this.asOf = asOf;
    for (const [part, hash] of hashes) {
      if (part < parts) {
        this.#hashes.set(part, hash);
      }
    }
    this.markAll(asOf);
  }

  /** An object came, changed or went. */
  mark(object: KubernetesObject, now: number): void {
    if (this.parts > 0) {
      this.putBack(partOf(object.metadata, this.parts), now);
    }
  }

  markAll(now: number): void {
    for (let part = 0; part < this.parts; part += 1) {
      this.putBack(part, now);
    }
  }

  /** Whether so many objects take other parts. */
  needsParts(count: number): boolean {
    this.#count ??= count;
    return (
      this.parts === 0 ||
      count > MORE * Math.max(this.#count, FEW) ||
      (this.parts > 1 && count < this.#count / FEWER)
    );
  }

  /** Begins anew: nothing of what the database holds counts. */
  begin(
    { parts, since }: { parts: number; since: number },
    count: number,
    now: number,
  ): void {
    this.forget();
    this.parts = parts;
    this.since = since;
    this.#count = count;
    this.markAll(now);
  }

  forget(): void {
    this.parts = 0;
    this.asOf = undefined;
    this.#count = undefined;
    this.#hashes.clear();
    this.#changed.clear();
  }

  /** Takes all that changed, the oldest first: it is to be written, or put back. */
  take(): Array<[part: number, since: number]> {
    const taken = [...this.#changed].sort((a, b) => a[1] - b[1]);
    this.#changed.clear();
    return taken;
  }

  putBack(part: number, since: number): void {
    this.#changed.set(part, Math.min(since, this.#changed.get(part) ?? since));
  }

  holds(part: number, hash: string): boolean {
    return this.#hashes.get(part) === hash;
  }

  written(part: number, hash: string): void {
    this.#hashes.set(part, hash);
  }
}

/** Names a kind in the database. */
export function nameOf({ group, kind }: KindId): string {
  return `${group}/${kind}`;
}

/** As {@link nameOf}. */
export function nameOfKindOf({ apiVersion, kind }: KubernetesObject): string {
  return nameOf({ group: groupOf(apiVersion), kind });
}
