import { CommitFact, Commits, isKnown } from '../../model';
import { Source } from './source';

/** What Git's history says of the content of an Application at some revisions of its sources. */
export class Content {
  readonly #sources: readonly Source[];
  readonly #commits: Commits | undefined;
  readonly #ahead: number;

  /** @param ahead - how far the clock that times are compared with is ahead of the one by which commits were seen */
  constructor(
    sources: readonly Source[],
    commits: Commits | undefined,
    ahead = 0,
  ) {
    this.#sources = sources;
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
      revision === b[i] ? true : this.#sameAt(i, revision, b[i]),
    );
    if (answers.includes(false)) {
      return false;
    }
    return answers.includes(undefined) ? undefined : true;
  }

  /** The commit that gave these revisions their content: the newest of several sources. */
  changeOf(revisions: readonly string[]): CommitFact | undefined {
    return this.#newest(i => revisions[i]);
  }

  /** The newest commit that the sources hold now, where it is not what these revisions hold. */
  newerThan(revisions: readonly string[]): CommitFact | undefined {
    for (const [i, source] of this.#sources.entries()) {
      const now = this.#changeAt(i, source.follows);
      const then = this.#changeAt(i, revisions[i]);
      if (
        now !== undefined &&
        now !== 'older' &&
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
        change !== 'older' &&
        (newest === undefined || (change.at ?? 0) > (newest.at ?? 0))
      ) {
        newest = change;
      }
    }
    return newest;
  }

  #sameAt(index: number, a: string, b: string): boolean | undefined {
    const changes = [this.#changeAt(index, a), this.#changeAt(index, b)];
    return changes.includes(undefined)
      ? undefined
      : commitOf(changes[0]) === commitOf(changes[1]);
  }

  #changeAt(
    index: number,
    revision: string | undefined,
  ): CommitFact | 'older' | undefined {
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
    return typeof change === 'object' && change.seenAt !== undefined
      ? { ...change, seenAt: change.seenAt + this.#ahead }
      : change;
  }
}

function commitOf(change: CommitFact | 'older' | undefined) {
  return typeof change === 'object' ? change.commit : change;
}
