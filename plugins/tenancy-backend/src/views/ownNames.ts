import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { redactNames } from '../timeline/redactNames';

/** Cuts the names of other tenants out of texts about one, for who may read these tenants. */
export function ownNames(
  { directory }: Pick<Tenancy, 'directory'>,
  tenant: TenantEntry,
  readable: ReadonlySet<string>,
): (text: string) => string {
  const own = new Set([
    ...readable,
    ...tenant.environments.flatMap(each => [each.name, each.namespace]),
  ]);
  return text =>
    redactNames(text, {
      own,
      isForeign: name =>
        !readable.has(name) && directory.get(name) !== undefined,
    });
}
