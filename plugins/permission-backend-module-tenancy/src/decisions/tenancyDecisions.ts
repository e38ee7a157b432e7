import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Decide } from './Decide';
import { decideOnKubernetes } from './decideOnKubernetes';
import { decideOnTasks } from './decideOnTasks';
import { decideOnTemplates } from './decideOnTemplates';
import { decideOnTenantEntities } from './decideOnTenantEntities';
import { readTab } from './readTab';

const VISIBILITIES = ['owners', 'everyone'];

/**
 * All parts of the policy in one, as `tenancy.admins` and `tenancy.permissions` configure them. Another policy asks it
 * first, and decides by itself where the answer is undefined.
 *
 * @throws InputError if the configuration has a value that is none
 * @public
 */
export function tenancyDecisions(config: Config): Decide {
  // As the platform reads them: references are compared in lower case.
  const admins = (config.getOptionalStringArray('tenancy.admins') ?? []).map(
    admin => admin.toLowerCase(),
  );
  const visibleTo =
    config.getOptionalString('tenancy.permissions.tenantEntities') ?? 'owners';
  if (!VISIBILITIES.includes(visibleTo)) {
    throw new InputError(
      `tenancy.permissions.tenantEntities: must be one of ${VISIBILITIES.join(
        ', ',
      )}, and is ${visibleTo}; the platform team corrects it in app-config`,
    );
  }
  const parts = [
    decideOnTasks({ admins }),
    decideOnTemplates({ admins }),
    decideOnKubernetes({
      admins,
      tab: readTab(config),
    }),
    ...(visibleTo === 'owners' ? [decideOnTenantEntities({ admins })] : []),
  ];
  return (query, user) => {
    for (const decide of parts) {
      const decision = decide(query, user);
      if (decision) {
        return decision;
      }
    }
    return undefined;
  };
}
