import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  GitFileError,
  type GitFile,
  type GitRepositories,
  type GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Capability,
  type Layout,
  olderHeads,
  orphaned,
  requestPlace,
} from '@groundwork/engine';
import { kindOf, traitsOf } from '../git/kindOf';
import type { GitTrees } from '../git/GitTrees';
import { readTenantTrees } from '../git/readTenantTrees';

/** What the heads of a tenant's rendered files tell of its requests. */
export interface Heads {
  /** Requests whose file is gone although what they rendered to is still in Git, and so still runs. */
  orphans: readonly RequestView[];
  /** Paths of requests that an older version rendered. */
  older: ReadonlySet<string>;
}

/** What was found in files that are still the same: whoever looks at a list looks again soon. */
const found = new WeakMap<
  GitTree['files'],
  { of: GitTree['files']; heads: Heads }
>();

/**
 * Reads the heads of what was rendered for a tenant.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function headsOf(
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
): Promise<Heads> {
  const { platform, tenants } = await readTenantTrees({ git, trees }, tenant);
  const known = found.get(tenants.files);
  if (known && known.of === platform.files) {
    return known.heads;
  }
  const files = new Map(
    [...platform.files, ...tenants.files].map(
      ([path, file]) => [path, textOf(file)] as const,
    ),
  );
  const heads = {
    orphans: orphansIn(tenant, files, { capabilities, layout: trees.layout }),
    older: olderHeads(files),
  };
  found.set(tenants.files, { of: platform.files, heads });
  return heads;
}

function orphansIn(
  tenant: string,
  files: ReadonlyMap<string, string>,
  {
    capabilities,
    layout,
  }: { capabilities: readonly Capability[]; layout: Layout },
): RequestView[] {
  return orphaned(files, layout).flatMap(({ subject, message }) => {
    const place = requestPlace(subject.name, layout);
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
