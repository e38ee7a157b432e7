import { KubernetesObject } from '../model';
import { at, listOf, textOf, textsOf } from '../model/fields';
import { checkExternalSecret } from '../validate/rules/externalSecret';
import { checkSecretStore } from '../validate/rules/stores/secretStore';
import { KindDescriptor } from './KindDescriptor';
import type { ReachRule } from './reach/ReachRule';
import { Health, HealthRule, health } from './health/health';
import { readyCondition } from './health/readyCondition';
import { conditionsIn, field, isNil } from './health/scriptFields';

/** ClusterExternalSecret: its newest condition stands last. */
function clusterExternalSecret({ status }: KubernetesObject): Health {
  const conditions = conditionsIn(status);
  if (!isNil(status) && !isNil(field(status, 'conditions'))) {
    const last = conditions[conditions.length - 1];
    // A list without conditions is one that the script does not expect: it fails.
    const type = field(last, 'type');
    if (
      (type === 'Ready' || type === 'PartiallyReady' || type === 'NotReady') &&
      field(last, 'status') === 'True'
    ) {
      return health(
        type === 'Ready' ? 'Healthy' : 'Degraded',
        field(last, 'message'),
      );
    }
  }
  return health('Progressing', 'Waiting for ClusterExternalSecret');
}

/** ExternalSecret, SecretStore, ClusterSecretStore and PushSecret. */
const ready: HealthRule = object =>
  readyCondition(`Waiting for ${object.kind}`)(object);

const shared = {
  group: 'external-secrets.io',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  schema: 'bundled',
} as const;

/** Namespaces with ExternalSecrets that take from the store. */
const clusterSecretStore: ReachRule = ({ metadata }, view) =>
  view
    .find(
      { group: shared.group, kind: 'ExternalSecret' },
      'cluster stores',
      clusterStoresOf,
      metadata.name,
    )
    .map(found => found.metadata.namespace ?? '');

function clusterStoresOf({ spec }: KubernetesObject): readonly string[] {
  const refs = [
    at(spec, 'secretStoreRef'),
    ...[...listOf(at(spec, 'data')), ...listOf(at(spec, 'dataFrom'))].map(
      entry => at(entry, 'sourceRef', 'storeRef'),
    ),
  ];
  return textsOf(
    refs
      .filter(ref => at(ref, 'kind') === 'ClusterSecretStore')
      .map(ref => at(ref, 'name')),
  );
}

/** Secrets that come from stores outside. */
export const externalSecrets: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    team: { may: 'write', actions: ['refresh'], limit: 100 },
    health: ready,
    validate: { v1: checkExternalSecret },
    makes: ({ spec, metadata }) => {
      const name = textOf(at(spec, 'target', 'name')) ?? metadata.name;
      const kind = textOf(at(spec, 'target', 'manifest', 'kind')) ?? 'Secret';
      return at(spec, 'target', 'creationPolicy') === 'None'
        ? []
        : [`${kind}/${name}`];
    },
  },
  {
    ...shared,
    kind: 'SecretStore',
    plural: 'secretstores',
    writer: 'platform',
    reach: 'namespace',
    watched: true,
    team: { may: 'read' },
    guarded: true,
    health: ready,
    validate: { v1: checkSecretStore },
  },
  {
    ...shared,
    kind: 'ClusterSecretStore',
    plural: 'clustersecretstores',
    namespaced: false,
    writer: 'platform',
    reach: clusterSecretStore,
    watched: true,
    health: ready,
    validate: { v1: checkSecretStore },
  },
  {
    ...shared,
    kind: 'ClusterExternalSecret',
    plural: 'clusterexternalsecrets',
    namespaced: false,
    writer: 'platform',
    reach: 'cluster',
    health: clusterExternalSecret,
  },
  {
    ...shared,
    kind: 'PushSecret',
    plural: 'pushsecrets',
    versions: ['v1alpha1'],
    // With it a team would write into the store what others read of it.
    writer: 'platform',
    reach: 'namespace',
    watched: true,
    guarded: true,
    health: ready,
    secretUse: {
      of: ({ spec }) => {
        const name = textOf(at(spec, 'selector', 'secret', 'name'));
        return name === undefined ? [] : [{ name }];
      },
    },
  },
];
