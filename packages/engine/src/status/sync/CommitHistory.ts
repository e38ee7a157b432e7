import { withoutEndSlashes } from '../../address';
import {
  CommitFact,
  CommitQuery,
  Commits,
  Known,
  OlderCommit,
} from '../../model';

/**
 * A commit with the folders and files that it touched, the root as an empty text.
 *
 * @public
 */
export interface TouchingCommit extends CommitFact {
  touched: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * The commits of one branch along its first parents, newest first, as far back as they are known.
 *
 * @public
 */
export interface CommitLine {
  /** The clone URL. */
  repository: string;
  branch: string;
  commits: readonly TouchingCommit[];
  /** Folders and files outside of a path from which its content is built too, such as the bases of a Kustomization. */
  builtFrom?(path: string): readonly string[];
  /** When the remote last said so, milliseconds since the epoch. */
  asOf: number;
  source: string;
}

interface Indexed extends CommitLine {
  placeOf: ReadonlyMap<string, number>;
  changes: Map<string, number[]>;
}

/**
 * Answers from lines of commits which of them gave a path its content.
 *
 * @public
 */
export class CommitHistory implements Commits {
  readonly #lines: readonly Indexed[];

  constructor(lines: readonly CommitLine[]) {
    this.#lines = lines.map(line => ({
      ...line,
      repository: bare(line.repository),
      placeOf: new Map(line.commits.map(({ commit }, i) => [commit, i])),
      changes: new Map(),
    }));
  }

  lastChange(query: CommitQuery): Known<CommitFact | OlderCommit> {
    return this.#answer(query, (line, places) =>
      places.length === 0
        ? { olderThan: line.commits.length }
        : factOf(line.commits[places[0]]),
    );
  }

  changes(query: CommitQuery, most: number): Known<readonly CommitFact[]> {
    return this.#answer(query, (line, places) =>
      places.slice(0, most).map(each => factOf(line.commits[each])),
    );
  }

  /** Answers from the line that knows the revision, with the places of the commits that touched the path, newest first. */
  #answer<T>(
    { repository, path, revision }: CommitQuery,
    read: (line: Indexed, places: readonly number[]) => T,
  ): Known<T> {
    const wanted = bare(repository);
    const lines = this.#lines.filter(line => line.repository === wanted);
    for (const line of lines) {
      const place = placeOf(line, revision, lines.length === 1);
      if (place !== undefined) {
        const places = changesOf(line, clean(path));
        const first = places.findIndex(each => each >= place);
        const { asOf, source } = line;
        const value = read(line, first < 0 ? [] : places.slice(first));
        return { value, asOf, source };
      }
    }
    return { unknown: 'notWatched', source: 'git' };
  }
}

/** A commit as it is told: what it touched may be long, and is nobody's who asks for another path. */
function factOf({
  commit,
  message,
  author,
  at,
  seenAt,
}: TouchingCommit): CommitFact {
  return {
    commit,
    message,
    author,
    ...(at === undefined ? {} : { at }),
    ...(seenAt === undefined ? {} : { seenAt }),
  };
}

function placeOf(
  line: Indexed,
  revision: string,
  alone: boolean,
): number | undefined {
  const name = revision.replace(/^refs\/heads\//, '');
  const isBranch = name === line.branch || (alone && name === 'HEAD');
  return isBranch && line.commits.length > 0 ? 0 : line.placeOf.get(revision);
}

/** The places of the commits that touched a path, newest first. */
function changesOf(line: Indexed, path: string): number[] {
  let places = line.changes.get(path);
  if (!places) {
    const all = [path, ...(line.builtFrom?.(path) ?? [])];
    places = line.commits.flatMap(({ touched }, i) =>
      all.some(each => touched.has(each)) ? [i] : [],
    );
    line.changes.set(path, places);
  }
  return places;
}

function clean(path: string): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}

/** Clone URLs differ by user, `.git` and a slash at the end without meaning another repository. */
function bare(url: string): string {
  return withoutEndSlashes(url.replace(/\/\/[^/@]*@/, '//'))
    .replace(/\.git$/, '')
    .toLowerCase();
}
