import { GitProblem } from './GitProblem';
import fs from 'node:fs';
import git from 'isomorphic-git';
import { PathFilter } from './PathFilter';
import { readingFs } from './readingFs';
import { TooLarge } from './TooLarge';
import {
  LINK,
  parseTree,
  rawNameOf,
  writeTreeBytes,
  type TreeEntry,
} from './treeFormat';

/** Bounds of what is held in memory of one repository. */
export interface GitLimits {
  /** Files of one tree, and folders of it. */
  maxFiles: number;
  /** Bytes of one file; a larger one is listed, but its content can't be asked for. */
  maxFileBytes: number;
  /** Bytes of all files of one tree. */
  maxTreeBytes: number;
  /** Bytes that a branch and the commits before its head may take; of a larger one the head alone is brought. */
  maxHistoryBytes: number;
}

/** Entries of folders that are remembered: those of ten thousand tenants in three environments, with all that is rendered of them. */
const MOST_ENTRIES = 1_000_000;

/** As long as a path may be; who nests folders deeper wants to be in the way. */
const LONGEST_PATH = 4096;

/**
 * Folders and files of one local repository, by object id. Folders are remembered, so that a commit which changes one file
 * costs one path and not the whole tree.
 */
export class GitObjects {
  readonly #gitdir: string;
  readonly #limits: GitLimits;
  readonly #trees = new Map<string, readonly TreeEntry[]>();
  #entries = 0;
  /** What isomorphic-git keeps of packs. */
  #cache: object = {};

  constructor(gitdir: string, limits: GitLimits) {
    this.#gitdir = gitdir;
    this.#limits = limits;
  }

  /** Lets go of the packs that were read, which may be large. */
  release(): void {
    this.#cache = {};
  }

  get cache(): object {
    return this.#cache;
  }

  /** The object ids of the files of a commit that `under` asks for, by path. Links and submodules are left out. */
  async files(
    commit: string,
    under: readonly string[] | undefined,
  ): Promise<Map<string, string>> {
    const filter = new PathFilter(under);
    const files = new Map<string, string>();
    const reading = this.reading();
    const queue = [{ tree: await this.treeOf(commit), at: '' }];
    let folders = 0;
    for (let next = queue.pop(); next; next = queue.pop()) {
      folders += 1;
      this.#assertFew(Math.max(files.size, folders));
      const below: typeof queue = [];
      for (const entry of await this.entries(next.tree, reading)) {
        const path = next.at ? `${next.at}/${entry.name}` : entry.name;
        if (!isName(entry.name) || path.length > LONGEST_PATH) {
          continue;
        }
        if (entry.type === 'tree') {
          if (filter.entersFolder(path)) {
            below.push({ tree: entry.oid, at: path });
          }
        } else if (
          entry.type === 'blob' &&
          entry.mode !== LINK &&
          filter.takesFile(path)
        ) {
          files.set(path, entry.oid);
        }
      }
      queue.push(...below.reverse());
    }
    return files;
  }

  /** What reads many objects of a commit that is here. */
  reading(): ReturnType<typeof readingFs> {
    return readingFs(this.#gitdir);
  }

  /** The bytes of a file, or its size alone where it is larger than is read. */
  async file(
    oid: string,
    reading: ReturnType<typeof readingFs> = fs,
  ): Promise<{ size: number; bytes?: Uint8Array }> {
    const { blob } = await git.readBlob({
      fs: reading,
      gitdir: this.#gitdir,
      oid,
      cache: this.#cache,
    });
    return {
      size: blob.length,
      // A copy of its own: what crosses to another thread is the whole memory that a part lies in.
      ...(blob.length > this.#limits.maxFileBytes
        ? {}
        : { bytes: Uint8Array.from(blob) }),
    };
  }

  /** Object id of the root folder of a commit. */
  async treeOf(commit: string): Promise<string> {
    const { commit: found } = await git.readCommit({
      fs,
      gitdir: this.#gitdir,
      oid: commit,
      cache: this.#cache,
    });
    return found.tree;
  }

  /** Object id of what is at `path` in a commit, or undefined if nothing is. */
  async oidAt(commit: string, path: string): Promise<string | undefined> {
    return this.oidIn(await this.treeOf(commit), path);
  }

  /** Object id of what is at `path` in a folder, or undefined if nothing is. */
  async oidIn(folder: string, path: string): Promise<string | undefined> {
    const segments = path.split('/');
    let oid = folder;
    for (const [index, segment] of segments.entries()) {
      const name = rawNameOf(segment);
      const entry = (await this.entries(oid)).find(
        each => each.rawName === name,
      );
      const last = index === segments.length - 1;
      if (!entry || (!last && entry.type !== 'tree')) {
        return undefined;
      }
      oid = entry.oid;
    }
    return oid;
  }

  /** Writes a changed copy of a folder; `undefined` as content removes. Returns undefined if nothing is left in it. */
  async writeTree(
    base: string | undefined,
    edits: ReadonlyMap<string, string | undefined>,
    at = '',
  ): Promise<string | undefined> {
    const entries = new Map(
      (base ? await this.entries(base) : []).map(entry => [
        entry.rawName,
        entry,
      ]),
    );
    for (const [name, below] of byFirstSegment(edits)) {
      const path = at ? `${at}/${name}` : name;
      const rawName = rawNameOf(name);
      const before = entries.get(rawName);
      const change = below.has('')
        ? await this.#fileEntry(path, before, below)
        : await this.#folderEntry(path, before, below);
      if (change) {
        entries.set(rawName, { ...change, name, rawName });
      } else {
        entries.delete(rawName);
      }
    }
    return entries.size === 0 ? undefined : this.writeEntries(entries.values());
  }

  async writeEntries(entries: Iterable<TreeEntry>): Promise<string> {
    return git.writeObject({
      fs,
      gitdir: this.#gitdir,
      type: 'tree',
      format: 'content',
      object: writeTreeBytes(entries),
    });
  }

  /** What lies in a folder. */
  async entries(
    oid: string,
    reading: ReturnType<typeof readingFs> = fs,
  ): Promise<readonly TreeEntry[]> {
    const known = this.#trees.get(oid);
    if (known) {
      return known;
    }
    const { type, object } = await git.readObject({
      fs: reading,
      gitdir: this.#gitdir,
      oid,
      format: 'content',
      cache: this.#cache,
    });
    if (type !== 'tree' || !(object instanceof Uint8Array)) {
      throw new Error(`${oid} is a ${type} where a folder should be`);
    }
    const entries = parseTree(object);
    this.#entries += entries.length;
    if (this.#entries > MOST_ENTRIES) {
      // Those of the last commits are read again soon.
      this.#trees.clear();
      this.#entries = entries.length;
    }
    this.#trees.set(oid, entries);
    return entries;
  }

  async #fileEntry(
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Promise<Pick<TreeEntry, 'mode' | 'oid' | 'type'> | undefined> {
    const content = below.get('');
    if (content === undefined) {
      return before?.type === 'blob' ? undefined : before;
    }
    if (before && before.type !== 'blob') {
      throw new GitProblem(
        'ConflictError',
        `${path} is a folder in Git, so no file can be written there`,
      );
    }
    if (before?.mode === LINK) {
      throw new GitProblem(
        'ConflictError',
        `${path} is a symbolic link in Git, so no file can be written there; take the link out first`,
      );
    }
    const oid = await git.writeBlob({
      fs,
      gitdir: this.#gitdir,
      blob: Buffer.from(content),
    });
    return { mode: before?.mode ?? '100644', oid, type: 'blob' };
  }

  async #folderEntry(
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Promise<Pick<TreeEntry, 'mode' | 'oid' | 'type'> | undefined> {
    if (before && before.type !== 'tree') {
      if ([...below.values()].every(content => content === undefined)) {
        return before;
      }
      throw new GitProblem(
        'ConflictError',
        `${path} is ${
          before.type === 'commit' ? 'a submodule' : 'a file'
        } in Git, so nothing can be written below it`,
      );
    }
    const oid = await this.writeTree(before?.oid, below, path);
    return oid ? { mode: '40000', oid, type: 'tree' } : undefined;
  }

  #assertFew(found: number): void {
    const { maxFiles } = this.#limits;
    if (found > maxFiles) {
      throw new TooLarge(
        `the repository holds more than ${maxFiles} files or folders where requests are looked for`,
      );
    }
  }
}

/** Git itself writes no others; a server that takes them lets them lead out of their folder. */
function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

function byFirstSegment(
  edits: ReadonlyMap<string, string | undefined>,
): Map<string, Map<string, string | undefined>> {
  const groups = new Map<string, Map<string, string | undefined>>();
  for (const [path, content] of edits) {
    const slash = path.indexOf('/');
    const first = slash < 0 ? path : path.slice(0, slash);
    const group = groups.get(first) ?? new Map();
    group.set(slash < 0 ? '' : path.slice(slash + 1), content);
    groups.set(first, group);
  }
  return groups;
}
