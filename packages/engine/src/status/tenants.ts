import {
  Known,
  KubernetesObject,
  Snapshot,
  State,
  Unknown,
  isKnown,
  lastValue,
} from '../model';
import { type LabelKeys, labelKeysOf } from '../names';
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
  const keys = labelKeysOf(platform.prefix);
  const placed = new Map<string, Placed[]>();
  const problems: TenantProblem[] = [];
  for (const environment of platform.environments) {
    const { cluster, name } = environment;
    const known = snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
      labels: { matchExpressions: [{ key: keys.tenant, operator: 'Exists' }] },
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
    for (const each of placedIn(environment, known, { platform, keys })) {
      const tenant = each.namespace.metadata.labels?.[keys.tenant] ?? '';
      const of = placed.get(tenant) ?? [];
      placed.set(tenant, of);
      of.push(each);
    }
  }
  const tenants = [...placed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => recordOf(name, of, keys, problems));
  return { tenants, problems };
}

/**
 * One of the tenants of {@link tenantsOf}, found without a look at the others; undefined where no Namespace has its label.
 *
 * @public
 */
export function liveTenant(
  name: string,
  snapshot: Snapshot,
  platform: Platform,
): TenantRecord | undefined {
  const keys = labelKeysOf(platform.prefix);
  const labels = { matchLabels: { [keys.tenant]: name } };
  const placed = platform.environments.flatMap(environment =>
    placedIn(
      environment,
      snapshot.list({
        cluster: environment.cluster,
        group: '',
        kind: 'Namespace',
        labels,
      }),
      { platform, keys },
    ),
  );
  return placed.length > 0 ? recordOf(name, placed, keys, []) : undefined;
}

/** A Namespace in its environment. */
interface Placed {
  namespace: KubernetesObject;
  environment: Environment;
  isLive: boolean;
}

/** What the labels of Namespaces are read by. */
interface Naming {
  platform: Platform;
  keys: LabelKeys;
}

function placedIn(
  environment: Environment,
  known: Known<readonly KubernetesObject[]>,
  by: Naming,
): Placed[] {
  const isLive = isKnown(known);
  return (lastValue(known) ?? [])
    .filter(namespace => isOf(namespace, environment, by))
    .map(namespace => ({ namespace, environment, isLive }));
}

function recordOf(
  name: string,
  placed: readonly Placed[],
  keys: LabelKeys,
  problems: TenantProblem[],
): TenantRecord {
  const owners = new Set<string>();
  let tier: string | undefined;
  for (const { namespace, environment } of placed) {
    const { annotations = {}, name: called } = namespace.metadata;
    const owner = annotations[keys.owner];
    if (owner) {
      owners.add(owner);
    }
    tier ??= annotations[keys.tier] || undefined;
    if (owners.size > 1) {
      problems.push({
        environment: environment.name,
        cluster: environment.cluster,
        source: `cluster ${environment.cluster}`,
        message: `Namespace ${called} has a different owner for tenant ${name} than another environment`,
      });
    }
  }
  return {
    name,
    environments: placed.map(({ namespace, environment, isLive }) => ({
      name: environment.name,
      cluster: environment.cluster,
      namespace: namespace.metadata.name,
      state: isLive ? stateOf(namespace) : 'Unknown',
    })),
    ...(owners.size === 1 ? { owner: [...owners][0] } : {}),
    ...(tier === undefined ? {} : { tier }),
  };
}

/** Whether a Namespace of its cluster belongs to an environment: its label names it, or the cluster has no other. */
function isOf(
  { metadata }: KubernetesObject,
  environment: Environment,
  { platform, keys }: Naming,
): boolean {
  const label = metadata.labels?.[keys.environment];
  return label === undefined
    ? platform.environments.filter(
        ({ cluster }) => cluster === environment.cluster,
      ).length === 1
    : label === environment.name;
}

function stateOf(namespace: KubernetesObject): State {
  return namespace.metadata.deletionTimestamp !== undefined ||
    at(namespace.status, 'phase') === 'Terminating'
    ? 'Progressing'
    : 'Healthy';
}
