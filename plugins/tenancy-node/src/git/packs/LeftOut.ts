import type { HttpClient } from 'isomorphic-git';
import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchObjects, NotGiven } from './fetchObjects';
import type { ObjectStore } from './ObjectStore';

/** Files that are asked for at a time. */
const MOST_WANTED = 5000;

/** How often files are asked for before all of them are. */
const OFTEN = 40;

/** What lies in a copy that has all. */
const WHOLE = 'tenancy-whole';

/**
 * What files hold, which a remote that can leaves out at first. It is brought when it is asked for; all of it where that happens again and
 * again, as where thousands of folders are looked at one by one.
 */
export class LeftOut {
  readonly #options: {
    url: string;
    gitdir: string;
    http: (maxBytes?: number) => HttpClient;
    limits: { maxFileBytes: number };
  };
  #isPartial = true;
  #asked = 0;
  #bringing: Promise<void> | undefined;

  constructor(options: {
    url: string;
    gitdir: string;
    http: (maxBytes?: number) => HttpClient;
    /** `maxFileBytes`: what larger files hold is nobody's wish. */
    limits: { maxFileBytes: number };
  }) {
    this.#options = options;
  }

  /** Whether a remote is to be asked to leave out what files hold. */
  get isPartial(): boolean {
    return this.#isPartial && !existsSync(this.#marker);
  }

  get #marker(): string {
    return join(this.#options.gitdir, WHOLE);
  }

  /**
   * Brings what these files of a commit hold here.
   *
   * @throws NotGiven if the remote leaves out what it does not give afterwards: from then on it is asked for all
   */
  async bring(
    store: ObjectStore,
    commit: string,
    oids: readonly string[],
  ): Promise<void> {
    const missing = () => [...new Set(oids)].filter(oid => !store.has(oid));
    if (missing().length === 0) {
      return;
    }
    this.#asked += 1;
    if (this.#asked > OFTEN) {
      this.#bringing ??= this.#bringAll(store, commit);
      await this.#bringing;
    }
    const wanted = missing();
    for (let at = 0; at < wanted.length; at += MOST_WANTED) {
      await this.#fetch(store, wanted.slice(at, at + MOST_WANTED));
    }
  }

  /** Where all is too much, or takes too long, files are brought one by one as before. */
  async #bringAll(store: ObjectStore, commit: string): Promise<void> {
    try {
      await this.#fetch(store, [commit], this.#options.limits.maxFileBytes);
      writeFileSync(this.#marker, '');
    } catch {
      // It is tried again by who comes next after a while.
      this.#asked = -OFTEN * 10;
    } finally {
      this.#bringing = undefined;
    }
  }

  async #fetch(
    store: ObjectStore,
    oids: readonly string[],
    upTo?: number,
  ): Promise<void> {
    const { url, http } = this.#options;
    const file = store.incoming();
    try {
      await fetchObjects({ url, http: http(), oids, file, upTo });
      await store.take(file);
    } catch (error) {
      await rm(file, { force: true });
      this.#isPartial &&= !(error instanceof NotGiven);
      throw error;
    }
  }
}
