import { KubernetesObject } from '../../model';
import {
  SecretStoreProvider,
  StoreConfig,
  StoreUse,
  storeProviderOf,
} from '../../platform';
import { storePrefix } from '../../platform/storePath';
import { account } from './accessObjects';
import {
  Objects,
  platformMeta,
  storeAccount,
  TenantTarget,
} from './TenantTarget';

/** A store of the tenant's own namespace, with all that its provider is told. */
interface OwnStore {
  store: StoreConfig;
  provider: SecretStoreProvider;
  use: StoreUse;
}

/**
 * The stores of the tenant's own namespace. Each authenticates as the tenant, with a role that reads the tenant's paths only:
 * External Secrets itself has no limit on paths. Stores of the whole cluster are the platform's and are not rendered here.
 */
export function storeObjects(target: TenantTarget): Objects {
  const stores = storesOf(target);
  return [
    ...accounts(target, stores),
    ...stores.map(each => storeObject(target, each)),
  ];
}

/** The stores that are rendered into the tenant's namespace. Configuration is checked for prefixes that do not keep tenants apart. */
export function storesOf(target: TenantTarget): OwnStore[] {
  const { environment, platform, tenant, namespace } = target;
  return environment.secretStores
    .filter(({ scope }) => scope === 'namespaced')
    .map(store => {
      const provider = storeProviderOf(store, platform);
      const bounds = storePrefix(store, target, platform);
      if (!provider || 'problem' in bounds) {
        throw new TypeError(
          'problem' in bounds ? bounds.problem : store.provider,
        );
      }
      return {
        store,
        provider,
        use: {
          tenant,
          environment: environment.name,
          namespace,
          prefix: bounds.prefix,
          serviceAccount: provider.identity
            ? `${storeAccount}-${store.name}`
            : storeAccount,
        },
      };
    });
}

/** Cloud identities are annotations of a ServiceAccount, so stores with different ones have different accounts. */
function accounts(target: TenantTarget, stores: readonly OwnStore[]): Objects {
  const objects = new Map<string, KubernetesObject>();
  for (const { store, provider, use } of stores) {
    const identity = provider.identity?.(store, use) ?? {};
    objects.set(
      use.serviceAccount,
      account(
        target,
        use.serviceAccount,
        Object.keys(identity).length > 0 ? identity : undefined,
      ),
    );
  }
  return [...objects.values()];
}

function storeObject(
  target: TenantTarget,
  { store, provider, use }: OwnStore,
): KubernetesObject {
  if (!provider.spec) {
    throw new TypeError(
      `A store of ${provider.name} cannot be rendered into a namespace.`,
    );
  }
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: platformMeta(target, store.name),
    spec: { provider: provider.spec(store, use) },
  };
}
