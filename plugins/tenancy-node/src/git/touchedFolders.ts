import type { TreeEntry } from 'isomorphic-git';
import type { GitObjects } from './GitObjects';
import type { TouchedFolders } from './types';

/** A commit that renders everything again may touch a hundred thousand folders. */
const MAX_FOLDERS = 20_000;

/**
 * The folders that differ between two root folders, the root itself as an empty text. `before` is undefined of a first
 * commit. More than can be kept are all.
 */
export async function touchedFolders(
  objects: GitObjects,
  before: string | undefined,
  after: string,
): Promise<TouchedFolders> {
  const touched = new Set<string>();
  const queue: Array<{ path: string; old?: string; now?: string }> = [
    { path: '', old: before, now: after },
  ];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { path, old, now } = next;
    if (old !== now) {
      touched.add(path);
      if (touched.size > MAX_FOLDERS) {
        return { has: () => true };
      }
      const [was, is] = await Promise.all([
        foldersIn(objects, old),
        foldersIn(objects, now),
      ]);
      for (const name of new Set([...was.keys(), ...is.keys()])) {
        queue.push({
          path: path ? `${path}/${name}` : name,
          old: was.get(name),
          now: is.get(name),
        });
      }
    }
  }
  return touched;
}

async function foldersIn(
  objects: GitObjects,
  oid: string | undefined,
): Promise<Map<string, string>> {
  const entries: TreeEntry[] = oid ? await objects.entries(oid, {}) : [];
  return new Map(
    entries
      .filter(({ type }) => type === 'tree')
      .map(entry => [entry.path, entry.oid]),
  );
}
