import { ServiceUnavailableError } from '@backstage/errors';
import {
  type GitRepositories,
  type GitTree,
  presentText,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';

/** What Git holds of a tenant and of all tenant requests, and the commits it was read at. */
export interface Trees {
  files: ReadonlyMap<string, string>;
  base: { platform: string; tenants: string };
}

const MAX_ATTEMPTS = 4;

/**
 * Reads both trees as far as a tenant needs them; where they share a branch, at one commit.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function readTrees(
  git: GitRepositories,
  platform: Platform,
  tenant: string,
): Promise<Trees> {
  const { platform: one, tenants: other } = platform.repository;
  const isShared = one.url === other.url && one.branch === other.branch;
  const under = {
    platform: ['platform/tenants', `platform/*/${tenant}`, 'CODEOWNERS'],
    tenants: [`tenants/${tenant}`, 'CODEOWNERS'],
  };
  if (isShared) {
    const tree = await git.readTree(one, {
      under: [...new Set([...under.platform, ...under.tenants])],
    });
    return {
      files: textsOf([tree]),
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
        files: textsOf([guarded, own]),
        base: { platform: guarded.commit, tenants: own.commit },
      };
    }
  }
  throw new ServiceUnavailableError(
    'Git is changing too fast to be read. Try again',
  );
}

function textsOf(trees: readonly GitTree[]): Map<string, string> {
  return new Map(
    trees.flatMap(({ files }) =>
      [...files].map(
        ([path, file]) => [path, presentText(path, file)] as const,
      ),
    ),
  );
}
