import {
  type Expectation,
  isRootKind,
  isTenantRequest,
  type RequestEnvelope,
  tenantOf,
} from '@groundwork/engine';
import { z } from 'zod';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { RequestIndex } from '../git/RequestIndex';
import type { Tenants } from '../tenants/TenantDirectory';

/**
 * Makes sure that the viewer may ask for this at all, by what `requestIndex` and `tenants` say, and answers whether the name is
 * taken: by a request, or by a tenant that runs without one.
 *
 * @throws NotAllowedError; ServiceUnavailableError if a cluster that may hold a tenant of the name was never read
 */
export async function admit(options: {
  viewer: Viewer;
  request: RequestEnvelope;
  expect: Expectation;
  access: TenantAccess;
  requestIndex: RequestIndex;
  tenants: Tenants;
}): Promise<boolean> {
  const { viewer, request, expect, access, requestIndex, tenants } = options;
  const tenant = tenantOf(request);
  const { kind } = request;
  const { name } = request.metadata;
  const exists =
    requestIndex.find(tenant, kind, name) !== undefined ||
    (isTenantRequest(request) && tenants.get(name) !== undefined);
  if (!isTenantRequest(request)) {
    await access.update(viewer, tenant, tenants);
  } else if (expect === 'create' || (expect === 'either' && !exists)) {
    await access.assertCreate(viewer);
    // Admins own every tenant: they take it from nobody.
    if (!exists && !viewer.isAdmin) {
      access.assertAllRead(tenants, request.spec.environments);
    }
  } else {
    await access.update(viewer, tenant, tenants);
  }
  return exists;
}

/**
 * Refuses a document about a tenant that the viewer may not change, before anything else of it is looked at.
 *
 * @throws NotAllowedError
 */
export async function assertTenantOf(
  document: unknown,
  viewer: Viewer,
  access: TenantAccess,
  { tenants, requestIndex }: { tenants: Tenants; requestIndex: RequestIndex },
): Promise<void> {
  const envelope = z
    .object({ kind: z.string(), metadata: z.object({ tenant: z.string() }) })
    .safeParse(document);
  if (envelope.success && !isRootKind(envelope.data.kind, requestIndex)) {
    await access.update(
      viewer,
      envelope.data.metadata.tenant.slice(0, 253),
      tenants,
    );
  }
}
