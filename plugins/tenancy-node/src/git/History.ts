import { commitsOf, type FoundCommit } from './commitsOf';
import type { GitObjects } from './GitObjects';
import { touchedPaths } from './touchedPaths';
import type { GitCommit } from './types';

/** Characters of a commit's message that are kept. */
const LONGEST_MESSAGE = 4000;

/** Touched paths that are kept of all commits of a line; where they are more, the line ends. */
const MOST_TOUCHED = 300_000;

/** The commits below a head that the local copy has, newest first. */
export class History {
  readonly head: string;
  readonly commits: readonly GitCommit[];
  readonly #objects: GitObjects;
  readonly #byOid: ReadonlyMap<string, FoundCommit>;

  private constructor(
    objects: GitObjects,
    head: string,
    log: readonly FoundCommit[],
  ) {
    this.#objects = objects;
    this.head = head;
    this.#byOid = new Map(log.map(each => [each.oid, each]));
    this.commits = log.map(each => ({
      commit: each.oid,
      parents: each.parents,
      message: each.message.trimEnd().slice(0, LONGEST_MESSAGE),
      author: each.author.slice(0, LONGEST_MESSAGE),
      at: each.committedAt * 1000,
    }));
  }

  static read(objects: GitObjects, head: string, depth: number): History {
    return new History(objects, head, commitsOf(objects.store, head, depth));
  }

  /** Whether the branch's first commit is among them. */
  get isWhole(): boolean {
    let commit = this.#byOid.get(this.head);
    while (commit && commit.parents.length > 0) {
      commit = this.#byOid.get(commit.parents[0]);
    }
    return commit !== undefined;
  }

  /**
   * The branch itself, newest first, with what each commit touched unless that is known. Of the oldest commit at hand nobody
   * knows what it changed: what it holds is where the line begins. The line ends early at what touches more than is kept.
   */
  async *line(
    known: ReadonlySet<string>,
  ): AsyncGenerator<{ commit: string; touched: readonly string[] }> {
    let oid: string | undefined = this.head;
    let kept = 0;
    for (
      let commit = this.#byOid.get(this.head);
      commit && oid !== undefined;
      commit = oid === undefined ? undefined : this.#byOid.get(oid)
    ) {
      const [parentOid]: Array<string | undefined> = commit.parents;
      const parent: FoundCommit | undefined = this.#byOid.get(parentOid ?? '');
      const isBoundary = parentOid !== undefined && !parent;
      const touched =
        known.has(oid) || isBoundary
          ? []
          : await touchedPaths(this.#objects, parent?.tree, commit.tree);
      kept += touched?.length ?? MOST_TOUCHED;
      if (!touched || kept > MOST_TOUCHED) {
        // What is older is not known: the line begins after this one.
        return;
      }
      yield { commit: oid, touched };
      oid = parentOid;
    }
  }

  /**
   * The commit that gave a path its present content; undefined where that is older than this history, and where nothing is
   * there. Along the first parents a merge counts as the change: that is when the branch got it.
   *
   * @param earlier - what was answered of this path for an older head of the branch
   */
  async lastChange(path: string, earlier?: LastChange): Promise<LastChange> {
    let oid = this.head;
    let commit = this.#byOid.get(oid);
    const present = commit && (await this.#objects.oidIn(commit.tree, path));
    while (commit && present) {
      if (earlier?.head === oid && earlier.oid === present && earlier.commit) {
        return { ...earlier, head: this.head };
      }
      const [parentOid]: string[] = commit.parents;
      const parent = this.#byOid.get(parentOid);
      const isFirst = parentOid === undefined;
      if (
        isFirst ||
        (parent && (await this.#objects.oidIn(parent.tree, path)) !== present)
      ) {
        return { head: this.head, oid: present, commit: oid };
      }
      oid = parentOid;
      commit = parent;
    }
    return { head: this.head, oid: present };
  }
}

/** What is known of the last change of one path. */
export interface LastChange {
  /** The head for which it was looked for. */
  head: string;
  /** What is there; undefined where nothing is. */
  oid: string | undefined;
  /** Undefined where it is older than the history, and where nothing is there. */
  commit?: string;
}
