import { Refusals } from '../request/Refusals';
import { RenderContext } from './RenderContext';
import { renderTargets } from './renderTargets';
import { namespaceName } from '../names';
import { tenantDomains } from './tenantDomains';
import { Target } from './Target';

/**
 * The environments a request is for, with everything its renderer needs. Without names it is for all of the tenant.
 * What can't be is refused on `spec.environments`.
 *
 * @public
 */
export function targetsOf(
  context: RenderContext,
  names: readonly string[] | undefined,
): Target[] {
  const { platform, tenant, refusals } = context;
  const targets = renderTargets(
    context,
    names ?? tenant.spec.environments,
    'spec.environments',
  );
  const tier = platform.tiers[tenant.spec.tier];
  if (!tier) {
    refusals.add({
      code: 'UnknownTier',
      field: 'metadata.tenant',
      given: tenant.spec.tier,
      message: `The platform no longer has the tier of ${tenant.metadata.name}.`,
      fix: `Ask the platform team to change the tier of the tenant to one of: ${Object.keys(
        platform.tiers,
      ).join(', ')}.`,
      fixableBy: 'platform',
    });
    return [];
  }
  return targets.map(({ environment, namespace }) => ({
    platform,
    environment,
    tenant: tenant.metadata.name,
    namespace,
    tier,
    domains: tenantDomains(tenant, environment),
    ports: tenant.spec.ports.filter(
      grant => grant.environment === environment.name,
    ),
    siblings: siblings(context, environment.name),
    gatewayApi: context.gatewayApi[environment.cluster],
  }));
}

/** The tenant's namespaces of other environments on the same cluster. */
function siblings(
  { platform, tenant }: RenderContext,
  name: string,
): Record<string, string> {
  const here = platform.environments.find(e => e.name === name);
  return Object.fromEntries(
    platform.environments
      .filter(
        e =>
          e.name !== name &&
          e.cluster === here?.cluster &&
          tenant.spec.environments.includes(e.name),
      )
      .map(e => [
        e.name,
        namespaceName(platform, tenant.metadata.name, e.name),
      ]),
  );
}

/**
 * Refuses overrides for environments the request is not for.
 *
 * @public
 */
export function refuseStrayOverrides(
  refusals: Refusals,
  overrides: Readonly<Record<string, unknown>>,
  targets: readonly Target[],
  field = 'spec.overrides',
): void {
  const names = targets.map(target => target.environment.name);
  for (const name of Object.keys(overrides)) {
    if (!names.includes(name)) {
      refusals.add({
        code: 'UnknownEnvironment',
        field: `${field}.${name}`,
        message: 'This request is not deployed to this environment.',
        fix: `Use one of: ${names.join(', ')}; or add it to spec.environments.`,
      });
    }
  }
}
