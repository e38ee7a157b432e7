import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import type { ManifestSet } from '@groundwork/engine';
import { describeChange } from './describeChange';
import { mergeShared } from './mergeShared';

/**
 * The files that a change writes and removes, against what is in Git.
 * `before` is what Git's request renders to: what it has and the next does not is removed.
 */
export function planChange(options: {
  next: ManifestSet;
  before: ManifestSet;
  present: ReadonlyMap<string, string>;
}): { files: PreviewFile[]; changes: string[] } {
  const { next, before, present } = options;
  const old = new Map(before.files.map(file => [file.path, file]));
  const files = next.files.map((file): PreviewFile => {
    const previous = present.get(file.path);
    const content = file.shared
      ? mergeShared(previous, old.get(file.path)?.content, file.content)
      : file.content;
    return {
      path: file.path,
      tree: file.tree,
      change: changeOf(previous, content),
      content,
      ...(previous === undefined ? {} : { previous }),
    };
  });
  const kept = new Set(next.files.map(({ path }) => path));
  for (const { path, tree, shared, content } of before.files) {
    const previous = present.get(path);
    if (!kept.has(path) && previous !== undefined) {
      const merged = shared ? mergeShared(previous, content, '') : '';
      files.push({
        path,
        tree,
        change: shared ? changeOf(previous, merged) : 'removed',
        content: merged,
        previous,
      });
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, changes: describeChange(next, before, files) };
}

function changeOf(
  previous: string | undefined,
  content: string,
): PreviewFile['change'] {
  if (previous === undefined) {
    return 'added';
  }
  return previous === content ? 'same' : 'changed';
}
