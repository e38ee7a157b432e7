import type { OperationView } from '@groundwork/backstage-plugin-tenancy-common';
import { type Environment, isKnown } from '@groundwork/engine';
import { ownApplication } from '../acting/own';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';

/**
 * The operation of an Application of a tenant, as the live snapshot has it.
 *
 * @throws NotFoundError if the tenant has no such Application there; ConflictError if it has several of that name
 */
export function operationView(
  tenancy: Pick<Tenancy, 'directory' | 'platform' | 'snapshot' | 'statuses'>,
  tenant: TenantEntry,
  environment: Environment,
  name: string,
): OperationView {
  const found = ownApplication(tenancy, tenant, environment, name);
  const { ref } = found.status;
  const known = tenancy.snapshot.list(ref);
  const { operation } = found.acted;
  const asOf = isKnown(known) ? known.asOf : known.last?.asOf;
  return {
    ...(operation ? { operation } : {}),
    ...(asOf === undefined ? {} : { asOf }),
    ...(isKnown(known)
      ? {}
      : {
          problem: `Cluster ${ref.cluster} does not answer: how the operation goes on is not known.`,
        }),
  };
}
