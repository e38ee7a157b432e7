import type { Config } from '@backstage/config';

/**
 * Whether `discovery.endpoints` leads this backend to another one for a plugin, by its name or with all others (`*`): then it is
 * installed, if not here, and an address that knows nothing of it is one that does not answer for it yet. A target for browsers
 * alone leads nobody here.
 *
 * @public
 */
export function hasEndpoint(config: Config, pluginId: string): boolean {
  return (config.getOptionalConfigArray('discovery.endpoints') ?? []).some(
    endpoint =>
      (typeof endpoint.getOptional('target') === 'string' ||
        endpoint.has('target.internal')) &&
      (endpoint.getOptionalStringArray('plugins') ?? []).some(
        each => each === pluginId || each === '*',
      ),
  );
}
