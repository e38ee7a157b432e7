import { labelKeysOf } from '../../names';
import {
  Environment,
  Platform,
  StoreConfig,
  StoreProviders,
  storeProviderOf,
} from '../../platform';
import { storePrefix } from '../../platform/storePath';
import { AdmissionRule } from '../AdmissionRule';
import { celList, celString, celTemplate, specChanged } from '../cel';

/**
 * ExternalSecrets read from stores that the platform offers, and there below the tenant's prefix. External Secrets has no such limit:
 * whoever may use a store of the whole cluster may read everything its role can.
 */
export function secretPaths(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const labelKeys = labelKeysOf(platform.prefix);
  const tenant = celString(labelKeys.tenant);
  const layer = celString(labelKeys.layer);
  return {
    name: 'secret-paths',
    matches: [
      { groups: ['external-secrets.io'], resources: ['externalsecrets'] },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed: specChanged,
      // Without a spec it asks for nothing.
      asks: 'has(object.spec)',
      // The controller itself writes them for a ClusterExternalSecret, which is the platform's.
      'not-trusted': `!(request.userInfo.username in ${celList(
        environment.trustedUsers,
      )})`,
    },
    variables: {
      tenant: `namespaceObject.metadata.labels[${tenant}]`,
      store:
        'has(object.spec.secretStoreRef) ? object.spec.secretStoreRef : {}',
      data: 'has(object.spec.data) ? object.spec.data : []',
      dataFrom: 'has(object.spec.dataFrom) ? object.spec.dataFrom : []',
      reads: [
        `variables.data.map(d, {'store': ${storeOf(
          'd',
        )}, 'key': d.remoteRef.key}) +`,
        `variables.dataFrom.filter(d, has(d.extract)).map(d, {'store': ${storeOf(
          'd',
        )}, 'key': d.extract.key}) +`,
        `variables.dataFrom.filter(d, has(d.find)).map(d, {'store': ${storeOf(
          'd',
        )}, 'key': has(d.find.path) ? d.find.path : ''})`,
      ].join('\n'),
    },
    validations: [
      {
        expression: `variables.reads.all(r,\n  !r.key.contains('..') && !r.key.contains('//') && (\n${anyStore(
          environment,
          platform,
        )}))`,
        message:
          'An ExternalSecret must read from a store of the platform, below the prefix of its tenant. With find it needs a path there.',
      },
      {
        expression: `variables.dataFrom.all(d, !has(d.find) || [${storeOf(
          'd',
        )}].all(s, has(s.name) && s.name in ${celList(
          searchable(environment, platform),
        )}))`,
        message:
          'An ExternalSecret may use find only with stores that stay below its path.',
      },
      {
        expression:
          "variables.dataFrom.all(d, !has(d.sourceRef) || !has(d.sourceRef.generatorRef) || d.sourceRef.generatorRef.kind != 'ClusterGenerator')",
        message: 'Tenants must not use generators of the whole cluster.',
      },
      {
        expression:
          'variables.dataFrom.all(d, has(d.extract) || has(d.find) || (has(d.sourceRef) && has(d.sourceRef.generatorRef)))',
        message:
          'Every part of dataFrom must say what it reads: extract, find or a generator.',
      },
      {
        expression: [
          '!has(object.spec.target) || !has(object.spec.target.template) || !has(object.spec.target.template.metadata) || (',
          '!has(object.spec.target.template.metadata.finalizers) &&',
          `(!has(object.spec.target.template.metadata.labels) || !(${layer} in object.spec.target.template.metadata.labels) ||`,
          `  object.spec.target.template.metadata.labels[${layer}] != 'platform'))`,
        ].join('\n'),
        message:
          "A Secret of a tenant has no finalizers, and does not carry the platform's label.",
      },
      {
        // Labels and annotations that a template writes are seen by nobody before the Secret has them.
        expression: [
          '!has(object.spec.target) || !has(object.spec.target.template) || !has(object.spec.target.template.templateFrom) ||',
          "object.spec.target.template.templateFrom.all(f, !has(f.target) || f.target in ['Data', 'data'])",
        ].join('\n'),
        message:
          'The template of an ExternalSecret must only fill data. Put labels and annotations into its metadata.',
      },
      {
        expression:
          '!has(object.spec.target) || !has(object.spec.target.manifest)',
        message: 'An ExternalSecret of a tenant must only make Secrets.',
      },
    ],
  };
}

/** Vault lists below the path; for others External Secrets leaves the path out, or takes it for a filter among more. */
function searchable(
  { secretStores }: Environment,
  platform: StoreProviders,
): string[] {
  return secretStores
    .filter(store => storeProviderOf(store, platform)?.findsBelowPath)
    .map(({ name }) => name);
}

/** One of data and dataFrom may name a store of its own. */
function storeOf(item: string): string {
  return `has(${item}.sourceRef) && has(${item}.sourceRef.storeRef) ? ${item}.sourceRef.storeRef : variables.store`;
}

function anyStore(environment: Environment, platform: StoreProviders): string {
  const stores = environment.secretStores.map(
    store => `    (${storeMatches(store, environment, platform)})`,
  );
  return stores.length === 0 ? '    false' : stores.join(' ||\n');
}

function storeMatches(
  store: StoreConfig,
  environment: Environment,
  platform: StoreProviders,
): string {
  const kind = store.scope === 'cluster' ? 'ClusterSecretStore' : 'SecretStore';
  const provider = storeProviderOf(store, platform);
  const bounds = storePrefix(
    store,
    {
      tenant: '${{ tenant }}',
      namespace: '${{ namespace }}',
      environment,
    },
    platform,
  );
  if (!provider || 'problem' in bounds) {
    return 'false';
  }
  const prefix = celTemplate(bounds.prefix, {
    tenant: 'variables.tenant',
    namespace: 'object.metadata.namespace',
  });
  return [
    `has(r.store.name) && r.store.name == ${celString(store.name)}`,
    kind === 'SecretStore'
      ? `(!has(r.store.kind) || r.store.kind == 'SecretStore')`
      : `has(r.store.kind) && r.store.kind == 'ClusterSecretStore'`,
    `r.key.startsWith(${prefix})`,
    // External Secrets takes these off the beginning of a path, and what is left may be another tenant's.
    ...(provider.strippedStarts?.(store) ?? []).map(
      start => `!r.key.startsWith(${celString(start)})`,
    ),
    // Where names have no slashes, what stands before one means something else, such as the type of the object.
    ...(provider.characters.includes('/') ? [] : [`!r.key.contains('/')`]),
  ].join(' && ');
}
