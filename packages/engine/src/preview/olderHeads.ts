import { renderedFrom, withCurrentHead } from '../manifests/fileHead';

/**
 * The request files whose rendered files have the head of an older version: whatever their objects are, rendering them again
 * brings them up to date.
 *
 * @param files - the text of a tree's files by path
 * @returns paths of request files
 * @public
 */
export function olderHeads(files: ReadonlyMap<string, string>): Set<string> {
  const sources = new Set<string>();
  for (const content of files.values()) {
    const source = renderedFrom(content);
    if (source !== undefined && withCurrentHead(content) !== undefined) {
      sources.add(source);
    }
  }
  return sources;
}
