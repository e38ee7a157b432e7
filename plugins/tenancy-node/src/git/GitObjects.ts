import { GitProblem } from './GitProblem';
import { PathFilter } from './PathFilter';
import { ObjectStore } from './packs/ObjectStore';
import type { GitObject } from './packs/packFormat';
import { parseCommit } from './packs/parseCommit';
import { turns } from './packs/turns';
import {
  entryNamed,
  LINK,
  parseTree,
  rawNameOf,
  writeTreeBytes,
  type TreeEntry,
} from './treeFormat';
import { TreeWalk } from './TreeWalk';

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

/** Bytes of folders that are remembered: the largest are those that lead to thousands of tenants. */
const MOST_FOLDERS = 32 * 1024 * 1024;

/** Milliseconds after which others get their turn. */
const SLICE = 25;

/** The files of a commit, by path, and what they were found in. */
export interface FoundFiles {
  commit: string;
  /** Their object ids. */
  files: ReadonlyMap<string, string>;
}

/** Folders and files of one local repository, by object id. */
export class GitObjects {
  readonly store: ObjectStore;
  readonly #limits: GitLimits;
  /** Folders as they are stored, the one looked at longest ago first. */
  readonly #folders = new Map<string, Buffer>();
  #folderBytes = 0;
  /** What was written and not sent yet. */
  #written: string[] = [];

  constructor(gitdir: string, limits: GitLimits) {
    this.store = new ObjectStore(gitdir);
    this.#limits = limits;
  }

  /** Lets go of what can be read again. */
  release(): void {
    this.#folders.clear();
    this.#folderBytes = 0;
    this.store.release();
  }

  /**
   * The object ids of the files of a commit that `under` asks for, by path. Links and submodules are left out.
   *
   * @param before - what was found in another commit for the same `under`: only what differs from it is looked at
   */
  async files(
    commit: string,
    under: readonly string[] | undefined,
    before?: FoundFiles,
  ): Promise<Map<string, string>> {
    const walk = new TreeWalk(oid => this.entries(oid), {
      filter: new PathFilter(under),
      most: this.#limits.maxFiles,
    });
    const now = this.treeOf(commit);
    const was = before && this.#knownTree(before.commit);
    const files = new Map(was === undefined ? [] : before?.files);
    const turn = turns(SLICE);
    for (const _ of walk.bring(files, was, now)) {
      await turn();
    }
    return files;
  }

  /** The bytes of a file, or its size alone where it is larger than is read. */
  file(oid: string): { size: number; bytes?: Uint8Array } {
    const bytes = this.store.readAs('blob', oid);
    return {
      size: bytes.length,
      // A copy of its own: what crosses to another thread is the whole memory that a part lies in.
      ...(bytes.length > this.#limits.maxFileBytes
        ? {}
        : { bytes: Uint8Array.from(bytes) }),
    };
  }

  /** Object id of the root folder of a commit. */
  treeOf(commit: string): string {
    return parseCommit(this.store.readAs('commit', commit)).tree;
  }

  /** Object id of what is at `path` in a commit, or undefined if nothing is. */
  oidAt(commit: string, path: string): string | undefined {
    return this.oidIn(this.treeOf(commit), path);
  }

  /** Object id of what is at `path` in a folder, or undefined if nothing is. */
  oidIn(folder: string, path: string): string | undefined {
    const segments = path.split('/');
    let oid = folder;
    for (const [index, segment] of segments.entries()) {
      const entry = entryNamed(this.#folder(oid), rawNameOf(segment));
      const last = index === segments.length - 1;
      if (!entry || (!last && entry.type !== 'tree')) {
        return undefined;
      }
      oid = entry.oid;
    }
    return oid;
  }

  /** What was written since this was last asked, as a remote is to get it. */
  takeWritten(): GitObject[] {
    const written = [...new Set(this.#written)].map(oid =>
      this.store.read(oid),
    );
    this.#written = [];
    return written;
  }

  /** Something was written beside it that goes with the rest. */
  noteWritten(oid: string): void {
    this.#written.push(oid);
  }

  /** Writes a changed copy of a folder; `undefined` as content removes. Returns undefined if nothing is left in it. */
  writeTree(
    base: string | undefined,
    edits: ReadonlyMap<string, string | undefined>,
    at = '',
  ): string | undefined {
    const entries = new Map(
      (base ? this.entries(base) : []).map(entry => [entry.rawName, entry]),
    );
    for (const [name, below] of byFirstSegment(edits)) {
      const path = at ? `${at}/${name}` : name;
      const rawName = rawNameOf(name);
      const before = entries.get(rawName);
      const change = below.has('')
        ? this.#fileEntry(path, before, below)
        : this.#folderEntry(path, before, below);
      if (change) {
        entries.set(rawName, { ...change, name, rawName });
      } else {
        entries.delete(rawName);
      }
    }
    return entries.size === 0 ? undefined : this.writeEntries(entries.values());
  }

  writeEntries(entries: Iterable<TreeEntry>): string {
    return this.#write('tree', writeTreeBytes(entries));
  }

  /** What lies in a folder. */
  entries(oid: string): TreeEntry[] {
    return parseTree(this.#folder(oid));
  }

  #folder(oid: string): Buffer {
    const known = this.#folders.get(oid);
    if (known) {
      this.#folders.delete(oid);
      this.#folders.set(oid, known);
      return known;
    }
    const bytes = this.store.readAs('tree', oid);
    this.#folders.set(oid, bytes);
    this.#folderBytes += bytes.length;
    for (const [oldest, { length }] of this.#folders) {
      if (this.#folderBytes <= MOST_FOLDERS) {
        break;
      }
      this.#folders.delete(oldest);
      this.#folderBytes -= length;
    }
    return bytes;
  }

  /** Undefined of a commit that is not here any more. */
  #knownTree(commit: string): string | undefined {
    try {
      return this.treeOf(commit);
    } catch {
      return undefined;
    }
  }

  #write(type: 'blob' | 'tree', bytes: Buffer): string {
    const oid = this.store.write({ type, bytes });
    this.noteWritten(oid);
    return oid;
  }

  #fileEntry(
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Pick<TreeEntry, 'mode' | 'oid' | 'type'> | undefined {
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
    const oid = this.#write('blob', Buffer.from(content));
    return { mode: before?.mode ?? '100644', oid, type: 'blob' };
  }

  #folderEntry(
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Pick<TreeEntry, 'mode' | 'oid' | 'type'> | undefined {
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
    const oid = this.writeTree(before?.oid, below, path);
    return oid ? { mode: '40000', oid, type: 'tree' } : undefined;
  }
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
