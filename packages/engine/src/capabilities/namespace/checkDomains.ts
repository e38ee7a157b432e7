import { RenderContext } from '../../render/RenderContext';
import { findEnvironment } from '../../render/renderTargets';
import { TenantRequest } from './request';

/**
 * Refuses domains that the platform does not give away: each lies below a domain of its environment, and is not that domain itself,
 * which belongs to all tenants.
 */
export function checkDomains(
  request: TenantRequest,
  { platform, refusals }: RenderContext,
): void {
  for (const [name, domains] of Object.entries(request.spec.domains)) {
    const field = `spec.domains.${name}`;
    const environment = findEnvironment(platform, name);
    if (!environment || !request.spec.environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field,
        given: name,
        message: 'The tenant is not in this environment.',
        fix: `Use one of: ${request.spec.environments.join(', ')}.`,
      });
      continue;
    }
    domains.forEach((domain, index) => {
      const offered = environment.domains.some(parent =>
        domain.endsWith(`.${parent}`),
      );
      const whole = environment.domains.some(
        parent => parent === domain || parent.endsWith(`.${domain}`),
      );
      if (!offered || whole) {
        refusals.add({
          code: 'DomainNotOffered',
          field: `${field}[${index}]`,
          given: domain,
          message: whole
            ? 'The platform shares this domain between tenants.'
            : 'The platform does not give names under this domain.',
          fix:
            environment.domains.length === 0
              ? `The environment ${name} has no domains.`
              : `Use a name below one of: ${environment.domains.join(', ')}.`,
        });
      }
      if (domains.indexOf(domain) !== index) {
        refusals.add({
          code: 'Duplicate',
          field: `${field}[${index}]`,
          given: domain,
          message: 'The domain is named twice.',
          fix: 'Name it once.',
        });
      }
    });
  }
}
