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
    : usualDomains(name, environment);
}

/** The domains that follow from the name of a tenant. */
export function usualDomains(
  tenant: string,
  { domains }: Pick<Environment, 'domains'>,
): string[] {
  return domains.map(domain => `${tenant}.${domain}`);
}

/** A domain and all domains that it lies in. */
export function enclosingDomains(domain: string): string[] {
  const labels = domain.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
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
