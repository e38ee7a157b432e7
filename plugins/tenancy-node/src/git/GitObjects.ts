import { ConflictError } from '@backstage/errors';
import fs from 'node:fs';
import git, { type TreeEntry } from 'isomorphic-git';
import { PathFilter } from './gitPaths';
import { GitFileError } from './GitFileError';
import { decodeText, YamlError } from '@groundwork/engine';
import { TooLarge } from './TooLarge';
import type { GitFile } from './types';

/** Bounds of what is held in memory of one repository. */
export interface GitLimits {
  /** Files of one tree. */
  maxFiles: number;
  /** Bytes of one file; a larger one is listed, but its content can't be asked for. */
  maxFileBytes: number;
  /** Bytes of all files of one tree. */
  maxTreeBytes: number;
}

/**
 * Trees and blobs of one local repository. What the last walk used is remembered by object id,
 * so that a commit which changes one file costs one path and not the whole tree.
 */
export class GitObjects {
  readonly #gitdir: string;
  readonly #limits: GitLimits;
  #trees = new Map<string, TreeEntry[]>();
  /** The text of each file, or why it has none. */
  #blobs = new Map<string, Content>();

  constructor(gitdir: string, limits: GitLimits) {
    this.#gitdir = gitdir;
    this.#limits = limits;
  }

  /** The files of a commit that `under` asks for. */
  async files(
    commit: string,
    under: readonly string[] | undefined,
  ): Promise<Map<string, GitFile>> {
    const walk = {
      filter: new PathFilter(under),
      // One cache for the walk only: it holds whole packfiles.
      cache: {},
      files: new Map<string, GitFile>(),
      bytes: 0,
    };
    await this.#walk(walk, await this.treeOf(commit), '');
    return walk.files;
  }

  /** Forgets what none of the trees in use holds. */
  retain(files: Iterable<ReadonlyMap<string, GitFile>>): void {
    const used = new Set<string>();
    for (const tree of files) {
      for (const file of tree.values()) {
        used.add(file.oid);
      }
    }
    for (const oid of this.#blobs.keys()) {
      if (!used.has(oid)) {
        this.#blobs.delete(oid);
      }
    }
    // Folders are small and cheap to read again; only their number is bounded.
    if (this.#trees.size > this.#limits.maxFiles) {
      this.#trees.clear();
    }
  }

  /** Object id of the root folder of a commit. */
  async treeOf(commit: string): Promise<string> {
    const { commit: found } = await git.readCommit({
      fs,
      gitdir: this.#gitdir,
      oid: commit,
    });
    return found.tree;
  }

  /** Object id of what is at `path` in a commit, or undefined if nothing is. */
  async oidAt(commit: string, path: string): Promise<string | undefined> {
    return this.oidIn(await this.treeOf(commit), path);
  }

  /** Object id of what is at `path` in a folder, or undefined if nothing is. */
  async oidIn(folder: string, path: string): Promise<string | undefined> {
    let oid = folder;
    for (const [index, segment] of path.split('/').entries()) {
      const entry = (await this.entries(oid, {})).find(
        each => each.path === segment,
      );
      const last = index === path.split('/').length - 1;
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
      (base ? await this.entries(base, {}) : []).map(entry => [
        entry.path,
        entry,
      ]),
    );
    for (const [name, below] of byFirstSegment(edits)) {
      const path = at ? `${at}/${name}` : name;
      const before = entries.get(name);
      const entry = below.has('')
        ? await this.#fileEntry(name, path, before, below)
        : await this.#folderEntry(name, path, before, below);
      if (entry) {
        entries.set(name, entry);
      } else {
        entries.delete(name);
      }
    }
    return entries.size === 0
      ? undefined
      : git.writeTree({
          fs,
          gitdir: this.#gitdir,
          tree: [...entries.values()],
        });
  }

  async entries(oid: string, cache: object): Promise<TreeEntry[]> {
    const known = this.#trees.get(oid);
    if (known) {
      return known;
    }
    const { tree } = await git.readTree({
      fs,
      gitdir: this.#gitdir,
      oid,
      cache,
    });
    this.#trees.set(oid, tree);
    return tree;
  }

  async #fileEntry(
    name: string,
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Promise<TreeEntry | undefined> {
    const content = below.get('');
    if (content === undefined) {
      return before?.type === 'blob' ? undefined : before;
    }
    if (before && before.type !== 'blob') {
      throw new ConflictError(
        `${path} is a folder in Git, so no file can be written there`,
      );
    }
    const oid = await git.writeBlob({
      fs,
      gitdir: this.#gitdir,
      blob: Buffer.from(content),
    });
    return { mode: '100644', ...before, path: name, oid, type: 'blob' };
  }

  async #folderEntry(
    name: string,
    path: string,
    before: TreeEntry | undefined,
    below: ReadonlyMap<string, string | undefined>,
  ): Promise<TreeEntry | undefined> {
    if (before && before.type !== 'tree') {
      if ([...below.values()].every(content => content === undefined)) {
        return before;
      }
      throw new ConflictError(
        `${path} is a file in Git, so nothing can be written below it`,
      );
    }
    const oid = await this.writeTree(before?.oid, below, path);
    return oid ? { mode: '040000', path: name, oid, type: 'tree' } : undefined;
  }

  async #walk(
    walk: {
      filter: PathFilter;
      cache: object;
      files: Map<string, GitFile>;
      bytes: number;
    },
    tree: string,
    at: string,
  ): Promise<void> {
    for (const entry of await this.entries(tree, walk.cache)) {
      const path = at ? `${at}/${entry.path}` : entry.path;
      if (entry.type === 'tree') {
        if (walk.filter.entersFolder(path)) {
          await this.#walk(walk, entry.oid, path);
        }
      } else if (
        entry.type === 'blob' &&
        entry.mode !== '120000' &&
        walk.filter.takesFile(path)
      ) {
        const text = await this.#text(entry.oid, walk.cache);
        walk.bytes += text.text?.length ?? 0;
        walk.files.set(path, fileOf(path, entry.oid, text));
        this.#assertBounds(walk.files.size, walk.bytes);
      }
    }
  }

  #assertBounds(files: number, bytes: number): void {
    const { maxFiles, maxTreeBytes } = this.#limits;
    if (files > maxFiles || bytes > maxTreeBytes) {
      throw new TooLarge(
        `the repository holds more than ${maxFiles} files or ${maxTreeBytes} bytes where requests are looked for`,
      );
    }
  }

  async #text(oid: string, cache: object): Promise<Content> {
    let content = this.#blobs.get(oid);
    if (!content) {
      const { blob } = await git.readBlob({
        fs,
        gitdir: this.#gitdir,
        oid,
        cache,
      });
      content = contentOf(blob, this.#limits.maxFileBytes);
      this.#blobs.set(oid, content);
    }
    return content;
  }
}

type Content =
  | { text: string; problem?: never }
  | { text?: never; problem: string };

function contentOf(blob: Uint8Array, maxBytes: number): Content {
  if (blob.length > maxBytes) {
    return {
      problem: `The file has ${blob.length} bytes, more than the ${maxBytes} that are read.`,
    };
  }
  try {
    return { text: decodeText(blob) };
  } catch (error) {
    if (error instanceof YamlError) {
      return { problem: error.message };
    }
    throw error;
  }
}

function fileOf(path: string, oid: string, content: Content): GitFile {
  return {
    oid,
    content() {
      if (content.problem !== undefined) {
        throw new GitFileError(path, content.problem);
      }
      return content.text;
    },
  };
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
