import type { IdentityApi } from '@backstage/core-plugin-api';
import type { SignalApi } from '@backstage/plugin-signals-react';
import { QueryClient } from '@tanstack/react-query';
import type { TenancyApi } from '../api';
import { isBriefly, pauseAfter } from './askingAgain';
import { followSignals } from './followSignals';

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
  #user: string | undefined;

  static of(api: TenancyApi): TenancyQueries {
    let queries = byApi.get(api);
    if (!queries) {
      queries = new TenancyQueries();
      byApi.set(api, queries);
    }
    return queries;
  }

  /** Whether changes are told, so that polls only make good for lost messages. */
  get hasSignals(): boolean {
    return this.#unfollow !== undefined;
  }

  /** Follows signals and the page's visibility as long as anybody holds the returned function. */
  show(signals: SignalApi | undefined): () => void {
    this.#shown += 1;
    if (this.#shown === 1) {
      this.client.mount();
      this.#unfollow = signals && followSignals(this.client, signals);
    }
    return () => {
      this.#shown -= 1;
      if (this.#shown === 0) {
        this.client.unmount();
        this.#unfollow?.();
        this.#unfollow = undefined;
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
