import { GitCopy, type GitCopyOptions, type Head } from './GitCopy';
import { GitPusher } from './GitPusher';
import { History, type LastChange } from './History';
import { Mutex } from './Mutex';
import { NO_COMMIT } from './remoteHead';
import type { FilePart, GitCalls, LinePart, Part } from './worker/messages';
import { emitFiles, emitLine, emitSliced } from './worker/parts';

/** Milliseconds; who allows more does not care how old an answer is. */
const LONGEST_AGE = 86_400_000;

/** Questions whose last answer is remembered. */
const MOST_ANSWERS = 32;

/** Paths whose last change is remembered. */
const MOST_CHANGES = 50_000;

type Call<M extends keyof GitCalls> = GitCalls[M]['wanted'];
type Answer<M extends keyof GitCalls> = Promise<GitCalls[M]['answer']>;
type Emit = (part: Part) => Promise<void>;

/** What was last answered to a question. */
interface Answered {
  commit: string;
  files: ReadonlyMap<string, string>;
}

/**
 * One remote repository and our copy of it, in the worker. What changes the copy runs one after the other; who is content
 * with what is here does not wait for that.
 */
export class GitMirror {
  readonly #copy: GitCopy;
  readonly #mutex = new Mutex();
  readonly #last = new Map<string, Answered>();
  readonly #sizes = new Map<string, number>();
  readonly #changes = new Map<string, LastChange>();
  #history: { depth: number; history: History } | undefined;

  constructor(options: GitCopyOptions) {
    this.#copy = new GitCopy(options);
  }

  /** Tells the files of a tree that differ from what was last answered. */
  async readTree(
    { branch, under, maxAge, base }: Call<'readTree'>,
    emit: Emit,
  ): Answer<'readTree'> {
    const key = JSON.stringify([branch, under]);
    const last = this.#last.get(key);
    const before = last?.commit === base ? last : undefined;
    const { head, found } = await this.#read(branch, maxAge, async at =>
      at.commit === before?.commit
        ? { files: before.files, changed: [] }
        : this.#differing(at.commit, under, before),
    );
    await emitFiles(found.changed, emit);
    await emitSliced(
      [...(before?.files.keys() ?? [])].filter(path => !found.files.has(path)),
      gone => emit({ gone }),
    );
    this.#remember(key, { commit: head.commit, files: found.files });
    return { ...head, ...(before ? { base: before.commit } : {}) };
  }

  /** Tells the files of a commit that is at hand. One that is not is no damage: copies reach back only so far. */
  async readCommit(
    { branch, commit, under }: Call<'readCommit'>,
    emit: Emit,
  ): Answer<'readCommit'> {
    const { found } = await this.#read(branch, Number.MAX_SAFE_INTEGER, () =>
      this.#differing(commit, under).catch(error => {
        if (this.#copy.isDamaged(error)) {
          return undefined;
        }
        throw error;
      }),
    );
    await emitFiles(found?.changed ?? [], emit);
    return found ? { commit } : {};
  }

  async readHistory(
    { branch, paths, line, depth, maxAge }: Call<'readHistory'>,
    emit: Emit,
  ): Answer<'readHistory'> {
    const look = (at: Head) => this.#lookBack(at, paths, line);
    let { head, found } = await this.#read(branch, maxAge, look);
    if (depth > this.#copy.depth && found.history?.isWhole === false) {
      // Where that fails, what is at hand is told, and that there may be more.
      await this.#mutex
        .run(() => this.#copy.deepen(branch))
        .catch(() => undefined);
      ({ head, found } = await this.#read(branch, maxAge, look));
    }
    const { history, lastChanges, touched } = found;
    await emitSliced(history?.commits ?? [], commits => emit({ commits }));
    await emitSliced(lastChanges, part => emit({ lastChanges: part }));
    await emitLine(touched, emit);
    const isWhole = !history || history.isWhole;
    const bound = this.#copy.isDeepest ? 'bound' : 'more';
    return {
      head: head.commit,
      asOf: head.asOf,
      end: isWhole ? 'first' : bound,
    };
  }

  /** Lets go of what can be read again. */
  release(): void {
    this.#copy.objects.release();
  }

  async push({ branch, push }: Call<'push'>): Answer<'push'> {
    const pusher = new GitPusher(this.#copy, branch, push);
    return this.#mutex.run(async () => ({ commit: await pusher.push() }));
  }

  #freshHead(branch: string, maxAge: number): Head | undefined {
    const known = this.#copy.head(branch);
    const age = known ? Date.now() - known.asOf : Infinity;
    // A clock may be set back; who takes any age still takes it.
    const isFresh = age < maxAge && (age >= 0 || maxAge > LONGEST_AGE);
    return isFresh ? known : undefined;
  }

  /** Reads what is here beside a fetch that may take long; where that is too old, or cleared away meanwhile, fetches. */
  async #read<T>(
    branch: string,
    maxAge: number,
    read: (head: Head) => Promise<T>,
  ): Promise<{ head: Head; found: T }> {
    const known = this.#freshHead(branch, maxAge);
    if (known) {
      try {
        return { head: known, found: await read(known) };
      } catch {
        // It may well be there when it is asked for in turn.
      }
    }
    return this.#mutex.run(async () => {
      const head = await this.#copy.fetch(branch);
      try {
        return { head, found: await read(head) };
      } catch (error) {
        if (!this.#copy.isDamaged(error)) {
          throw this.#copy.problem(error);
        }
        // The copy is damaged, as after a crash in the middle of a fetch.
        await this.#copy.forget();
        const again = await this.#copy.fetch(branch);
        return { head: again, found: await read(again) };
      }
    });
  }

  async #differing(
    commit: string,
    under: readonly string[] | undefined,
    before?: Answered,
  ): Promise<{ files: Map<string, string>; changed: FilePart[] }> {
    const { objects } = this.#copy;
    const files =
      commit === NO_COMMIT
        ? new Map<string, string>()
        : await objects.files(commit, under, before);
    const isNew = ([path, oid]: readonly [string, string]) =>
      before?.files.get(path) !== oid;
    await this.#copy.bringFiles(
      commit,
      [...files].filter(isNew).map(([, oid]) => oid),
    );
    const changed: FilePart[] = [];
    let bytes = 0;
    for (const [path, oid] of files) {
      if (isNew([path, oid])) {
        const file = objects.file(oid);
        this.#sizes.set(oid, file.bytes?.length ?? 0);
        bytes += file.bytes?.length ?? 0;
        changed.push({ path, oid, ...file });
      } else {
        bytes += this.#sizes.get(oid) ?? 0;
      }
      this.#copy.assertFits(bytes);
    }
    return { files, changed };
  }

  #remember(key: string, answered: Answered): void {
    // The one asked for longest ago goes first.
    this.#last.delete(key);
    this.#last.set(key, answered);
    for (const old of this.#last.keys()) {
      if (this.#last.size > MOST_ANSWERS) {
        this.#last.delete(old);
      }
    }
    if (this.#sizes.size > 2 * this.#copy.limits.maxFiles) {
      const used = new Set(
        [...this.#last.values()].flatMap(({ files }) => [...files.values()]),
      );
      for (const oid of this.#sizes.keys()) {
        if (!used.has(oid)) {
          this.#sizes.delete(oid);
        }
      }
    }
  }

  async #lookBack(
    head: Head,
    paths: readonly string[],
    line: Call<'readHistory'>['line'],
  ): Promise<{
    history?: History;
    lastChanges: Array<[path: string, commit: string]>;
    touched: LinePart[];
  }> {
    if (head.commit === NO_COMMIT) {
      return { lastChanges: [], touched: [] };
    }
    const history = await this.#historyOf(head.commit);
    const lastChanges: Array<[string, string]> = [];
    for (const path of paths) {
      const change = await history.lastChange(path, this.#changes.get(path));
      this.#changes.set(path, change);
      if (change.commit) {
        lastChanges.push([path, change.commit]);
      }
    }
    if (this.#changes.size > MOST_CHANGES) {
      this.#changes.clear();
    }
    const touched: LinePart[] = [];
    if (line) {
      for await (const each of history.line(new Set(line.known))) {
        touched.push(each);
      }
    }
    return { history, lastChanges, touched };
  }

  async #historyOf(head: string): Promise<History> {
    const { depth, objects } = this.#copy;
    const known = this.#history;
    if (known && known.depth === depth && known.history.head === head) {
      return known.history;
    }
    const history = History.read(objects, head, depth);
    this.#history = { depth, history };
    return history;
  }
}
