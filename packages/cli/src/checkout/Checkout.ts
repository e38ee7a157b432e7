import {
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import {
  layoutRoots,
  Platform,
  YamlError,
  decodeText,
} from '@groundwork/engine';

/** Something of a checkout that was not read, and why. */
export interface Unread {
  path: string;
  why: string;
  /** Whether what applies the checkout would stop at it too. */
  refused?: boolean;
}

/** The largest file that is read. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 100_000;
/** Characters of files that are kept for when they are read again; of any repository all files are read. */
const MAX_KEPT = 128 * 1024 * 1024;
const skipped = new Set(['.git', 'node_modules']);

/**
 * A checkout on disk. The folders of the platform's layout are walked whole, from the root on (`platform/` and `tenants/`), hidden files too, since Argo CD takes them as well;
 * what lies elsewhere is read only where something refers to it. Nothing outside of the checkout is ever read.
 */
export class Checkout {
  /** The paths of all regular files under what is walked, with `/` between names, in order. */
  readonly paths: readonly string[];
  /** What could not be read so far. */
  readonly unread: Unread[] = [];
  readonly #noted = new Set<string>();
  readonly #root: string;
  readonly #links = new Map<string, string>();
  readonly #texts = new Map<string, string | undefined>();
  #kept = 0;

  /** @param platform - whose layout says what is walked; all of it is where it is absent */
  constructor(
    directory: string,
    platform?: Pick<Platform, 'layout' | 'environments'>,
  ) {
    this.#root = realpathSync(directory);
    const paths: string[] = [];
    const roots = platform
      ? layoutRoots(
          platform.layout,
          platform.environments.map(({ name }) => name),
        )
      : readdirSync(this.#root)
          .filter(name => !skipped.has(name))
          .sort();
    for (const name of roots) {
      this.#walk(name, paths);
    }
    this.paths = paths;
    this.#submodules(roots);
  }

  /** Whether there is a regular file. Links are followed as long as they stay inside. */
  isFile(path: string): boolean {
    return this.#kindOf(path) === 'file';
  }

  isDirectory(path: string): boolean {
    return this.#kindOf(path) === 'directory';
  }

  /** The bytes of a file; undefined where there is none, or none that is read. */
  bytes(path: string): Uint8Array | undefined {
    const real = this.#inside(path);
    if (real === undefined || !this.isFile(path)) {
      return undefined;
    }
    if (lstatSync(real).size > MAX_BYTES) {
      this.#note(path, `it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
      return undefined;
    }
    return readFileSync(real);
  }

  /** The text of a file; undefined where there is none, or none that is text. */
  text(path: string): string | undefined {
    if (this.#texts.has(path)) {
      return this.#texts.get(path);
    }
    const text = this.#decoded(path);
    this.#kept += text?.length ?? 0;
    if (this.#kept <= MAX_KEPT) {
      this.#texts.set(path, text);
    }
    return text;
  }

  #decoded(path: string): string | undefined {
    const bytes = this.bytes(path);
    if (!bytes) {
      return undefined;
    }
    try {
      return decodeText(bytes);
    } catch (error) {
      if (!(error instanceof YamlError)) {
        throw error;
      }
      this.#note(path, error.message, true);
      return undefined;
    }
  }

  #note(path: string, why: string, refused = false): void {
    if (!this.#noted.has(path)) {
      this.#noted.add(path);
      this.unread.push({ path, why, ...(refused ? { refused } : {}) });
    }
  }

  #kindOf(path: string): 'file' | 'directory' | undefined {
    const real = this.#inside(path);
    const found = real && lstatSync(real, { throwIfNoEntry: false });
    if (!found) {
      return undefined;
    }
    if (found.isDirectory()) {
      return 'directory';
    }
    return found.isFile() ? 'file' : undefined;
  }

  /** The real place of a path on disk; undefined where it is none, or lies outside. */
  #inside(path: string): string | undefined {
    const plain = posix.normalize(path);
    if (plain === '..' || plain.startsWith('../') || posix.isAbsolute(plain)) {
      return undefined;
    }
    const kept = this.#links.get(plain);
    if (kept !== undefined) {
      return kept === '' ? undefined : kept;
    }
    let real = '';
    try {
      const resolved = realpathSync(join(this.#root, plain));
      real = this.#holds(resolved) ? resolved : '';
    } catch {
      // It is not there.
    }
    this.#links.set(plain, real);
    return real === '' ? undefined : real;
  }

  #holds(real: string): boolean {
    const from = relative(this.#root, real);
    return from === '' || (!from.startsWith(`..${sep}`) && from !== '..');
  }

  #walk(path: string, paths: string[]): void {
    const on = join(this.#root, path);
    const found = lstatSync(on, { throwIfNoEntry: false });
    if (!found) {
      return;
    }
    if (found.isSymbolicLink()) {
      this.#link(path, paths);
    } else if (found.isFile()) {
      if (paths.length >= MAX_FILES) {
        this.#note(
          posix.dirname(path),
          `there are more than ${MAX_FILES} files`,
        );
        return;
      }
      paths.push(path);
    } else if (found.isDirectory()) {
      this.#enter(path, paths);
    } else {
      this.#note(path, 'it is not a file or a directory');
    }
  }

  #enter(path: string, paths: string[]): void {
    const names = readdirSync(join(this.#root, path)).sort();
    if (names.includes('.git')) {
      this.#note(path, 'it is a repository of its own (a submodule)');
      return;
    }
    for (const name of names) {
      const child = `${path}/${name}`;
      if (!skipped.has(name)) {
        this.#walk(child, paths);
      } else {
        this.#note(child, `directories named ${name} are left out`);
      }
    }
  }

  #link(path: string, paths: string[]): void {
    const kind = this.#kindOf(path);
    if (kind === 'file') {
      paths.push(path);
    } else if (kind === 'directory') {
      this.#note(path, 'it is a link to a directory');
    } else {
      const target = posix.join(
        posix.dirname(path),
        readlinkSync(join(this.#root, path)),
      );
      const leaves =
        existsSync(join(this.#root, path)) || target.startsWith('../');
      this.#note(
        path,
        leaves
          ? 'it is a link to something outside the checkout'
          : 'it is a broken link',
        leaves,
      );
    }
  }

  /** Submodules that were not checked out are empty directories. */
  #submodules(roots: readonly string[]): void {
    const modules = this.isFile('.gitmodules') ? this.text('.gitmodules') : '';
    for (const [, path] of (modules ?? '').matchAll(
      /^\s*path\s*=\s*(.+?)\s*$/gm,
    )) {
      if (roots.includes(path.split('/')[0])) {
        this.#note(path, 'it is a repository of its own (a submodule)');
      }
    }
  }
}
