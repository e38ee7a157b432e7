import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import {
  requestPlace,
  requestsDirectory,
  tenantRequestPath,
} from '@groundwork/engine';
import { kindOf } from '../git/kindOf';
import type { RequestIndex } from '../git/RequestIndex';
import type { MergedCommit } from './MergedCommit';
import type { RevertingParts } from './RevertingParts';

/** A request that a commit changed. */
export interface ChangedRequest {
  kind: string;
  name: string;
  path: string;
  what: 'added' | 'changed' | 'removed';
}

/** The requests of one tenant that a commit changed; of other tenants nothing is read. */
export async function changedRequests(
  { git }: Pick<RevertingParts, 'git'>,
  repository: GitBranch,
  { commit, before }: MergedCommit,
  options: { tenant: string; requestIndex: RequestIndex },
): Promise<ChangedRequest[]> {
  const { tenant, requestIndex } = options;
  const { layout } = requestIndex;
  const under = [
    tenantRequestPath(tenant, layout),
    requestsDirectory(tenant, layout),
  ];
  const [is, was] = await Promise.all(
    [commit, before].map(
      async each =>
        (await git.readCommit(repository, each, { under }))?.files ?? new Map(),
    ),
  );
  return [...new Set([...is.keys(), ...was.keys()])].sort().flatMap(path => {
    const place = requestPlace(path, layout);
    const [next, last] = [is.get(path)?.oid, was.get(path)?.oid];
    if (!place || place.tenant !== tenant || next === last) {
      return [];
    }
    return [
      {
        kind: kindOf(place, requestIndex.capabilities),
        name: place.name,
        path,
        what: whatOf(next, last),
      },
    ];
  });
}

function whatOf(
  next: string | undefined,
  last: string | undefined,
): ChangedRequest['what'] {
  if (last === undefined) {
    return 'added';
  }
  return next === undefined ? 'removed' : 'changed';
}
