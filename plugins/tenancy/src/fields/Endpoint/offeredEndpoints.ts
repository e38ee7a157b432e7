import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** An endpoint of a trigger, as the platform describes it to forms. */
interface OfferedEndpoint {
  name: string;
  /** The environments of the form that lack it. */
  missingIn: string[];
}

/**
 * The endpoints that triggers of a type may name in any of the environments, of all the platform's where none is chosen; undefined where
 * the backend does not tell.
 */
export function offeredEndpoints(
  platform: PlatformView,
  type: string,
  environments: readonly string[],
): OfferedEndpoint[] | undefined {
  const chosen = platform.environments
    .filter(
      ({ name }) => environments.length === 0 || environments.includes(name),
    )
    .map(({ name, endpoints }) => ({
      name,
      offered: endpoints
        ?.filter(endpoint => endpoint.type === type)
        .map(endpoint => endpoint.name),
    }));
  if (chosen.some(({ offered }) => offered === undefined)) {
    return undefined;
  }
  const names = new Set(chosen.flatMap(({ offered }) => offered ?? []));
  return [...names].map(name => ({
    name,
    missingIn: chosen
      .filter(({ offered }) => !offered?.includes(name))
      .map(environment => environment.name),
  }));
}
