import type { PathFilter } from './PathFilter';
import { TooLarge } from './TooLarge';
import { LINK, type TreeEntry } from './treeFormat';

/** As long as a path may be; who nests folders deeper wants to be in the way. */
const LONGEST_PATH = 4096;

/** A folder that is looked at: what it was, and what it is. */
interface Step {
  at: string;
  was: string | undefined;
  now: string | undefined;
}

/** Finds files below folders, or what is another in them. Folders that are the same are not looked at. */
export class TreeWalk {
  readonly #entriesOf: (folder: string) => readonly TreeEntry[];
  readonly #filter: PathFilter;
  readonly #most: number;

  constructor(
    /** What lies in a folder of that id. */
    entriesOf: (folder: string) => readonly TreeEntry[],
    options: {
      filter: PathFilter;
      /** Files there may be, and folders. */
      most: number;
    },
  ) {
    this.#entriesOf = entriesOf;
    this.#filter = options.filter;
    this.#most = options.most;
  }

  /**
   * Brings the files that were in one root folder, if any, to those of another one. Each step is a folder.
   *
   * @throws TooLarge if they are too many
   */
  *bring(
    files: Map<string, string>,
    was: string | undefined,
    now: string,
  ): Generator<void, void> {
    const queue: Step[] = [{ at: '', was, now }];
    let folders = 0;
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (next.was === next.now) {
        continue;
      }
      folders += 1;
      if (Math.max(files.size, folders) > this.#most) {
        throw new TooLarge(
          `the repository holds more than ${
            this.#most
          } files or folders where requests are looked for`,
        );
      }
      queue.push(...this.#look(files, next).reverse());
      yield;
    }
  }

  #look(files: Map<string, string>, { at, was, now }: Step): Step[] {
    const old = new Map(this.#wanted(was, at).map(each => [each.path, each]));
    const below: Step[] = [];
    for (const { path, entry } of this.#wanted(now, at)) {
      const before = old.get(path)?.entry;
      old.delete(path);
      if (entry.type !== before?.type) {
        this.#leave(files, path, before, below);
      }
      if (entry.type === 'tree') {
        const of = before?.type === 'tree' ? before.oid : undefined;
        below.push({ at: path, was: of, now: entry.oid });
      } else if (entry.oid !== before?.oid || !files.has(path)) {
        files.set(path, entry.oid);
      }
    }
    for (const { path, entry } of old.values()) {
      this.#leave(files, path, entry, below);
    }
    return below;
  }

  #leave(
    files: Map<string, string>,
    path: string,
    entry: TreeEntry | undefined,
    below: Step[],
  ): void {
    if (entry?.type === 'tree') {
      below.push({ at: path, was: entry.oid, now: undefined });
    } else {
      files.delete(path);
    }
  }

  /** What of a folder is to be looked into, or is a file that is asked for. */
  #wanted(
    oid: string | undefined,
    at: string,
  ): Array<{ path: string; entry: TreeEntry }> {
    const entries = oid === undefined ? [] : this.#entriesOf(oid);
    return entries.flatMap(entry => {
      const path = at ? `${at}/${entry.name}` : entry.name;
      const isWanted =
        isName(entry.name) &&
        path.length <= LONGEST_PATH &&
        (entry.type === 'tree'
          ? this.#filter.entersFolder(path)
          : entry.type === 'blob' &&
            entry.mode !== LINK &&
            this.#filter.takesFile(path));
      return isWanted ? [{ path, entry }] : [];
    });
  }
}

/** Git itself writes no others; a server that takes them lets them lead out of their folder. */
function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}
