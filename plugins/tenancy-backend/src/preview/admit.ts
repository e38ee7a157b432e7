import {
  type Expectation,
  expectationFinding,
} from '@groundwork/backstage-plugin-tenancy-node';
import { type Finding, type Request, tenantOf } from '@groundwork/engine';
import { z } from 'zod';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { RequestBook } from '../git/RequestBook';
import type { TenantDirectory } from '../tenants/TenantDirectory';

/**
 * Whether the viewer may ask for this at all, and whether the name is as expected.
 * A name that is taken is a finding, since whoever fills a form can mend it.
 *
 * @throws NotAllowedError
 */
export async function admit(options: {
  viewer: Viewer;
  request: Request;
  expect: Expectation;
  access: TenantAccess;
  book: RequestBook;
  directory: TenantDirectory;
}): Promise<Finding | undefined> {
  const { viewer, request, expect, access, book, directory } = options;
  const tenant = tenantOf(request);
  const { kind } = request;
  const { name } = request.metadata;
  const exists =
    book.find(tenant, kind, name) !== undefined ||
    (kind === 'Tenant' && directory.get(name) !== undefined);
  if (kind !== 'Tenant') {
    await access.update(viewer, tenant);
  } else if (expect === 'create' || (expect === 'either' && !exists)) {
    await access.assertCreate(viewer);
  } else {
    await access.update(viewer, tenant);
  }
  return expectationFinding(request, exists, expect);
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
): Promise<void> {
  const envelope = z
    .object({ kind: z.string(), metadata: z.object({ tenant: z.string() }) })
    .safeParse(document);
  if (envelope.success && envelope.data.kind !== 'Tenant') {
    await access.update(viewer, envelope.data.metadata.tenant.slice(0, 253));
  }
}
