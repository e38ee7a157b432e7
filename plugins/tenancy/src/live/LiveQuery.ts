import type { ReadOptions, Tagged } from '../api';

/** What a live query knows right now. Data stays when a later read fails; the error stands beside it. */
export interface LiveState<T> {
  data?: T;
  error?: Error;
  /** When the backend last answered, milliseconds since the epoch. */
  answeredAt?: number;
}

/** How a query reads and when it reads again. */
export interface LiveQueryOptions<T> {
  read(options: ReadOptions): Promise<Tagged<T> | undefined>;
  /** Milliseconds until the next read; undefined asks once. */
  interval(state: LiveState<T>): number | undefined;
  /** Whether a change of these tenants touches the answer. */
  concerns(tenants: readonly string[], data: T | undefined): boolean;
}

// Signals come in bursts while a controller works; one read a second keeps up with the eye.
const SIGNAL_GAP_MS = 1_000;

/** One question that all its subscribers share: one request in flight, one timer, one answer. */
export class LiveQuery<T> {
  readonly #options: LiveQueryOptions<T>;
  readonly #listeners = new Set<() => void>();
  #state: LiveState<T> = {};
  #etag: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #startedAt = 0;

  constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  readonly getState = (): LiveState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      document.addEventListener('visibilitychange', this.#onVisible);
      this.refresh();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        document.removeEventListener('visibilitychange', this.#onVisible);
        clearTimeout(this.#timer);
      }
    };
  };

  /** Reads now, or right after the read that is under way. */
  readonly refresh = (): void => {
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) {
        this.#again = false;
        this.refresh();
      } else {
        this.#schedule(this.#options.interval(this.#state));
      }
    });
  };

  /** Reads soon if one of the tenants is in the answer. */
  onSignal(tenants: readonly string[]): void {
    if (
      this.#listeners.size > 0 &&
      this.#options.concerns(tenants, this.#state.data)
    ) {
      this.#schedule(Math.max(0, this.#startedAt + SIGNAL_GAP_MS - Date.now()));
    }
  }

  readonly #onVisible = () => {
    if (document.visibilityState === 'visible') {
      this.refresh();
    }
  };

  #schedule(delay: number | undefined) {
    clearTimeout(this.#timer);
    if (delay !== undefined && this.#listeners.size > 0) {
      this.#timer = setTimeout(() => {
        if (document.visibilityState === 'visible') {
          this.refresh();
        }
      }, delay);
    }
  }

  async #run(): Promise<void> {
    this.#startedAt = Date.now();
    try {
      const answer = await this.#options.read({ etag: this.#etag });
      const recovered = this.#state.error !== undefined;
      if (answer) {
        this.#etag = answer.etag;
        this.#set({ data: answer.data, answeredAt: Date.now() });
      } else if (recovered) {
        this.#set({ data: this.#state.data, answeredAt: Date.now() });
      } else {
        // Nothing changed: note the time without waking the page.
        this.#state.answeredAt = Date.now();
      }
    } catch (cause) {
      this.#set({
        ...this.#state,
        error: cause instanceof Error ? cause : new Error(String(cause)),
      });
    }
  }

  #set(state: LiveState<T>) {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }
}
