import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  TENANCY_SIGNAL_CHANNEL,
  type TenancySignal,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { TenancyApi } from '../api';
import { readProblemOf } from '../status';
import { LiveQuery, type LiveQueryOptions, type LiveState } from './LiveQuery';

const POLL_MS = 10_000;
// With signals the poll is only a net for lost messages.
const POLL_WITH_SIGNALS_MS = 30_000;

// What was asked for a moment ago is not there yet; no signal names it before it is.
const POLL_MISSING_MS = 3_000;

const byApi = new WeakMap<TenancyApi, LiveQueries>();

/** All live queries against one API, so that the cards of a page share their requests. */
export class LiveQueries {
  readonly #queries = new Map<string, LiveQuery<unknown>>();
  #signalUsers = 0;
  #unsubscribe: (() => void) | undefined;

  static of(api: TenancyApi): LiveQueries {
    let queries = byApi.get(api);
    if (!queries) {
      queries = new LiveQueries();
      byApi.set(api, queries);
    }
    return queries;
  }

  /** The query of this key, which always reads the same kind of answer; made on first use. */
  query<T>(
    key: string,
    options: Omit<LiveQueryOptions<T>, 'interval'> & {
      once?: boolean;
      soon?: (data: T) => number | undefined;
    },
  ): LiveQuery<T> {
    const known = this.#queries.get(key);
    if (known) {
      // A key names one question, and a question has one type of answer.
      return known as unknown as LiveQuery<T>;
    }
    const made = new LiveQuery<T>({
      ...options,
      interval: state =>
        options.once
          ? undefined
          : (state.data && options.soon?.(state.data)) ?? this.#interval(state),
    });
    this.#queries.set(key, made as unknown as LiveQuery<unknown>);
    return made;
  }

  /** Listens to signals as long as anybody holds the returned function. */
  listen(signals: SignalApi): () => void {
    this.#signalUsers += 1;
    if (this.#signalUsers === 1) {
      // Subscribed here and not by useSignal, which keeps only the last of several messages.
      const { unsubscribe } = signals.subscribe<Pick<TenancySignal, 'tenants'>>(
        TENANCY_SIGNAL_CHANNEL,
        message => this.#onSignal(message.tenants),
      );
      this.#unsubscribe = unsubscribe;
    }
    return () => {
      this.#signalUsers -= 1;
      if (this.#signalUsers === 0) {
        this.#unsubscribe?.();
      }
    };
  }

  #interval({ error, data }: LiveState<unknown>): number {
    if (error && !data && readProblemOf(error) === 'notShown') {
      return POLL_MISSING_MS;
    }
    return this.#signalUsers > 0 ? POLL_WITH_SIGNALS_MS : POLL_MS;
  }

  #onSignal(tenants: readonly string[]) {
    this.#queries.forEach(query => query.onSignal(tenants));
  }
}
