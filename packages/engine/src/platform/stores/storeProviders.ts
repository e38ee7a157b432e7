import { awsParameterStore, awsSecretsManager } from './aws';
import { azureKeyVault } from './azureKeyVault';
import { bitwarden } from './bitwarden';
import type { SecretStoreProvider, StoreConfig } from './SecretStoreProvider';
import { vault } from './vault';

/**
 * The providers of secret stores that Groundwork brings.
 *
 * @public
 */
export const builtInStoreProviders: readonly SecretStoreProvider[] = [
  vault,
  awsSecretsManager,
  awsParameterStore,
  azureKeyVault,
  bitwarden,
];

/**
 * The provider of a store, of Groundwork or of an extension; undefined for one that neither brings.
 *
 * @public
 */
export function storeProviderOf(
  { provider }: Pick<StoreConfig, 'provider'>,
  { storeProviders = [] }: StoreProviders = {},
): SecretStoreProvider | undefined {
  return [...builtInStoreProviders, ...storeProviders].find(
    ({ name }) => name === provider,
  );
}

/**
 * What extensions bring beside the built-in providers.
 *
 * @public
 */
export interface StoreProviders {
  storeProviders?: readonly SecretStoreProvider[];
}
