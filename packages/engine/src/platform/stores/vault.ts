import { z } from 'zod';
import { expandTemplate } from '../../names';
import type {
  SecretStoreProvider,
  StoreConfig,
  StoreUse,
} from './SecretStoreProvider';

const fields = {
  server: z.string().url(),
  mount: z.string().default('secret').describe('KV mount'),
  version: z.enum(['v1', 'v2']).default('v2'),
  authMount: z.string().default('kubernetes'),
  role: z
    .string()
    .default('${{ namespace }}')
    .describe('Vault role of a tenant'),
  caProvider: z
    .strictObject({
      kind: z.enum(['ConfigMap']),
      name: z.string(),
      key: z.string(),
    })
    .optional(),
};

type Vault = StoreConfig & z.output<z.ZodObject<typeof fields>>;

/** Vault and OpenBao. */
export const vault: SecretStoreProvider<Vault> = {
  name: 'vault',
  title: 'Vault',
  fields,
  characters: '/_+=.@-',
  findsBelowPath: true,
  templates: ['role'],
  strippedStarts: ({ mount }) => [`${mount}/`],
  spec(store, use) {
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
            role: roleOf(store, use),
            serviceAccountRef: { name: use.serviceAccount },
          },
        },
      },
    };
  },
  policies: (store, use) => [
    { file: 'policy.hcl', text: policy(store, use), comments: true },
    {
      file: 'role.json',
      // Body of `vault write auth/<mount>/role/<role> @file`.
      text: `${JSON.stringify(role(store, use), undefined, 2)}\n`,
    },
  ],
};

function roleOf({ role: template }: Vault, use: StoreUse): string {
  const { tenant, environment, namespace } = use;
  return expandTemplate(template, { tenant, environment, namespace });
}

/** Version 2 of the KV engine keeps data and metadata under paths of their own. */
function policy(store: Vault, use: StoreUse): string {
  const { prefix } = use;
  const paths =
    store.version === 'v2'
      ? [
          [`${store.mount}/data/${prefix}*`, '"read"'],
          [`${store.mount}/metadata/${prefix}*`, '"read", "list"'],
        ]
      : [[`${store.mount}/${prefix}*`, '"read", "list"']];
  return [
    `# vault policy write ${roleOf(store, use)} ${store.name}-policy.hcl`,
    ...paths.map(
      ([path, capabilities]) =>
        `path ${JSON.stringify(path)} {\n  capabilities = [${capabilities}]\n}`,
    ),
    '',
  ].join('\n');
}

function role(store: Vault, use: StoreUse): Record<string, unknown> {
  return {
    bound_service_account_names: [use.serviceAccount],
    bound_service_account_namespaces: [use.namespace],
    token_policies: [roleOf(store, use)],
    token_no_default_policy: true,
    token_ttl: '15m',
    token_max_ttl: '1h',
  };
}
