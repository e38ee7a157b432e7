import { z } from 'zod';
import type { SecretStoreProvider, StoreConfig } from './SecretStoreProvider';

const fields = {
  vaultUrl: z.string().url(),
  identityId: z
    .string()
    .optional()
    .describe('Client id of the managed identity'),
  tenantId: z.string().optional().describe('Entra tenant of the vault'),
};

type Azure = StoreConfig & z.output<z.ZodObject<typeof fields>>;

/** Azure Key Vault. What stands before a slash would be the type of the object: secret, key or cert. */
export const azureKeyVault: SecretStoreProvider<Azure> = {
  name: 'azureKeyVault',
  title: 'Azure Key Vault',
  fields,
  characters: '-',
  maxLength: 127,
  spec: ({ vaultUrl, tenantId }, { serviceAccount }) => ({
    azurekv: {
      authType: 'WorkloadIdentity',
      vaultUrl,
      ...(tenantId === undefined ? {} : { tenantId }),
      serviceAccountRef: { name: serviceAccount },
    },
  }),
  identity: ({ identityId, tenantId }) =>
    identityId === undefined
      ? {}
      : {
          'azure.workload.identity/client-id': identityId,
          ...(tenantId === undefined
            ? {}
            : { 'azure.workload.identity/tenant-id': tenantId }),
        },
};
