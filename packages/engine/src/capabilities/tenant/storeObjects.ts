import { KubernetesObject } from '../../model';
import { PlatformSecretStore } from '../../platform';
import { account } from './accessObjects';
import { storeRole, StoreScope } from './storeRole';
import {
  Objects,
  platformMeta,
  storeAccount,
  TenantTarget,
} from './TenantTarget';

/**
 * The stores of the tenant's own namespace. Each authenticates as the tenant, with a role that reads the tenant's paths only:
 * External Secrets itself has no limit on paths. Stores of the whole cluster are the platform's and are not rendered here.
 */
export function storeObjects(target: TenantTarget): Objects {
  const stores = target.environment.secretStores.filter(
    store => store.scope === 'namespaced',
  );
  return stores.length === 0
    ? []
    : [
        ...accounts(target, stores),
        ...stores.map(store => storeObject(target, store)),
      ];
}

/** Cloud identities are annotations of a ServiceAccount, so stores with different ones have different accounts. */
function accounts(
  target: TenantTarget,
  stores: readonly PlatformSecretStore[],
): Objects {
  const objects = new Map<string, KubernetesObject>();
  for (const store of stores) {
    const name = accountOf(store);
    objects.set(name, account(target, name, identity(target, store)));
  }
  return [...objects.values()];
}

function accountOf(store: PlatformSecretStore): string {
  return store.provider === 'vault'
    ? storeAccount
    : `${storeAccount}-${store.name}`;
}

function identity(
  target: TenantTarget,
  store: PlatformSecretStore,
): Record<string, string> | undefined {
  switch (store.provider) {
    case 'awsSecretsManager':
    case 'awsParameterStore': {
      const role = storeRole(store, scopeOf(target));
      return role === undefined
        ? undefined
        : { 'eks.amazonaws.com/role-arn': role };
    }
    case 'azureKeyVault':
      return store.identityId === undefined
        ? undefined
        : {
            'azure.workload.identity/client-id': store.identityId,
            ...(store.tenantId === undefined
              ? {}
              : { 'azure.workload.identity/tenant-id': store.tenantId }),
          };
    default:
      return undefined;
  }
}

function storeObject(
  target: TenantTarget,
  store: PlatformSecretStore,
): KubernetesObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: platformMeta(target, store.name),
    spec: { provider: provider(target, store) },
  };
}

function provider(
  target: TenantTarget,
  store: PlatformSecretStore,
): Record<string, unknown> {
  const serviceAccountRef = { name: accountOf(store) };
  switch (store.provider) {
    case 'vault':
      return {
        vault: {
          server: store.server,
          path: store.mount,
          version: store.version,
          ...(store.caProvider === undefined
            ? {}
            : {
                caProvider: {
                  type: store.caProvider.kind,
                  name: store.caProvider.name,
                  key: store.caProvider.key,
                },
              }),
          auth: {
            kubernetes: {
              mountPath: store.authMount,
              role: storeRole(store, scopeOf(target)),
              serviceAccountRef,
            },
          },
        },
      };
    case 'awsSecretsManager':
    case 'awsParameterStore':
      return {
        aws: {
          service:
            store.provider === 'awsParameterStore'
              ? 'ParameterStore'
              : 'SecretsManager',
          region: store.region,
          auth: { jwt: { serviceAccountRef } },
        },
      };
    case 'azureKeyVault':
      return {
        azurekv: {
          authType: 'WorkloadIdentity',
          vaultUrl: store.vaultUrl,
          ...(store.tenantId === undefined ? {} : { tenantId: store.tenantId }),
          serviceAccountRef,
        },
      };
    default:
      throw new TypeError(
        `A store of ${store.provider} can't be rendered into a namespace.`,
      );
  }
}

/** What the templates of stores may use. */
export function scopeOf(target: TenantTarget): StoreScope {
  return {
    tenant: target.tenant,
    environment: target.environment.name,
    namespace: target.namespace,
  };
}
