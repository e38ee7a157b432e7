import { RenderContext } from '../../manifests/RenderContext';
import { findEnvironment } from '../../manifests/renderTargets';
import { TenantRequest } from './request';
import { isInDomains, tenantDomains } from '../../manifests/tenantDomains';

/**
 * Refuses domains that the platform does not give away: each lies below a domain of its environment, and no domain of any environment
 * is it or lies inside of it, since those belong to all tenants. DNS is one for all environments: `dev` below `example.com` would hold
 * every name of an environment under `dev.example.com`. That goes for domains that follow from the tenant's name, too.
 */
export function checkDomains(
  request: TenantRequest,
  { platform, refusals }: RenderContext,
): void {
  const shared = platform.environments.flatMap(({ domains }) => domains);
  const holdsShared = (domain: string) =>
    shared.some(parent => isInDomains(parent, [domain]));
  for (const name of request.spec.environments) {
    const environment = findEnvironment(platform, name);
    if (environment && !Object.hasOwn(request.spec.domains, name)) {
      const domain = tenantDomains(request, environment).find(holdsShared);
      if (domain !== undefined) {
        refusals.add({
          code: 'DomainNotOffered',
          field: 'metadata.name',
          given: request.metadata.name,
          message: `In ${name} this tenant would get ${domain}, which is shared by all tenants.`,
          fix: `Choose another name, or set its domains in spec.domains.${name}.`,
        });
      }
    }
  }
  for (const [name, domains] of Object.entries(request.spec.domains)) {
    const field = `spec.domains.${name}`;
    const environment = findEnvironment(platform, name);
    if (!environment || !request.spec.environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field,
        given: name,
        message: 'The tenant does not have this environment.',
        fix: `Use one of: ${request.spec.environments.join(', ')}.`,
      });
      continue;
    }
    domains.forEach((domain, index) => {
      const offered = environment.domains.some(parent =>
        domain.endsWith(`.${parent}`),
      );
      const whole = holdsShared(domain);
      if (!offered || whole) {
        refusals.add({
          code: 'DomainNotOffered',
          field: `${field}[${index}]`,
          given: domain,
          message: whole
            ? 'This domain is shared by all tenants.'
            : 'This domain does not belong to the platform.',
          fix:
            environment.domains.length === 0
              ? `The environment ${name} has no domains.`
              : `Use a name under one of: ${environment.domains.join(', ')}.`,
        });
      }
      if (domains.indexOf(domain) !== index) {
        refusals.add({
          code: 'Duplicate',
          field: `${field}[${index}]`,
          given: domain,
          message: 'This domain is listed twice.',
          fix: 'Name it once.',
        });
      }
    });
  }
}
