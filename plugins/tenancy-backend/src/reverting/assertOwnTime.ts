import { InputError } from '@backstage/errors';
import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import {
  isTenantRequest,
  type ParseOptions,
  tenantRequestPath,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import { DEPTH, type MergedCommit } from './MergedCommit';
import { requestAt } from './requestAt';
import type { RevertingParts } from './RevertingParts';

/**
 * Refuses all but admins what was done while a tenant belonged to somebody else: what it held then is none of the present owner's
 * business. What is not known counts as somebody else's.
 *
 * @throws InputError
 */
export async function assertOwnTime(
  parts: Pick<RevertingParts, 'git' | 'trees'>,
  options: {
    viewer: Viewer;
    tenant: string;
    owner: string | undefined;
    repository: GitBranch;
    merged: MergedCommit;
    parse: ParseOptions;
  },
): Promise<void> {
  const { viewer, tenant, owner, merged } = options;
  if (viewer.isAdmin) {
    return;
  }
  const owners = await ownersAt(parts, options);
  if (owners.length === 0 || owners.some(each => each !== owner)) {
    throw new InputError(
      `commit: ${merged.commit.slice(
        0,
        7,
      )} was made when ${tenant} belonged to another group, or it is not known whose it was. The platform team can take it back`,
    );
  }
}

/** Who owned the tenant before a commit and with it, where its request tells. */
async function ownersAt(
  { git, trees }: Pick<RevertingParts, 'git' | 'trees'>,
  options: {
    tenant: string;
    repository: GitBranch;
    merged: MergedCommit;
    parse: ParseOptions;
  },
): Promise<string[]> {
  const { tenant, repository, merged, parse } = options;
  const platform = trees.repository('platform');
  const isShared =
    platform.url === repository.url && platform.branch === repository.branch;
  const { commits } = isShared
    ? { commits: [] }
    : await git.readHistory(platform, {
        depth: DEPTH,
        maxAge: Number.MAX_SAFE_INTEGER,
      });
  const then = commits.find(
    ({ at }) => at !== undefined && merged.at !== undefined && at <= merged.at,
  )?.commit;
  const places = isShared ? [merged.before, merged.commit] : [then];
  const path = tenantRequestPath(tenant, trees.layout);
  const found = await Promise.all(
    places.map(commit =>
      commit === undefined
        ? undefined
        : requestAt(git, platform, commit, path, parse),
    ),
  );
  return found.flatMap(request =>
    request && isTenantRequest(request) ? [request.spec.owner] : [],
  );
}
