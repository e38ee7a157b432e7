import type { IdentityApi } from '@backstage/core-plugin-api';
import type { SignalApi } from '@backstage/plugin-signals-react';
import { QueryClient } from '@tanstack/react-query';
import type { TenancyApi } from '../api';
import { isBriefly, pauseAfter } from './askingAgain';
import { followSignals } from './followSignals';

/** Signals that were silent for so long may come no more: nothing tells that their connection is closed or was never made. */
const SIGNALS_LAST_MS = 300_000;

const byApi = new WeakMap<TenancyApi, TenancyQueries>();

/** All that was asked of one API: cards are mounted apart from each other, and share their answers here. */
export class TenancyQueries {
  /** Asks a question once and forgets the answer with whoever shows it, unless the question says otherwise. */
  readonly client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 'static',
        gcTime: 0,
        retry: isBriefly,
        retryDelay: pauseAfter,
        // A browser that takes itself for offline tries all the same: what fails is told, what waits is not.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', gcTime: 0 },
    },
  });
  #shown = 0;
  #unfollow: (() => void) | undefined;
  #heardAt: number | undefined;
  #user: string | undefined;

  static of(api: TenancyApi): TenancyQueries {
    let queries = byApi.get(api);
    if (!queries) {
      queries = new TenancyQueries();
      byApi.set(api, queries);
    }
    return queries;
  }

  /** Whether changes are told, as one was lately, so that polls only make good for lost messages. */
  get hasSignals(): boolean {
    return (
      this.#heardAt !== undefined &&
      this.#heardAt + SIGNALS_LAST_MS > Date.now()
    );
  }

  /** Follows signals and the page's visibility as long as anybody holds the returned function. */
  show(signals: SignalApi | undefined): () => void {
    this.#shown += 1;
    if (this.#shown === 1) {
      this.client.mount();
      this.#unfollow =
        signals &&
        followSignals(this.client, signals, () => {
          this.#heardAt = Date.now();
        });
    }
    return () => {
      this.#shown -= 1;
      if (this.#shown === 0) {
        this.client.unmount();
        this.#unfollow?.();
        this.#unfollow = undefined;
        this.#heardAt = undefined;
      }
    };
  }

  /** Forgets all answers when somebody else is signed in than when they were given. */
  async seeUser(identityApi: IdentityApi | undefined): Promise<void> {
    // A session that can't be renewed just now is still that of the same user.
    const identity = await identityApi
      ?.getBackstageIdentity()
      .catch(() => undefined);
    const before = this.#user;
    this.#user = identity?.userEntityRef ?? before;
    if (before !== this.#user && before !== undefined) {
      this.client.removeQueries({ type: 'inactive' });
      await this.client.resetQueries();
    }
  }
}
