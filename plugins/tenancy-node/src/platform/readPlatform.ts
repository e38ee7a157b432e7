import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type Extensions,
  noExtensions,
  parsePlatform,
  type Platform,
  platformSchema,
  platformSection,
} from '@groundwork/engine';

/** What every platform has; where none of them stands, `tenancy.unmanaged` only says who may look at what is there. */
const PLATFORM_KEYS = ['repository', 'tiers', 'environments'];

/**
 * Whether `tenancy` in app-config describes a platform at all. Where it does not, everything of this suite stays inert but what
 * `tenancy.unmanaged` asks for.
 *
 * @public
 */
export function hasPlatform(config: Config): boolean {
  const tenancy: unknown = config.getOptional('tenancy');
  return tenancy !== undefined && tenancy !== null && !isOnlyUnmanaged(tenancy);
}

/**
 * Whether `tenancy` in app-config says nothing of a platform: at most who may look at what is there, and who runs the portal.
 *
 * @public
 */
export function hasOnlyUnmanaged(config: Config): boolean {
  return isOnlyUnmanaged(config.getOptional('tenancy'));
}

function isOnlyUnmanaged(tenancy: unknown): boolean {
  if (
    typeof tenancy !== 'object' ||
    tenancy === null ||
    Array.isArray(tenancy)
  ) {
    return false;
  }
  const keys = Object.keys(tenancy);
  if (PLATFORM_KEYS.some(key => keys.includes(key))) {
    return false;
  }
  // Who runs the platform may be said first of all, to be shown how to begin.
  return (
    keys.includes('unmanaged') ||
    !keys.some(key => key !== 'admins' && key in platformSchema.shape)
  );
}

/**
 * What is said where no platform is described.
 *
 * @public
 */
export const NOT_CONFIGURED =
  'Tenancy is not configured in this portal: in app-config, tenancy has neither unmanaged, to look at what is there, nor repository, tiers and environments, which describe a platform. Lines to begin with are on the page /tenancy/setup of this portal, and in the README of @groundwork/backstage-plugin-tenancy-backend.';

/**
 * The platform as `tenancy` in app-config describes it, with all defaults filled in.
 *
 * @param extensions - what the portal's extensions bring, by `readExtensions`
 * @throws InputError that names every wrong field; the platform team fixes it in app-config
 * @public
 */
export function readPlatform(
  config: Config,
  extensions: Pick<
    Extensions,
    'kinds' | 'deliveries' | 'storeProviders'
  > = noExtensions,
): Platform {
  const tenancy = config.getOptional('tenancy');
  if (!hasPlatform(config)) {
    throw new InputError(NOT_CONFIGURED);
  }
  try {
    return parsePlatform(platformSection(tenancy), extensions);
  } catch (error) {
    throw new InputError(
      `tenancy in app-config cannot be used: ${
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
