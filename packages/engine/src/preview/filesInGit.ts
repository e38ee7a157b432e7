import type { ManifestFile, ManifestSet } from '../model';

/**
 * The text of files in Git by path, for each tree: two repositories may hold different files of one path, such as
 * `CODEOWNERS`. Where both trees are in one repository, both are read from it.
 *
 * @public
 */
export type FilesInGit = Readonly<
  Record<ManifestFile['tree'], ReadonlyMap<string, string>>
>;

/** The files of each tree with what belongs into it; all as one tree where they were given so. */
export function byTree(
  present: FilesInGit | ReadonlyMap<string, string>,
  sets: readonly ManifestSet[],
): Array<{ present: ReadonlyMap<string, string>; sets: ManifestSet[] }> {
  if (!isByTree(present)) {
    return [{ present, sets: [...sets] }];
  }
  return (['platform', 'tenants'] as const).map(tree => ({
    present: present[tree],
    sets: sets.map(({ files }) => ({
      files: files.filter(file => file.tree === tree),
    })),
  }));
}

/** The files of both trees by path; for what has a path of its own in its tree. */
export function inOneTree({
  platform,
  tenants,
}: FilesInGit): ReadonlyMap<string, string> {
  return new Map([...platform, ...tenants]);
}

function isByTree(
  present: FilesInGit | ReadonlyMap<string, string>,
): present is FilesInGit {
  return !('get' in present);
}
