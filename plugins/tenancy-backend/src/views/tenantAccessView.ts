import type { TenantAccessView } from '@groundwork/backstage-plugin-tenancy-common';
import { inTurns, letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { type AccessGrant, accessStatusInSteps } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { foreignTo } from './foreignTo';
import { ownNames } from './ownNames';
import { viewBase } from './viewBase';

/** Who may do what in the namespaces of a tenant, for a caller who may read these tenants. */
export async function tenantAccessView(
  tenancy: Tenancy,
  tenant: TenantEntry,
  viewer: Viewer,
  readable: ReadonlySet<string>,
): Promise<TenantAccessView> {
  const { platform, snapshot, facts, statuses } = tenancy;
  const access = await inTurns(
    accessStatusInSteps(
      {
        name: tenant.name,
        environments: tenant.environments.map(({ name }) => name),
      },
      snapshot,
      { platform, facts: facts(), now: Date.now() },
    ),
  );
  const isForeign = foreignTo(tenancy, tenant, readable);
  const clean = ownNames(tenancy, tenant, readable);
  const redacted = (grant: AccessGrant): AccessGrant => {
    const { subject, binding, role } = grant;
    const isOthers =
      subject.namespace !== undefined &&
      isForeign({ ...binding, namespace: subject.namespace });
    return {
      ...grant,
      subject: isOthers
        ? { kind: subject.kind, name: '(another tenant)' }
        : { ...subject, name: clean(subject.name) },
      role: { ...role, name: clean(role.name) },
      binding: { ...binding, name: clean(binding.name) },
    };
  };
  const grants: AccessGrant[] = [];
  for (const grant of access.grants) {
    // A name of many parts may hold that of a tenant in each.
    grants.push(viewer.isAdmin ? grant : redacted(grant));
    await letOthers();
  }
  return {
    ...viewBase(tenancy, tenant, await statuses.of(tenant)),
    access: { ...access, grants },
  };
}
