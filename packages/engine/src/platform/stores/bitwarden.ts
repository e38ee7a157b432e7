import { z } from 'zod';
import type { SecretStoreProvider } from './SecretStoreProvider';

/** Bitwarden Secrets Manager. One store is one project: the platform keeps a ClusterSecretStore per project. */
export const bitwarden: SecretStoreProvider = {
  name: 'bitwarden',
  title: 'Bitwarden',
  scope: 'cluster',
  fields: {
    organizationId: z.string(),
    projectId: z.string(),
    serverUrl: z.string().url().optional(),
  },
  characters: '/_+=.@-',
};
