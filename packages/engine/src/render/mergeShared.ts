import type { ManifestFile } from '../model';
import {
  isKustomization,
  kustomizationContent,
} from '../manifests/kustomizationFile';
import { FindingsError } from '../request';
import { YamlError } from '../yaml';
import { canonicalResources, mergeKustomization } from './mergeKustomization';
import { mergeOwners } from './mergeOwners';

/**
 * Merges a file that several requests write to: what is there, less what the request had in it before, and what it has now.
 * A kustomization is merged by its resources, CODEOWNERS by lines. What people added by hand stays: further lines, keys and comments.
 *
 * @param present - the file in Git, undefined if there is none
 * @param before - the file as the request in Git renders it, undefined if it does not
 * @param next - the file as the request renders it now, undefined if it no longer does
 * @param tree - whose the file is
 * @throws FindingsError if the file in Git is a kustomization that can't be read or edited: what people wrote in it would be lost
 * @public
 */
export function mergeShared(
  path: string,
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
  tree: ManifestFile['tree'] = 'tenants',
): string {
  return isKustomization(path)
    ? editable({ path, tree }, () => mergeKustomization(present, before, next))
    : mergeOwners(present, before, next);
}

/**
 * Merges what several requests render to one file, in time that grows with its length.
 * Merging one after the other with {@link mergeShared} has the same outcome, but reads what is there for each again.
 *
 * @param contents - what each renders, at least two
 * @throws FindingsError if one can't be read
 */
export function mergeAllShared(
  path: string,
  contents: readonly string[],
  tree?: ManifestFile['tree'],
): string {
  if (!isKustomization(path)) {
    return mergeOwners(undefined, undefined, contents.join(''));
  }
  const resources = new Set<string>();
  for (const content of contents) {
    const own = canonicalResources(content);
    if (own === undefined) {
      return contents.reduce((present, next) =>
        mergeShared(path, present, undefined, next, tree),
      );
    }
    own.forEach(resource => resources.add(resource));
  }
  return kustomizationContent(resources);
}

/** One file that can't be read or edited is one finding. */
function editable(
  { path, tree }: Pick<ManifestFile, 'path' | 'tree'>,
  merge: () => string,
): string {
  try {
    return merge();
  } catch (cause) {
    if (!(cause instanceof YamlError)) {
      throw cause;
    }
    throw new FindingsError(
      [
        {
          code: cause.limit ? 'TooLarge' : 'InvalidYaml',
          severity: 'error',
          subject: { cluster: 'git', group: '', kind: 'File', name: path },
          message: `${path} cannot be merged with the changes of this request: ${cause.message}`,
          fix: 'Fix the file in Git. Keep patches and other additions in separate files.',
          fixableBy: tree === 'tenants' ? 'tenant' : 'platform',
          evidence: [],
        },
      ],
      { cause },
    );
  }
}
