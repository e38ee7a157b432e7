import { RequestEnvelope } from '../request/envelope';

/**
 * A port of a gateway that is one tenant's alone.
 *
 * @public
 */
export interface GrantedPort {
  environment: string;
  gateway: string;
  section: string;
  port: number;
}

/**
 * What every capability may know of the tenant that a request belongs to: the request of the tenant, after parsing.
 *
 * @public
 */
export interface Tenant {
  metadata: { name: string };
  spec: {
    /** Entity reference of the group that owns it. */
    owner: string;
    /** Environments the tenant has a namespace in. */
    environments: readonly string[];
    /** Name of its tier. */
    tier: string;
    state: 'active' | 'draining' | 'removed';
    /** Environments whose workloads are taken away. */
    draining: readonly string[];
    /** Domains it may take hostnames under, by environment; see {@link tenantDomains}. */
    domains: Readonly<Record<string, readonly string[]>>;
    ports: readonly GrantedPort[];
    /** Addresses of repositories that its Applications may read. */
    repositories: readonly string[];
  };
}

/**
 * Whether a request is the one of a tenant, to which all others belong. Only such a request names no tenant.
 *
 * @public
 */
export function isTenant<R extends RequestEnvelope>(
  request: R,
): request is R & Tenant {
  return request.metadata.tenant === undefined;
}

/**
 * Whether the workloads of a tenant are being taken away in an environment.
 *
 * @public
 */
export function isDraining({ spec }: Tenant, environment: string): boolean {
  return spec.state !== 'active' || spec.draining.includes(environment);
}
