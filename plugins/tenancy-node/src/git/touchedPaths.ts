import type { GitObjects } from './GitObjects';

/** Paths that are kept of one commit; one that renders everything again may touch a hundred thousand. */
const MOST_PATHS = 100_000;

/**
 * The folders and files that differ between two root folders, the root itself as an empty text. `before` is undefined of a
 * first commit. Undefined where they are more than can be kept.
 */
export async function touchedPaths(
  objects: GitObjects,
  before: string | undefined,
  after: string,
): Promise<string[] | undefined> {
  const touched: string[] = [];
  const queue: Array<{ path: string; old?: string; now?: string }> = [
    { path: '', old: before, now: after },
  ];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { path, old, now } = next;
    if (old === now) {
      continue;
    }
    touched.push(path);
    const [was, is] = [
      await entriesIn(objects, old),
      await entriesIn(objects, now),
    ];
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const a = was.get(name);
      const b = is.get(name);
      const below = path ? `${path}/${name}` : name;
      if (a?.type === 'tree' || b?.type === 'tree') {
        queue.push({
          path: below,
          old: a?.type === 'tree' ? a.oid : undefined,
          now: b?.type === 'tree' ? b.oid : undefined,
        });
      } else if (a?.oid !== b?.oid || a?.mode !== b?.mode) {
        touched.push(below);
      }
    }
    if (touched.length + queue.length > MOST_PATHS) {
      return undefined;
    }
  }
  return touched;
}

async function entriesIn(objects: GitObjects, oid: string | undefined) {
  const entries = oid ? await objects.entries(oid) : [];
  return new Map(entries.map(entry => [entry.name, entry]));
}
