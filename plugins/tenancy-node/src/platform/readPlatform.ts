import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parsePlatform, type Platform } from '@groundwork/engine';

/** Keys of `tenancy` that say how the plugins run and nothing of the platform. */
const ABOUT_PLUGINS = new Set([
  'kubeconfig',
  'git',
  'watch',
  'catalog',
  'permissions',
]);

/**
 * The platform as `tenancy` in app-config describes it, with all defaults filled in.
 *
 * @throws InputError that names every wrong field; the platform team mends it in app-config
 * @public
 */
export function readPlatform(config: Config): Platform {
  const tenancy = config.getOptional('tenancy');
  if (typeof tenancy !== 'object' || tenancy === null) {
    throw new InputError(
      'There is no tenancy section in app-config; the platform team describes the platform there, see the README of @groundwork/backstage-plugin-tenancy-backend',
    );
  }
  const platform = Object.fromEntries(
    Object.entries(tenancy).filter(([key]) => !ABOUT_PLUGINS.has(key)),
  );
  try {
    return parsePlatform(platform);
  } catch (error) {
    throw new InputError(
      `tenancy in app-config can't be used: ${
        error instanceof Error ? error.message : String(error)
      }`,
      error,
    );
  }
}

/**
 * The clusters that the platform names: where tenants run and where an Argo CD does.
 *
 * @public
 */
export function clustersOf(platform: Platform): string[] {
  return [
    ...new Set(
      platform.environments.flatMap(({ cluster, argocd }) => [
        cluster,
        argocd.cluster,
      ]),
    ),
  ].sort();
}
