import { ManifestFile } from '../../model';
import { PlatformSecretStore } from '../../platform';
import { fileHead } from '../../manifests/fileHead';
import { textFile } from '../../manifests/manifestFile';
import { requestPath } from '../../request/paths';
import { scopeOf } from './storeObjects';
import { storePrefix } from '../../platform/storePath';
import { storeRole } from './storeRole';
import { storeAccount, TenantTarget } from './TenantTarget';

/**
 * What has to be set up on the provider's side, for the platform team to apply there: the policy that lets the tenant's role
 * read the tenant's paths and nothing else.
 */
export function storePolicies(target: TenantTarget): ManifestFile[] {
  const directory = `platform/${target.environment.name}/${target.tenant}/providers`;
  const header = fileHead(requestPath(target.request));
  return target.environment.secretStores
    .filter(store => store.scope === 'namespaced')
    .flatMap(store => {
      switch (store.provider) {
        case 'vault':
          return [
            textFile(
              `${directory}/${store.name}-policy.hcl`,
              `${header}${vaultPolicy(target, store)}`,
            ),
            textFile(
              `${directory}/${store.name}-role.json`,
              json(vaultRole(target, store)),
            ),
          ];
        case 'awsSecretsManager':
        case 'awsParameterStore':
          return [
            textFile(
              `${directory}/${store.name}-policy.json`,
              json(awsPolicy(target, store)),
            ),
          ];
        default:
          return [];
      }
    });
}

type Vault = Extract<PlatformSecretStore, { provider: 'vault' }>;
type Aws = Extract<
  PlatformSecretStore,
  { provider: 'awsSecretsManager' | 'awsParameterStore' }
>;

/** Version 2 of the KV engine keeps data and metadata under paths of their own. */
function vaultPolicy(target: TenantTarget, store: Vault): string {
  const prefix = prefixOf(target, store);
  const paths =
    store.version === 'v2'
      ? [
          [`${store.mount}/data/${prefix}*`, '"read"'],
          [`${store.mount}/metadata/${prefix}*`, '"read", "list"'],
        ]
      : [[`${store.mount}/${prefix}*`, '"read", "list"']];
  return [
    `# vault policy write ${policyName(target, store)} ${
      store.name
    }-policy.hcl`,
    ...paths.map(
      ([path, capabilities]) =>
        `path ${JSON.stringify(path)} {\n  capabilities = [${capabilities}]\n}`,
    ),
    '',
  ].join('\n');
}

/** Configuration is checked for prefixes that do not keep tenants apart. */
function prefixOf(target: TenantTarget, store: PlatformSecretStore): string {
  const bounds = storePrefix(store, target);
  if ('problem' in bounds) {
    throw new TypeError(bounds.problem);
  }
  return bounds.prefix;
}

function policyName(target: TenantTarget, store: Vault): string {
  return storeRole(store, scopeOf(target)) ?? target.namespace;
}

/** Body of `vault write auth/<mount>/role/<role> @file`. */
function vaultRole(
  target: TenantTarget,
  store: Vault,
): Record<string, unknown> {
  return {
    bound_service_account_names: [storeAccount],
    bound_service_account_namespaces: [target.namespace],
    token_policies: [policyName(target, store)],
    token_no_default_policy: true,
    token_ttl: '15m',
    token_max_ttl: '1h',
  };
}

function awsPolicy(target: TenantTarget, store: Aws): Record<string, unknown> {
  const prefix = prefixOf(target, store);
  const secrets = store.provider === 'awsSecretsManager';
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: secrets
          ? [
              'secretsmanager:DescribeSecret',
              'secretsmanager:GetSecretValue',
              'secretsmanager:ListSecretVersionIds',
            ]
          : [
              'ssm:GetParameter',
              'ssm:GetParameters',
              'ssm:GetParametersByPath',
            ],
        Resource: secrets
          ? `arn:aws:secretsmanager:${store.region}:*:secret:${prefix}*`
          : `arn:aws:ssm:${store.region}:*:parameter/${prefix.replace(
              /^\//,
              '',
            )}*`,
      },
    ],
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
