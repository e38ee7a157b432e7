import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type Finding,
  isTenantRequest,
  type RequestEnvelope,
} from '@groundwork/engine';
import { requestFinding } from './requestFinding';

/**
 * What is wrong with the owner that a Tenant request names: it must be a group of the catalog, and the caller's own,
 * so that nobody gives or takes a tenant in the name of others. `claims` are entity references in lower case.
 *
 * @public
 */
export async function ownerFindings(options: {
  request: RequestEnvelope;
  claims: ReadonlySet<string>;
  isAdmin: boolean;
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<Finding[]> {
  const { request, claims, isAdmin, catalog, credentials } = options;
  if (!isTenantRequest(request)) {
    return [];
  }
  const { owner } = request.spec;
  if (!(await catalog.getEntityByRef(owner, { credentials }))) {
    return [
      requestFinding(request, {
        code: 'UnknownOwner',
        field: 'spec.owner',
        message: `There is no group ${owner} in the catalog.`,
        fix: 'Choose a group of the catalog, or register it first.',
      }),
    ];
  }
  return isAdmin || claims.has(owner)
    ? []
    : [
        requestFinding(request, {
          code: 'NotYourGroup',
          field: 'spec.owner',
          message: `You are not a member of ${owner}.`,
          fix: 'Choose a group that you are in, or let one of its members or the platform team ask.',
        }),
      ];
}
