import { expandTemplate, placeholdersOf } from '../names';
import { PlatformSecretStore } from './environment';

/**
 * A path in a store, or why it is none for this tenant. `fixableBy` is `platform` where the store's configuration is at fault.
 *
 * @public
 */
export type StorePath =
  | { path: string }
  | {
      code: string;
      message: string;
      fix: string;
      fixableBy?: 'platform';
    };

/**
 * Who reads a store: a tenant in one environment.
 *
 * @public
 */
export interface StoreUser {
  tenant: string;
  namespace: string;
  environment: { name: string };
}

/** What a store's names may hold beside letters and digits: nothing that is decoded again on the way. */
const characters: Record<PlatformSecretStore['provider'], string> = {
  vault: '/_+=.@-',
  awsSecretsManager: '/_+=.@-',
  awsParameterStore: '/_.-',
  azureKeyVault: '-',
  bitwarden: '/_+=.@-',
};

/** No name of a tenant, environment or namespace holds one of these. */
const separator = /[/_.:]|--/;

/**
 * The prefix all paths of this tenant have in the store. It is only safe where a separator that no name holds follows each placeholder:
 * `team-` begins the path `team-b-db` too.
 *
 * @public
 */
export function storePrefix(
  store: PlatformSecretStore,
  target: StoreUser,
): { prefix: string } | { problem: string } {
  const values: Record<string, string> = {
    tenant: target.tenant,
    environment: target.environment.name,
    namespace: target.namespace,
  };
  const used = placeholdersOf(store.prefix);
  const unknown = used.find(name => !Object.hasOwn(values, name));
  if (unknown !== undefined) {
    return {
      problem: `The store's prefix uses an unknown \${{ ${unknown} }}.`,
    };
  }
  const template =
    store.provider === 'azureKeyVault' || /([/_.:]|--)$/.test(store.prefix)
      ? store.prefix
      : `${store.prefix}/`;
  const literals = template.split(/\$\{\{[^}]*\}\}/).join('');
  if (store.provider === 'azureKeyVault' && !/^[A-Za-z0-9-]*$/.test(literals)) {
    return {
      problem: `The store's prefix ${store.prefix} has characters that names of Azure Key Vault have not: letters, digits and - are allowed.`,
    };
  }
  const [, ...after] = template.split(/\$\{\{[^}]*\}\}/);
  if (after.length === 0 || !after.every(text => separator.test(text))) {
    return {
      problem: `The store's prefix ${store.prefix} does not keep tenants apart: it needs a tenant's placeholder, and a separator (/, _, ., : or --) after each placeholder.`,
    };
  }
  const blurred = used.find(name => values[name].includes('--'));
  if (blurred !== undefined && after.some(text => !/[/_.:]/.test(text))) {
    return {
      problem: `The ${blurred} ${values[blurred]} can't be told apart in this store, since its name holds --.`,
    };
  }
  return { prefix: expandTemplate(template, values) };
}

/**
 * Fills the placeholders of a path and says whether it is the tenant's.
 *
 * @public
 */
export function storePath(
  store: PlatformSecretStore,
  target: StoreUser,
  key: string,
): StorePath {
  const bounds = storePrefix(store, target);
  if ('problem' in bounds) {
    return {
      code: 'StorePrefix',
      message: bounds.problem,
      fix: `Ask the platform team to correct the prefix of the store ${store.name}.`,
      fixableBy: 'platform',
    };
  }
  const { prefix } = bounds;
  const unknown = placeholdersOf(key).find(
    name => name !== 'tenant' && name !== 'environment',
  );
  if (unknown !== undefined) {
    return {
      code: 'UnknownPlaceholder',
      message: `The placeholder \${{ ${unknown} }} is not known here.`,
      fix: 'Use ${{ tenant }} and ${{ environment }}.',
    };
  }
  const path = expandTemplate(key, {
    tenant: target.tenant,
    environment: target.environment.name,
  });
  const problem = shapeProblem(store, path);
  if (problem) {
    return {
      code: 'InvalidPath',
      message: problem,
      fix: `Write a plain path such as ${prefix}db.`,
    };
  }
  if (!path.startsWith(prefix) || path.length === prefix.length) {
    return {
      code: 'PathOutsidePrefix',
      message: `This tenant may not read this path of ${store.name} in ${target.environment.name}.`,
      fix: `Use a path that begins with ${prefix}.`,
    };
  }
  return { path };
}

function shapeProblem(
  store: PlatformSecretStore,
  path: string,
): string | undefined {
  const allowed = characters[store.provider];
  if (
    !/^[\x21-\x7e]+$/.test(path) ||
    [...path].some(c => !/[A-Za-z0-9]/.test(c) && !allowed.includes(c))
  ) {
    return `Names of this store hold letters, digits and ${[...allowed].join(
      ' ',
    )}.`;
  }
  if (store.provider === 'azureKeyVault' && path.length > 127) {
    return 'Names of this store have at most 127 characters.';
  }
  const inner = path.replace(/^\//, '').split('/');
  if (inner.includes('') || inner.includes('.') || path.includes('..')) {
    return 'The path has an empty part, a part of a dot only, or two dots beside each other.';
  }
  // External Secrets takes the mount off a path that begins with it, and what is left may be another tenant's.
  if (store.provider === 'vault' && `${path}/`.startsWith(`${store.mount}/`)) {
    return `The path begins like the mount ${store.mount} of the store.`;
  }
  return undefined;
}
