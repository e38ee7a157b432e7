import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTenants } from '../../hooks';

/** The environments to offer: the platform's, or only those that a tenant is in once that is known. */
export function useOfferedEnvironments(
  tenant: string | undefined,
): (platform: PlatformView) => string[] {
  const { data } = useTenants();
  const known = tenant
    ? data?.items.find(({ name }) => name === tenant)
    : undefined;
  return platform =>
    platform.environments
      .map(({ name }) => name)
      .filter(
        name =>
          !known ||
          known.environments.some(environment => environment.name === name),
      );
}
