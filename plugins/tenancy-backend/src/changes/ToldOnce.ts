import type { Lease } from './Lease';

/** Milliseconds after which what was not told need not be told any more: whoever looks has asked again by then. */
const KEEP = 300_000;

/**
 * What every replica sees and one tells: the holder of the lease. What comes while somebody else holds it is kept for a
 * while, since that one may have ended before it told it. Who takes the lease tells what came since the last sign of life of
 * the one before, so that nothing is lost with it; a little of that may be told twice.
 */
export class ToldOnce {
  readonly #lease: Pick<Lease, 'isHeld' | 'onTaken'>;
  readonly #tell: (items: readonly string[]) => void;
  /** When each came last, the oldest first, by the process's own clock. */
  readonly #untold = new Map<string, number>();

  constructor(
    lease: Pick<Lease, 'isHeld' | 'onTaken'>,
    tell: (items: readonly string[]) => void,
  ) {
    this.#lease = lease;
    this.#tell = tell;
    lease.onTaken(since => this.#catchUp(since));
  }

  /** Tells it, or keeps it while that is another replica's to do. */
  add(items: readonly string[]): void {
    if (this.#lease.isHeld()) {
      this.#tell(items);
      return;
    }
    const now = performance.now();
    for (const item of items) {
      this.#untold.delete(item);
      this.#untold.set(item, now);
    }
    for (const [item, at] of this.#untold) {
      if (now - at <= KEEP) {
        break;
      }
      this.#untold.delete(item);
    }
  }

  #catchUp(since: number): void {
    const items = [...this.#untold].flatMap(([item, at]) =>
      at >= since ? [item] : [],
    );
    this.#untold.clear();
    if (items.length > 0) {
      this.#tell(items);
    }
  }
}
