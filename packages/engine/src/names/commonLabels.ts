import { labelKeysOf } from './labelKeys';

/**
 * Version of the renderer, written on every object. It changes when the same request renders to something else.
 *
 * @public
 */
export const rendererVersion = '1';

/**
 * Labels of every object that is rendered for a tenant.
 * `layer` is `platform` for guard rails, which admission protects, and `tenant` for what the team owns.
 *
 * @public
 */
export function commonLabels(
  platform: { prefix: string },
  tenant: string,
  environment: string,
  layer: 'platform' | 'tenant',
): Record<string, string> {
  const labelKeys = labelKeysOf(platform.prefix);
  return {
    'app.kubernetes.io/managed-by': 'groundwork',
    [labelKeys.tenant]: tenant,
    [labelKeys.environment]: environment,
    [labelKeys.layer]: layer,
  };
}

/**
 * Annotations of every rendered object.
 *
 * @public
 */
export function commonAnnotations(platform: {
  prefix: string;
}): Record<string, string> {
  return { [labelKeysOf(platform.prefix).renderer]: rendererVersion };
}
