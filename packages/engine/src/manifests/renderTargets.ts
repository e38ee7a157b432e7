import { Environment, Platform } from '../platform';
import { namespaceName } from '../names';
import { RenderContext, RenderTarget } from './RenderContext';

/**
 * The environment of that name, if the platform has it.
 *
 * @public
 */
export function findEnvironment(
  platform: Platform,
  name: string,
): Environment | undefined {
  return platform.environments.find(environment => environment.name === name);
}

/**
 * The environments a request names, each with the tenant's namespace. What the platform does not have, or the tenant does not use,
 * is refused on `field`, for example `spec.environments`.
 *
 * @public
 */
export function renderTargets(
  context: RenderContext,
  names: readonly string[],
  field: string,
): RenderTarget[] {
  const { platform, tenant, refusals } = context;
  return names.flatMap((name, index) => {
    const at = `${field}[${index}]`;
    const environment = findEnvironment(platform, name);
    if (!environment) {
      refusals.add({
        code: 'UnknownEnvironment',
        field: at,
        given: name,
        message: 'This environment does not exist.',
        fix: `Use one of: ${platform.environments
          .map(e => e.name)
          .join(', ')}.`,
      });
      return [];
    }
    if (!tenant.spec.environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field: at,
        given: name,
        message: `The tenant ${tenant.metadata.name} does not have this environment.`,
        fix: `Use one of: ${tenant.spec.environments.join(
          ', ',
        )}; or add the environment to the tenant first.`,
      });
      return [];
    }
    if (names.indexOf(name) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: at,
        given: name,
        message: 'This environment is listed twice.',
        fix: 'Name it once.',
      });
      return [];
    }
    return [
      {
        platform,
        environment,
        namespace: namespaceName(platform, tenant.metadata.name, name),
      },
    ];
  });
}
