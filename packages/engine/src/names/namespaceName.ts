import { Platform } from '../platform';
import { expandTemplate } from './expandTemplate';

/**
 * The namespace of a tenant in an environment, by the platform's naming.
 *
 * @public
 */
export function namespaceName(
  platform: Pick<Platform, 'naming'>,
  tenant: string,
  environment: string,
): string {
  return expandTemplate(platform.naming.namespace, { tenant, environment });
}
