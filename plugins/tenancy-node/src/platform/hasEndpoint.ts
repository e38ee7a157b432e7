import type { Config } from '@backstage/config';

/**
 * Whether `discovery.endpoints` names a plugin: then it is installed, if not in this backend, and an address that knows nothing of
 * it is one that does not answer for it yet.
 *
 * @public
 */
export function hasEndpoint(config: Config, pluginId: string): boolean {
  return (config.getOptionalConfigArray('discovery.endpoints') ?? []).some(
    endpoint =>
      endpoint.getOptionalStringArray('plugins')?.includes(pluginId) ?? false,
  );
}
