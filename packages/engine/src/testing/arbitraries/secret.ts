import fc from 'fast-check';
import { storePrefix } from '../../platform/storePath';
import { namespaceName } from '../../names';
import { StoreConfig } from '../../platform';
import { environmentsOf, EstateScope } from './EstateScope';
import {
  distinct,
  label,
  partly,
  requestName,
  secretKey,
  subdomain,
  text,
} from './primitives';
import {
  overridesOf,
  requestDocument,
  RequestDocument,
} from './requestDocument';

const targets = fc
  .tuple(
    fc.constantFrom(
      { creation: 'Owner', deletion: 'Retain' },
      { creation: 'Owner', deletion: 'Delete' },
      { creation: 'Owner', deletion: 'Merge' },
      { creation: 'Orphan', deletion: 'Delete' },
      { creation: 'Merge', deletion: 'Merge' },
      { creation: 'CreateOrMerge', deletion: 'Retain' },
      { creation: 'None', deletion: 'Retain' },
    ),
    partly({ name: subdomain }),
  )
  .map(([policies, rest]) => ({ ...policies, ...rest }));

const periodic = fc
  .tuple(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 1, max: 59 }))
  .map(([hours, minutes]) => ({
    policy: 'Periodic',
    interval: `${hours > 0 ? `${hours}h` : ''}${minutes}m`,
  }));

const refreshes = fc.oneof(
  fc.constant({}),
  fc.record({ refresh: periodic }),
  fc.record({ refresh: fc.record({ policy: fc.constant('OnChange') }) }),
  fc.record({ refresh: fc.record({ policy: fc.constant('CreatedOnce') }) }),
  fc.constant({
    refresh: { policy: 'CreatedOnce' },
    target: { immutable: true },
    overrides: {},
  }),
);

/**
 * Valid Secret requests with all options, for every store that the environments offer.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
  return requestDocument('Secret', scope, requestName, environments =>
    secretSpecs(scope, environments),
  );
}

/**
 * The specs of valid secrets, without their environments.
 */
export function secretSpecs(
  scope: EstateScope,
  environments: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const stores = commonStores(scope, environments);
  return fc.constantFrom(...stores).chain(store =>
    values(scope, store).chain(({ data, extract }) =>
      fc
        .tuple(
          partly({
            template: templates(data.map(item => item.secretKey)),
            target: targets,
            restartOnRotation: fc.boolean(),
            overrides: overridesOf(environments, environment =>
              partly({
                refresh: periodic,
                extract: fc.array(remote(scope, store, environment), {
                  minLength: 1,
                  maxLength: 2,
                }),
              }),
            ),
          }),
          refreshes,
        )
        .map(([rest, refresh]) => ({
          store: store.name,
          data,
          extract,
          ...rest,
          ...refresh,
        })),
    ),
  );
}

/** Stores that all of the environments offer under one name, of one kind. */
function commonStores(
  scope: EstateScope,
  environments: readonly string[],
): StoreConfig[] {
  const [first, ...others] = environmentsOf(scope).filter(environment =>
    environments.includes(environment.name),
  );
  return first.secretStores.filter(store =>
    others.every(other =>
      other.secretStores.some(
        candidate =>
          candidate.name === store.name && candidate.prefix === store.prefix,
      ),
    ),
  );
}

function values(scope: EstateScope, store: StoreConfig) {
  return fc
    .record({
      data: distinct(
        fc
          .tuple(secretKey, remote(scope, store))
          .map(([key, rest]) => ({ secretKey: key, ...rest })),
        item => item.secretKey,
        { minLength: 1, maxLength: 4 },
      ),
      extract: fc.array(remote(scope, store), { maxLength: 2 }),
      only: fc.constantFrom('data', 'extract', 'both'),
    })
    .map(({ data, extract, only }) => ({
      data: only === 'extract' && extract.length > 0 ? [] : data,
      extract: only === 'data' ? [] : extract,
    }));
}

/** A path with the store's prefix: its placeholders as they are, or filled for an environment. */
function remote(scope: EstateScope, store: StoreConfig, environment?: string) {
  const prefix = prefixOf(scope, store, environment);
  const separator = store.provider === 'azureKeyVault' ? '--' : '/';
  const rest = fc
    .array(
      label(12).filter(part => !part.includes('--')),
      { minLength: 1, maxLength: 3 },
    )
    .map(parts => parts.join(separator));
  return partly(
    {
      key: rest.map(path => `${prefix}${path}`),
      property: label(20),
      version: label(10),
      decoding: fc.constantFrom('None', 'Auto', 'Base64', 'Base64URL'),
    },
    ['key'],
  );
}

function prefixOf(
  { platform, tenant }: EstateScope,
  store: StoreConfig,
  environment?: string,
): string {
  const name = tenant.metadata.name;
  const found = platform.environments.find(e => e.name === environment);
  if (!found) {
    return store.prefix
      .replace(/\$\{\{\s*namespace\s*\}\}/g, name)
      .replace(/([^/_.:-])$/, '$1/');
  }
  const filled = storePrefix(store, {
    tenant: name,
    environment: found,
    namespace: namespaceName(platform, name, found.name),
  });
  return 'prefix' in filled ? filled.prefix : '';
}

function templates(keys: readonly string[]) {
  const opaque = fc.record({
    type: fc.constant('Opaque'),
    data: fc
      .dictionary(secretKey, text, { minKeys: 1, maxKeys: 3 })
      .filter(data => Object.keys(data).length > 0),
    keepFetched: fc.boolean(),
  });
  if (keys.length === 0) {
    return opaque;
  }
  const key = fc.constantFrom(...keys);
  return fc.oneof(
    opaque,
    partly(
      { type: fc.constant('TLS'), certificate: key, privateKey: key, ca: key },
      ['type', 'certificate', 'privateKey'],
    ),
    fc.record({
      type: fc.constant('dockerconfigjson'),
      registry: fc.constantFrom('ghcr.io', 'registry.example.com:5000'),
      username: key,
      password: key,
    }),
    fc.record({
      type: fc.constant('basic-auth'),
      username: key,
      password: key,
    }),
  );
}
