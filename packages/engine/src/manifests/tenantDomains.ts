import { Environment } from '../platform';
import { Tenant } from './Tenant';

/**
 * The domains a tenant may take hostnames under, in an environment: those of its request,
 * else `<tenant>.<domain>` for every domain of the environment.
 *
 * @public
 */
export function tenantDomains(
  tenant: Tenant,
  environment: Environment,
): readonly string[] {
  const { name } = tenant.metadata;
  return Object.hasOwn(tenant.spec.domains, environment.name)
    ? tenant.spec.domains[environment.name]
    : environment.domains.map(domain => `${name}.${domain}`);
}

/**
 * Whether a hostname, which may begin with `*.`, is one of the domains or below one of them.
 *
 * @public
 */
export function isInDomains(
  hostname: string,
  domains: readonly string[],
): boolean {
  const bare = hostname.startsWith('*.') ? hostname.slice(2) : hostname;
  return domains.some(domain => bare === domain || bare.endsWith(`.${domain}`));
}
