import { expandTemplate } from './expandTemplate';

/**
 * The namespace of a tenant in an environment, by the platform's naming.
 *
 * @public
 */
export function namespaceName(
  platform: { naming: { namespace: string } },
  tenant: string,
  environment: string,
): string {
  return expandTemplate(platform.naming.namespace, { tenant, environment });
}
