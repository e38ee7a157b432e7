import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  authorOf,
  type CatalogUser,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Caller } from './Caller';

/** Who a commit is by: the person as the catalog knows them, or the pipeline by its name. */
export async function authorOfCaller(
  caller: Caller,
  catalog: CatalogService,
): Promise<{ name: string; email: string }> {
  if ('deployer' in caller) {
    return authorOf({ ref: `${caller.deployer.name} (pipeline)` });
  }
  const { credentials, user } = caller.viewer;
  if (user === undefined) {
    return authorOf();
  }
  const entity: CatalogUser | undefined = await catalog.getEntityByRef(user, {
    credentials,
  });
  return authorOf({ ref: user, ...(entity ? { entity } : {}) });
}
