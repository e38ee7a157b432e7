import {
  type Layout,
  tenantPatterns,
  tenantRequestPath,
  treeOf,
} from '@groundwork/engine';
import { presentText } from '../git/presentText';
import type { GitTree } from '../git/types';

/**
 * What a change of a tenant may touch in Git, for each tree, as `readTree` takes it: what is rendered for it, its requests, and
 * the files that all tenants share. Of all tenants where none is named; of the guard rails with `_shared`.
 *
 * @public
 */
export function pathsFor(
  tenant: string | undefined,
  layout: Layout,
): Record<'platform' | 'tenants', string[]> {
  const { platform, tenants } = tenantPatterns(tenant ?? '*', layout);
  return {
    platform: [
      'CODEOWNERS',
      ...platform,
      ...(tenant === undefined
        ? []
        : [tenantRequestPath(tenant, layout).replace(/yaml$/, 'yml')]),
    ],
    tenants: ['CODEOWNERS', ...tenants],
  };
}

/**
 * The texts of files as a change is compared with them.
 *
 * @throws GitFileError as `presentText`
 * @public
 */
export function textsOf(
  files: GitTree['files'],
  layout: Layout,
): Map<string, string> {
  return new Map(
    [...files].map(([path, file]) => [
      path,
      presentText(path, file, treeOf(path, layout)),
    ]),
  );
}
