import {
  isFirstSight,
  isWell,
  type Notice,
  noticesOf,
  type Observation,
} from '@groundwork/engine';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import type { NoticeOptions } from './readNoticeOptions';
import type { NoticePost } from './NoticePost';
import {
  idOf,
  type KeptNotice,
  type NoticeRow,
  type NoticeStore,
} from './NoticeStore';

/** Days that a certificate has left, and how much of a quota may be used, in percent. */
const LIMITS = { days: 14, percent: 90 };

/** Milliseconds between two looks at what is due. */
const TICK = 10_000;

/** Milliseconds: what is used comes and goes, and is no news twice a day. */
const REST = 86_400_000;

/** Milliseconds for which it is tried to send something. */
const TRY_FOR = 3_600_000;

/**
 * Sees to it that owners and admins are told once of what breaks, is over, was merged or runs out, and only of what lasted
 * for a while. What was told is in the database: neither a restart nor another replica tells it again.
 */
export class Notices {
  readonly #store: NoticeStore;
  readonly #post: NoticePost;
  readonly #directory: TenantDirectory;
  readonly #options: NoticeOptions;
  readonly #now: () => number;
  #tickedAt = -Infinity;

  constructor(options: {
    store: NoticeStore;
    post: NoticePost;
    directory: TenantDirectory;
    options: NoticeOptions;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#post = options.post;
    this.#directory = options.directory;
    this.#options = options.options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Takes in what is so of a tenant now.
   *
   * @param before - what was so at the look before: what is broken when it is seen for the first time is no news
   */
  async take(
    tenant: string,
    observation: Observation,
    before: Observation | undefined,
  ): Promise<void> {
    const now = this.#now();
    const current = new Map(
      noticesOf(tenant, observation, { now, ...LIMITS })
        .filter(({ kind }) => this.#isTold(kind))
        .map(notice => [idOf(notice), notice]),
    );
    const rows = await this.#store.of(tenant);
    const known = new Set(rows.map(({ id }) => id));
    for (const [id, notice] of current) {
      if (!known.has(id)) {
        const isOld =
          notice.kind === 'broke' &&
          isFirstSight(before, observation, notice.environment);
        await this.#store.add(tenant, notice, isOld ? 'known' : 'new', now);
      }
    }
    for (const row of rows) {
      await this.#step(row, current.get(row.id), observation, now);
    }
  }

  /** Notes that a proposal was merged. */
  async merged(
    tenant: string,
    proposal: { kind: string; name: string; url: string },
  ): Promise<void> {
    if (this.#isTold('merged')) {
      const { kind, name, url } = proposal;
      await this.#store.add(
        tenant,
        {
          key: `merged/${kind}/${name}/${url}`,
          kind: 'merged',
          title: `${kind} ${name} of ${tenant} was merged`,
          why: 'Argo CD applies it next',
          url,
        },
        'new',
        // What is merged stays merged.
        this.#now() - this.#options.settle,
      );
    }
  }

  /** Forgets what is older than a time. */
  async prune(oldest: number): Promise<void> {
    await this.#store.prune(oldest);
  }

  /** To be called once in a while by one replica: sends what is due. */
  async tick(): Promise<void> {
    const now = this.#now();
    // A clock may be set back.
    if (Math.abs(now - this.#tickedAt) < TICK || !this.#post.isThere) {
      return;
    }
    this.#tickedAt = now;
    const until = now - this.#options.settle;
    await this.#send(await this.#store.due('new', until), 'told');
    await this.#send(await this.#store.due('ending', until), 'over');
    for (const row of await this.#store.due('resting', now - REST)) {
      await this.#store.drop(row);
    }
  }

  #isTold(kind: Notice['kind'] | 'merged'): boolean {
    const { kinds } = this.#options;
    return kinds.has(kind) || (kind === 'broke' && kinds.has('fixed'));
  }

  async #step(
    row: NoticeRow,
    current: Notice | undefined,
    observation: Observation,
    now: number,
  ): Promise<void> {
    const { stage, notice } = row;
    if (current) {
      // It came back before anybody was told that it is over.
      if (stage === 'ending' || stage === 'resting') {
        await this.#store.move(row, 'told', now, current);
      }
      return;
    }
    switch (notice.kind) {
      case 'merged':
        return;
      case 'broke':
        await this.#recover(row, observation, now);
        return;
      case 'quota':
        if (stage === 'told') {
          await this.#store.move(row, 'resting', now);
        } else if (stage === 'new') {
          await this.#store.drop(row);
        }
        return;
      default:
        await this.#store.drop(row);
    }
  }

  /** What is no longer broken: told to be over only once it is known to be well. */
  async #recover(
    row: NoticeRow,
    observation: Observation,
    now: number,
  ): Promise<void> {
    const { stage, notice } = row;
    const { environment = '' } = notice;
    if (!(environment in observation)) {
      await this.#store.drop(row);
      return;
    }
    const well = isWell(observation, environment);
    if (stage === 'new' || stage === 'known') {
      if (well !== 'unknown') {
        await this.#store.drop(row);
      }
    } else if (stage === 'told' && well === 'yes') {
      await this.#store.move(row, 'ending', now);
    } else if (stage === 'ending' && well !== 'yes') {
      await this.#store.move(row, 'told', now);
    }
  }

  /** First noted, then sent: what is cut off in between is not told twice. */
  async #send(rows: readonly NoticeRow[], as: 'told' | 'over'): Promise<void> {
    const taken: NoticeRow[] = [];
    const now = this.#now();
    for (const row of rows) {
      const isMine =
        as === 'told'
          ? await this.#store.move(row, 'told', now)
          : await this.#store.drop(row);
      const kind = as === 'over' ? 'fixed' : row.notice.kind;
      if (isMine && this.#options.kinds.has(kind)) {
        taken.push(row);
      }
    }
    const failed = await this.#post.send(
      taken.flatMap(({ tenant, notice }) => {
        const entry = this.#directory.get(tenant);
        return entry ? [{ tenant: entry, notice }] : [];
      }),
      as,
    );
    for (const { tenant, notice } of failed) {
      const row = taken.find(
        each => each.tenant === tenant.name && each.id === idOf(notice),
      );
      if (row && now - row.since < TRY_FOR) {
        await this.#again(row, notice, as, now);
      }
    }
  }

  async #again(
    row: NoticeRow,
    notice: KeptNotice,
    as: 'told' | 'over',
    now: number,
  ): Promise<void> {
    if (as === 'told') {
      await this.#store.move(
        { ...row, stage: 'told', since: now },
        'new',
        row.since,
      );
    } else {
      await this.#store.add(row.tenant, notice, 'ending', row.since);
    }
  }
}
