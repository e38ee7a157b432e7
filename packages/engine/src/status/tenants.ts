import {
  KubernetesObject,
  Snapshot,
  State,
  Unknown,
  isKnown,
  lastValue,
} from '../model';
import { labelKeysOf } from '../names';
import { Environment, Platform } from '../platform';
import { at } from '../model/fields';

/**
 * One environment of a tenant as the clusters show it. `state` is that of the Namespace itself:
 * Healthy, Progressing while it is being deleted, Unknown when its cluster no longer answers.
 *
 * @public
 */
export interface TenantEnvironment {
  name: string;
  cluster: string;
  namespace: string;
  state: State;
}

/**
 * A tenant as the labels of its Namespaces name it. `owner` is an entity reference; it is absent when
 * no Namespace says, and also when two disagree: nobody owns a tenant whose owner is in dispute.
 * `tier` is that of the first environment.
 *
 * @public
 */
export interface TenantRecord {
  name: string;
  owner?: string;
  tier?: string;
  environments: TenantEnvironment[];
}

/**
 * A part of the platform whose namespaces could not be read, or that contradicts itself. What was last known of it
 * is still among the tenants.
 *
 * @public
 */
export interface TenantProblem {
  environment: string;
  cluster: string;
  source: string;
  unknown?: Unknown;
  message: string;
}

/**
 * All tenants with what could not be read.
 *
 * @public
 */
export interface TenantsView {
  tenants: TenantRecord[];
  problems: TenantProblem[];
}

/**
 * The tenants and their namespaces, from the labels of live Namespaces, which only the platform can write.
 * Ordered by name; environments in the order of the platform. A cluster that does not answer removes nothing that the
 * snapshot still holds of it, and is named among the problems.
 *
 * @public
 */
export function tenantsOf(snapshot: Snapshot, platform: Platform): TenantsView {
  const labelKeys = labelKeysOf(platform.prefix);
  const found = new Map<string, { record: TenantRecord; said: Said }>();
  const problems: TenantProblem[] = [];
  for (const environment of platform.environments) {
    const { cluster, name } = environment;
    const known = snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
      labels: {
        matchExpressions: [{ key: labelKeys.tenant, operator: 'Exists' }],
      },
    });
    if (!isKnown(known)) {
      problems.push({
        environment: name,
        cluster,
        source: known.source,
        unknown: known.unknown,
        message: known.message ?? '',
      });
    }
    for (const namespace of lastValue(known) ?? []) {
      if (environmentOf(namespace, cluster, platform) === environment) {
        add(namespace, environment, isKnown(known));
      }
    }
  }

  function add(
    namespace: KubernetesObject,
    { name, cluster }: Environment,
    live: boolean,
  ) {
    const { labels = {}, annotations = {} } = namespace.metadata;
    const tenant = labels[labelKeys.tenant];
    const entry = found.get(tenant) ?? {
      record: { name: tenant, environments: [] },
      said: { owners: new Set(), tiers: new Set() },
    };
    found.set(tenant, entry);
    entry.record.environments.push({
      name,
      cluster,
      namespace: namespace.metadata.name,
      state: live ? stateOf(namespace) : 'Unknown',
    });
    const owner = annotations[labelKeys.owner];
    const tier = annotations[labelKeys.tier];
    if (owner) {
      entry.said.owners.add(owner);
    }
    if (tier) {
      entry.said.tiers.add(tier);
    }
    if (entry.said.owners.size > 1) {
      problems.push({
        environment: name,
        cluster,
        source: `cluster ${cluster}`,
        message: `Namespace ${namespace.metadata.name} has a different owner for tenant ${tenant} than another environment`,
      });
    }
  }

  const tenants = [...found.values()].map(({ record, said }) => ({
    ...record,
    ...(said.owners.size === 1 ? { owner: [...said.owners][0] } : {}),
    ...(said.tiers.size > 0 ? { tier: [...said.tiers][0] } : {}),
  }));
  tenants.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { tenants, problems };
}

interface Said {
  owners: Set<string>;
  tiers: Set<string>;
}

/** The environment a Namespace belongs to: the one its label names, else the only one of its cluster. */
function environmentOf(
  namespace: KubernetesObject,
  cluster: string,
  platform: Platform,
): Environment | undefined {
  const label =
    namespace.metadata.labels?.[labelKeysOf(platform.prefix).environment];
  const here = platform.environments.filter(
    environment => environment.cluster === cluster,
  );
  if (label !== undefined) {
    return here.find(environment => environment.name === label);
  }
  return here.length === 1 ? here[0] : undefined;
}

function stateOf(namespace: KubernetesObject): State {
  return namespace.metadata.deletionTimestamp !== undefined ||
    at(namespace.status, 'phase') === 'Terminating'
    ? 'Progressing'
    : 'Healthy';
}
