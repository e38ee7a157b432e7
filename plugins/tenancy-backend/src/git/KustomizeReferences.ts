import type {
  GitFile,
  GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { readYaml } from '@groundwork/engine';

/** The files in which Kustomize says what it builds from. */
export const KUSTOMIZATIONS = [
  '**/kustomization.yaml',
  '**/kustomization.yml',
  '**/Kustomization',
];

/** Characters of one that is read; those that requests share have as many at most. */
const LONGEST = 32_768;

/** Kustomizations that one is built from; who has more builds from everything. */
const MOST_FOLDERS = 200;

/** Fields whose entries may be folders with a Kustomization of their own. */
const FOLDERS = ['resources', 'bases', 'components'];

/**
 * What lies outside of a folder and is built into it all the same, by what the Kustomizations say: `../../base` and files
 * such as `../common/labels.yaml`. A change there changes what is applied.
 */
export class KustomizeReferences {
  readonly #files = new Map<string, GitFile>();
  readonly #outside = new Map<string, readonly string[]>();
  /** Whether any of them refers to what is outside of it. */
  #isAny = false;

  /** @param files - the Kustomizations of a repository, by path */
  static async of(files: GitTree['files']): Promise<KustomizeReferences> {
    const references = new KustomizeReferences();
    for (const [path, file] of files) {
      references.#files.set(folderOf(path), file);
      references.#isAny ||= textOf(file).includes('..');
      await letOthers();
    }
    return references;
  }

  /** Folders and files outside of the folder. */
  outsideOf(folder: string): readonly string[] {
    if (!this.#isAny) {
      return [];
    }
    let outside = this.#outside.get(folder);
    if (!outside) {
      outside = this.#find(folder);
      this.#outside.set(folder, outside);
    }
    return outside;
  }

  #find(folder: string): string[] {
    const outside = new Set<string>();
    const seen = new Set([folder]);
    for (const each of seen) {
      const file = seen.size > MOST_FOLDERS ? undefined : this.#files.get(each);
      for (const path of file ? pathsIn(each, textOf(file)) : []) {
        if (!isBelow(path, folder)) {
          outside.add(path);
        }
        if (this.#files.has(path)) {
          seen.add(path);
        }
      }
    }
    return [...outside];
  }
}

/** The paths that a Kustomization names, as paths of the repository. */
function pathsIn(folder: string, text: string): string[] {
  return namesIn(text).flatMap(name => {
    const path = resolve(folder, name);
    return path === undefined ? [] : [path];
  });
}

function namesIn(text: string): string[] {
  if (text.length > LONGEST) {
    return [];
  }
  let documents: unknown[];
  try {
    documents = readYaml(text);
  } catch {
    // Kustomize builds nothing from it either.
    return [];
  }
  const names: string[] = [];
  const queue: unknown[] = [...documents];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (typeof value === 'string') {
      // A generator says `key=file`.
      const name = value.slice(value.indexOf('=') + 1);
      if (name.split('/').includes('..') && !/[\s:]/.test(name)) {
        names.push(name);
      }
    } else if (typeof value === 'object' && value !== null) {
      queue.push(
        ...Object.values(value).filter(
          each => each !== undefined && each !== null,
        ),
      );
    }
  }
  for (const document of documents) {
    for (const field of FOLDERS) {
      const listed: unknown =
        typeof document === 'object' && document !== null
          ? Object.entries(document).find(([key]) => key === field)?.[1]
          : undefined;
      names.push(
        ...(Array.isArray(listed) ? listed : []).filter(
          (each): each is string =>
            typeof each === 'string' && !/[\s:]/.test(each),
        ),
      );
    }
  }
  return names;
}

/** A path relative to a folder, or undefined where it leaves the repository. */
function resolve(folder: string, name: string): string | undefined {
  const parts = folder.split('/').filter(part => part !== '');
  for (const part of name.split('/')) {
    if (part === '..') {
      if (parts.length === 0) {
        return undefined;
      }
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return name.startsWith('/') ? undefined : parts.join('/');
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** One that can't be read is none that anything is built from. */
function textOf(file: GitFile): string {
  try {
    return file.content();
  } catch {
    return '';
  }
}
