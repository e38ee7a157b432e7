import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  GitFileError,
  type GitFile,
  type GitRepositories,
  type GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Capability,
  orphaned,
  requestPlace,
  tenantRequestPath,
} from '@groundwork/engine';
import { kindOf, traitsOf } from '../git/kindOf';
import type { GitTrees } from '../git/GitTrees';

/** What was found in files that are still the same: whoever looks at a list looks again soon. */
const found = new WeakMap<
  GitTree['files'],
  { of: GitTree['files']; views: RequestView[] }
>();

/**
 * The requests of a tenant whose file is gone although what they rendered to is still in Git, and so still runs.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function orphansOf(
  {
    git,
    trees,
    capabilities,
  }: {
    git: GitRepositories;
    trees: GitTrees;
    capabilities: readonly Capability[];
  },
  tenant: string,
): Promise<RequestView[]> {
  const options = { maxAge: Math.max(trees.interval, 1) };
  const [platform, tenants] = await Promise.all([
    git.readTree(trees.repository('platform'), {
      ...options,
      under: [`platform/*/${tenant}`, tenantRequestPath(tenant)],
    }),
    git.readTree(trees.repository('tenants'), {
      ...options,
      under: [`tenants/${tenant}`],
    }),
  ]);
  const known = found.get(tenants.files);
  if (known && known.of === platform.files) {
    return known.views;
  }
  const views = orphansIn(
    tenant,
    [...platform.files, ...tenants.files],
    capabilities,
  );
  found.set(tenants.files, { of: platform.files, views });
  return views;
}

function orphansIn(
  tenant: string,
  all: ReadonlyArray<readonly [path: string, file: GitFile]>,
  capabilities: readonly Capability[],
): RequestView[] {
  const files = new Map(
    all.map(([path, file]) => [path, textOf(file)] as const),
  );
  return orphaned(files).flatMap(({ subject, message }) => {
    const place = requestPlace(subject.name);
    return place?.tenant === tenant
      ? [
          {
            kind: kindOf(place, capabilities),
            name: place.name,
            ...traitsOf(kindOf(place, capabilities), capabilities),
            path: subject.name,
            stage: 'orphaned' as const,
            why: message,
          },
        ]
      : [];
  });
}

/** A file that can't be read was not rendered by anybody. */
function textOf(file: GitFile): string {
  try {
    return file.content();
  } catch (error) {
    if (error instanceof GitFileError) {
      return '';
    }
    throw error;
  }
}
