import { GitFileError } from './GitFileError';
import type { GitFile } from './types';

/** Files that several requests share, and that are merged into. */
const SHARED = /(^|\/)(CODEOWNERS|kustomization\.yaml)$/;

/**
 * The text of a file as a change is compared with it. A file that can't be read, such as an image, counts as there and empty, so that
 * it stands in nobody's way but its own.
 *
 * @throws GitFileError for one that several requests share: what is in it would be lost
 * @public
 */
export function presentText(
  path: string,
  file: GitFile,
  tree: 'platform' | 'tenants',
): string {
  try {
    return file.content();
  } catch (error) {
    if (!(error instanceof GitFileError)) {
      throw error;
    }
    if (SHARED.test(path)) {
      throw error.inTree(tree);
    }
    return '';
  }
}
