import { CommitFact, Commits, OlderCommit, isKnown } from '../../model';
import { Application } from './application';
import { Source } from './source';

/** What Git's history says of the content of an Application at some revisions of its sources. */
export class Content {
  readonly #sources: readonly Source[];
  /** What a hydrator made last, and of which commit. */
  readonly #done: { dry: string; hydrated: string } | undefined;
  readonly #isHydrated: boolean;
  readonly #commits: Commits | undefined;
  readonly #ahead: number;

  /** @param ahead - how far the clock that times are compared with is ahead of the one by which commits were seen */
  constructor(
    { sources, hydration }: Pick<Application, 'sources' | 'hydration'>,
    commits: Commits | undefined,
    ahead = 0,
  ) {
    // What people write counts, and not the branch that a hydrator writes.
    this.#sources = hydration ? [hydration.drySource] : sources;
    this.#isHydrated = hydration !== undefined;
    this.#done = hydration?.done;
    this.#commits = commits;
    this.#ahead = ahead;
  }

  /**
   * Whether two revisions hold the same for this Application; undefined where the history does not tell. Different
   * commits of a repository that many share often do.
   */
  same(a: readonly string[], b: readonly string[]): boolean | undefined {
    if (a.length === 0 || a.length !== b.length) {
      return undefined;
    }
    const answers = a.map((revision, i) =>
      revision === b[i]
        ? true
        : this.#sameAt(i, this.#written(revision), this.#written(b[i])),
    );
    if (answers.includes(false)) {
      return false;
    }
    return answers.includes(undefined) ? undefined : true;
  }

  /** The commit that gave these revisions their content: the newest of several sources. */
  changeOf(revisions: readonly string[]): CommitFact | undefined {
    return this.#newest(i => this.#written(revisions[i]));
  }

  /** How many commits are known, where what these revisions hold is older than all of them. */
  olderThan(revisions: readonly string[]): number | undefined {
    const ages = [...this.#sources.keys()].flatMap(i => {
      const change = this.#changeAt(i, this.#written(revisions[i]));
      return change ? [change] : [];
    });
    const older = ages.filter(isOlder);
    return older.length > 0 && older.length === ages.length
      ? Math.min(...older.map(({ olderThan }) => olderThan))
      : undefined;
  }

  /** The newest commit that the sources hold now, where it is not what these revisions hold. */
  newerThan(revisions: readonly string[]): CommitFact | undefined {
    for (const [i, source] of this.#sources.entries()) {
      const now = this.#changeAt(i, source.follows);
      const then = this.#changeAt(i, this.#written(revisions[i]));
      if (
        now !== undefined &&
        !isOlder(now) &&
        then !== undefined &&
        commitOf(then) !== now.commit
      ) {
        return now;
      }
    }
    return undefined;
  }

  #newest(
    revisionOf: (index: number) => string | undefined,
  ): CommitFact | undefined {
    let newest: CommitFact | undefined;
    for (const i of this.#sources.keys()) {
      const change = this.#changeAt(i, revisionOf(i));
      if (
        change !== undefined &&
        !isOlder(change) &&
        (newest === undefined || (change.at ?? 0) > (newest.at ?? 0))
      ) {
        newest = change;
      }
    }
    return newest;
  }

  /** The commit that people wrote: of a hydrated branch only that of the last one is known. */
  #written(revision: string | undefined): string | undefined {
    if (!this.#isHydrated) {
      return revision;
    }
    return revision !== undefined && revision === this.#done?.hydrated
      ? this.#done.dry
      : undefined;
  }

  #sameAt(
    index: number,
    a: string | undefined,
    b: string | undefined,
  ): boolean | undefined {
    const changes = [this.#changeAt(index, a), this.#changeAt(index, b)];
    return changes.includes(undefined)
      ? undefined
      : commitOf(changes[0]) === commitOf(changes[1]);
  }

  #changeAt(
    index: number,
    revision: string | undefined,
  ): CommitFact | OlderCommit | undefined {
    const source = this.#sources[index];
    if (
      !this.#commits ||
      revision === undefined ||
      source?.path === undefined
    ) {
      return undefined;
    }
    const { repository, path } = source;
    const known = this.#commits.lastChange({ repository, path, revision });
    const change = isKnown(known) ? known.value : undefined;
    return change && !isOlder(change) && change.seenAt !== undefined
      ? { ...change, seenAt: change.seenAt + this.#ahead }
      : change;
  }
}

function isOlder(change: CommitFact | OlderCommit): change is OlderCommit {
  return 'olderThan' in change;
}

/** All that is older than what is known is the same. */
function commitOf(change: CommitFact | OlderCommit | undefined) {
  return change && (isOlder(change) ? 'older' : change.commit);
}
