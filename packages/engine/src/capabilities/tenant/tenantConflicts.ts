import { Finding } from '../../model';
import { Environment, Platform } from '../../platform';
import { findEnvironment } from '../../manifests/renderTargets';
import { requestRef } from '../../request/envelope';
import { Refusal, refusalFinding } from '../../request/Refusals';
import { TenantRequest } from './request';
import {
  enclosingDomains,
  isInDomains,
  tenantDomains,
} from '../../manifests/tenantDomains';

/**
 * Where tenants are in each other's way: a domain inside of another's, or a port given twice.
 * The tenant that lies inside is told (of two with the same, the later by name), and not whose it is.
 *
 * @public
 */
export function tenantConflicts(
  tenants: readonly TenantRequest[],
  platform: Platform,
): Finding[] {
  const ordered = tenants
    .filter(tenant => tenant.spec.state !== 'removed')
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const claims = new Map<string, TenantRequest>();
  for (const tenant of ordered) {
    for (const claim of claimsOf(tenant, platform)) {
      claims.set(claim, claims.get(claim) ?? tenant);
    }
  }
  return ordered.flatMap(tenant => {
    const others = new Set<TenantRequest>();
    for (const claim of claimsOf(tenant, platform)) {
      for (const key of enclosing(claim)) {
        const holder = claims.get(key);
        if (holder && holder !== tenant) {
          others.add(holder);
        }
      }
    }
    return [...others].flatMap(other =>
      conflictsBetween(tenant, other, platform).map(conflict =>
        refusalFinding(requestRef(tenant), conflict),
      ),
    );
  });
}

/**
 * What one tenant asks for that another has.
 */
export function conflictsBetween(
  tenant: TenantRequest,
  other: TenantRequest,
  platform: Platform,
): Refusal[] {
  if (
    tenant.metadata.name === other.metadata.name ||
    other.spec.state === 'removed'
  ) {
    return [];
  }
  const theirs = environmentsOf(other, platform).flatMap(environment => [
    ...tenantDomains(other, environment),
  ]);
  const domains = environmentsOf(tenant, platform).flatMap(environment =>
    tenantDomains(tenant, environment)
      .filter(
        domain =>
          isInDomains(domain, theirs) ||
          theirs.some(taken => isInDomains(taken, [domain])),
      )
      .map(domain => ({
        code: 'DomainTaken',
        field: `spec.domains.${environment.name}`,
        given: domain,
        message: 'This domain, or one under it, is taken by another tenant.',
        fix: 'Choose another domain, or ask the platform team.',
      })),
  );
  const ports = tenant.spec.ports.flatMap((grant, index) =>
    other.spec.ports.some(
      taken => JSON.stringify(taken) === JSON.stringify(grant),
    )
      ? [
          {
            code: 'PortTaken',
            field: `spec.ports[${index}]`,
            given: `${grant.gateway}, ${grant.section}, ${grant.port}`,
            message: 'The port is taken by another tenant.',
            fix: 'Choose another port, or ask the platform team.',
          },
        ]
      : [],
  );
  return [...domains, ...ports];
}

function environmentsOf(
  tenant: TenantRequest,
  platform: Platform,
): Environment[] {
  return tenant.spec.environments.flatMap(
    name => findEnvironment(platform, name) ?? [],
  );
}

function claimsOf(tenant: TenantRequest, platform: Platform): string[] {
  return [
    ...environmentsOf(tenant, platform).flatMap(environment =>
      tenantDomains(tenant, environment),
    ),
    ...tenant.spec.ports.map(grant => `:${JSON.stringify(grant)}`),
  ];
}

/** A domain and all domains it lies in; a port only itself. */
function enclosing(claim: string): string[] {
  return claim.startsWith(':') ? [claim] : enclosingDomains(claim);
}
