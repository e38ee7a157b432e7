import { NotFoundError } from '@backstage/errors';
import type { RequestFileView } from '@groundwork/backstage-plugin-tenancy-common';
import { assertRead } from '../git/assertRead';
import type { Tenancy } from '../Tenancy';

/**
 * One request file of a tenant that the caller may see.
 *
 * @throws NotFoundError if Git has no such request, or none that can be read; ServiceUnavailableError if Git was never read
 */
export function requestFileView(
  { requestIndex, trees }: Pick<Tenancy, 'requestIndex' | 'trees'>,
  { tenant, kind, name }: { tenant: string; kind: string; name: string },
): RequestFileView {
  const { commit } = assertRead(
    trees,
    kind.toLowerCase() === 'tenant' ? 'platform' : 'tenants',
  );
  const entry = requestIndex.find(tenant, kind, name);
  if (!entry?.request) {
    throw new NotFoundError(
      entry
        ? `${entry.path} is not a valid request: ${entry.findings
            .map(({ message }) => message)
            .join(' ')}`
        : `Tenant ${tenant} has no ${kind} request ${name}`,
    );
  }
  return { path: entry.path, commit, request: entry.request };
}
