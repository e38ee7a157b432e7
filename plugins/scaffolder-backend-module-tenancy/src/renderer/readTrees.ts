import { ServiceUnavailableError } from '@backstage/errors';
import {
  type GitRepositories,
  pathsFor,
  textsOf,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { FilesInGit, Platform } from '@groundwork/engine';

/** What Git holds of a tenant and of all tenant requests, and the commits it was read at. */
export interface Trees {
  files: FilesInGit;
  base: { platform: string; tenants: string };
}

const MAX_ATTEMPTS = 4;

/**
 * Reads both trees as far as a tenant needs them, or all of them where none is named; where they share a branch, at one commit.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function readTrees(
  git: GitRepositories,
  platform: Platform,
  tenant: string | undefined,
): Promise<Trees> {
  const { layout } = platform;
  const { platform: one, tenants: other } = platform.repository;
  const isShared = one.url === other.url && one.branch === other.branch;
  const paths = pathsFor(tenant, layout);
  const under = {
    ...paths,
    platform: [...new Set([...paths.platform, layout.tenantRequests])],
  };
  if (isShared) {
    const tree = await git.readTree(one, {
      under: [...new Set([...under.platform, ...under.tenants])],
    });
    const files = textsOf(tree.files, layout);
    return {
      files: { platform: files, tenants: files },
      base: { platform: tree.commit, tenants: tree.commit },
    };
  }
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const guarded = await git.readTree(one, { under: under.platform });
    const own = await git.readTree(other, { under: under.tenants });
    // Two branches can't be read at one moment, but neither may move between the two looks.
    const again = await git.readTree(one, { under: under.platform });
    if (again.commit === guarded.commit) {
      return {
        files: {
          platform: textsOf(guarded.files, layout),
          tenants: textsOf(own.files, layout),
        },
        base: { platform: guarded.commit, tenants: own.commit },
      };
    }
  }
  throw new ServiceUnavailableError(
    'Git is changing too fast to be read. Try again',
  );
}
