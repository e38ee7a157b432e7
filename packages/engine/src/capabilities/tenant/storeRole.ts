import { expandTemplate } from '../../names/templates';
import { PlatformSecretStore } from '../../platform';

/**
 * What templates of secret stores may use.
 *
 * @public
 */
export interface StoreScope {
  tenant: string;
  environment: string;
  namespace: string;
}

/**
 * The provider's role of the tenant, where the store has one.
 *
 * @public
 */
export function storeRole(
  store: PlatformSecretStore,
  scope: StoreScope,
): string | undefined {
  return 'role' in store && store.role !== undefined
    ? expandTemplate(store.role, { ...scope })
    : undefined;
}
