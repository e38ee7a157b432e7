import { createTenancyExtension } from '../extensions';
import {
  expandTemplate,
  type SecretStoreProvider,
  type StoreConfig,
  type StoreUse,
} from '@groundwork/engine';
import { z } from 'zod';

const fields = {
  projectId: z.string().min(1).describe('Project with the secrets'),
  cluster: z.strictObject({ name: z.string(), location: z.string() }),
  account: z
    .string()
    .describe('Service account of a tenant, with ${{ tenant }} in it'),
};

type Google = StoreConfig & z.output<z.ZodObject<typeof fields>>;

const accountOf = ({ account }: Google, { tenant, namespace }: StoreUse) =>
  expandTemplate(account, { tenant, namespace });

/** Google Secret Manager, by Workload Identity. Its names have no slashes. */
const googleSecretManager: SecretStoreProvider<Google> = {
  name: 'googleSecretManager',
  title: 'Google Secret Manager',
  fields,
  characters: '_-',
  maxLength: 255,
  templates: ['account'],
  spec: ({ projectId, cluster }, { serviceAccount }) => ({
    gcpsm: {
      projectID: projectId,
      auth: {
        workloadIdentity: {
          clusterName: cluster.name,
          clusterLocation: cluster.location,
          serviceAccountRef: { name: serviceAccount },
        },
      },
    },
  }),
  identity: (store, use) => ({
    'iam.gke.io/gcp-service-account': accountOf(store, use),
  }),
  policies: (store, use) => [
    {
      file: 'binding.json',
      text: JSON.stringify({
        role: 'roles/secretmanager.secretAccessor',
        members: [`serviceAccount:${accountOf(store, use)}`],
        condition: {
          title: use.tenant,
          expression: `resource.name.startsWith("projects/${store.projectId}/secrets/${use.prefix}")`,
        },
      }),
    },
  ],
};

export default createTenancyExtension({
  id: 'acme-google-secrets',
  storeProviders: [googleSecretManager],
});
