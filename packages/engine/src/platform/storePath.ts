import { expandTemplate, placeholdersOf } from '../names';
import {
  SecretStoreProvider,
  StoreConfig,
  StoreProviders,
  storeProviderOf,
} from './stores';

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

/** No name of a tenant, environment or namespace holds one of these. */
const separator = /[/_.:]|--/;

/**
 * The prefix all paths of this tenant have in the store. It is only safe where a separator that no name holds follows each placeholder:
 * `team-` begins the path `team-b-db` too.
 *
 * @public
 */
export function storePrefix(
  store: StoreConfig,
  target: StoreUser,
  platform: StoreProviders = {},
): { prefix: string } | { problem: string } {
  const provider = storeProviderOf(store, platform);
  if (!provider) {
    return { problem: `Nothing here provides stores of ${store.provider}.` };
  }
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
  const hasSlashes = provider.characters.includes('/');
  const template =
    !hasSlashes || /([/_.:]|--)$/.test(store.prefix)
      ? store.prefix
      : `${store.prefix}/`;
  const literals = template.split(/\$\{\{[^}]*\}\}/).join('');
  if (!hasSlashes && !isPlain(literals, provider)) {
    return {
      problem: `The store's prefix ${
        store.prefix
      } has characters that names of ${
        provider.title
      } have not: letters, digits and ${[...provider.characters].join(
        ' ',
      )} are allowed.`,
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
      problem: `The ${blurred} ${values[blurred]} cannot be told apart in this store, since its name holds --.`,
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
  store: StoreConfig,
  target: StoreUser,
  key: string,
  platform: StoreProviders = {},
): StorePath {
  const bounds = storePrefix(store, target, platform);
  if ('problem' in bounds) {
    return {
      code: 'InvalidStorePrefix',
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
  const problem = shapeProblem(store, path, storeProviderOf(store, platform));
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
  store: StoreConfig,
  path: string,
  provider: SecretStoreProvider | undefined,
): string | undefined {
  if (!provider || !isPlain(path, provider) || path === '') {
    return `Names of this store hold letters, digits and ${[
      ...(provider?.characters ?? ''),
    ].join(' ')}.`;
  }
  const { maxLength } = provider;
  if (maxLength !== undefined && path.length > maxLength) {
    return `Names of this store have at most ${maxLength} characters.`;
  }
  const inner = path.replace(/^\//, '').split('/');
  if (inner.includes('') || inner.includes('.') || path.includes('..')) {
    return 'The path has an empty segment, a segment ".", or contains "..".';
  }
  // External Secrets takes these off a path that begins with them, and what is left may be another tenant's.
  const stripped = provider
    .strippedStarts?.(store)
    .find(start => `${path}/`.startsWith(start));
  return stripped === undefined
    ? undefined
    : `The path begins like the mount ${stripped.replace(
        /\/$/,
        '',
      )} of the store.`;
}

/** Whether a text holds letters, digits and what the provider's names hold besides. */
function isPlain(text: string, { characters }: SecretStoreProvider): boolean {
  return [...text].every(c => /[A-Za-z0-9]/.test(c) || characters.includes(c));
}
