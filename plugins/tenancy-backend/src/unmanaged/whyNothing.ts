import {
  grouped,
  isKnown,
  type KubernetesObject,
  lastValue,
  type Platform,
  type Selector,
  type Snapshot,
} from '@groundwork/engine';
import { type Hints, isNamed } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import { Applications, type Refused } from './applications';
import type { UnmanagedOptions } from './readUnmanaged';
import type { Scope } from './Scopes';

/** Of more names the others are not told. */
const FEW = 5;

/** What there is, whosever it is, beside what the owners of an entity may look at. */
interface World {
  /** Owners that something is mapped to. */
  owners: readonly string[];
  scope: Scope;
  snapshot: Snapshot;
  config: UnmanagedOptions;
  platform: Platform;
  /** Clusters of which it is not known what they hold of it. */
  unread: ReadonlySet<string>;
}

/**
 * Why nothing is shown of an entity that says where it runs, and which line of `tenancy.unmanaged` would change that. It tells of what
 * is not the owner's: only those who run the portal may read it.
 */
export function whyNothing(hints: Hints, world: World): string {
  const { broken, cluster } = hints;
  if (broken !== undefined) {
    return `Its annotation ${broken} is no label selector, so nothing is meant by it or by the others. One is app=web,tier in (a,b).`;
  }
  const known = world.config.clusters.map(({ name }) => name);
  if (cluster !== undefined && !known.includes(cluster)) {
    return `It names the cluster ${cluster}, which is none of ${few(known)}.`;
  }
  const named = cluster === undefined ? known : [cluster];
  const clusters = named.filter(each => !world.unread.has(each));
  const why = [
    ...hints.namespaces.flatMap(name => ofNamespace(name, clusters, world)),
    ...(hints.applications ? ofApplications(hints.applications, world) : []),
    ...(hints.workloads && hints.namespaces.length === 0
      ? ofWorkloads(hints.workloads, clusters, world)
      : []),
  ].slice(0, FEW);
  const unread = few([...world.unread].sort());
  if (unread === '') {
    return why.join(' ');
  }
  return why.length === 0
    ? `Not known: what ${unread} holds is not read yet, or not readable.`
    : `${why.join(
        ' ',
      )} What ${unread} holds is not known: not read yet, or not readable.`;
}

function ofNamespace(
  name: string,
  clusters: readonly string[],
  world: World,
): string[] {
  if (clusters.length === 0) {
    return [];
  }
  const { scope, snapshot } = world;
  const query = { group: '', kind: 'Namespace', name };
  const answers = clusters.map(cluster => ({
    cluster,
    known: snapshot.list({ cluster, ...query }),
  }));
  const holders = answers
    .filter(({ known }) => !isKnown(known) || known.value.length > 0)
    .map(({ cluster }) => cluster);
  if (holders.length === 0) {
    return [`There is no namespace ${name} on ${few(clusters)}.`];
  }
  return holders.some(cluster => scope.get(cluster)?.isManaged(name))
    ? [`The namespace ${name} is a tenant's, and is shown as such.`]
    : [
        `The namespace ${name} of ${few(holders)} is not mapped to ${whose(
          world,
        )}: add it to tenancy.unmanaged.owners[].namespaces.`,
      ];
}

function ofApplications(
  hints: NonNullable<Hints['applications']>,
  world: World,
): string[] {
  const { scope, snapshot, config, unread } = world;
  const homes = [
    ...new Set(config.argocd.map(({ cluster }) => cluster)),
  ].filter(home => !unread.has(home));
  if (homes.length === 0) {
    return [];
  }
  const kind = { group: 'argoproj.io', kind: 'Application' };
  const answers = homes.map(home => ({
    home,
    known: snapshot.list({ cluster: home, ...kind }),
  }));
  const isServed = answers.some(
    ({ known }) => isKnown(known) || known.unknown !== 'notServed',
  );
  if (!isServed) {
    return [
      `There is no Argo CD on ${few(
        homes,
      )}: name the cluster that has one under tenancy.unmanaged.argocd[].cluster.`,
    ];
  }
  const called = answers.flatMap(({ home, known }) =>
    candidates(hints, lastValue(known) ?? []).map(object => ({ home, object })),
  );
  const what = hints.names ? `Application ${few(hints.names)}` : 'Application';
  if (called.length === 0) {
    return [
      hints.names
        ? `There is no ${what} on ${few(homes)}.`
        : `No Application on ${few(homes)} is as its annotations say.`,
    ];
  }
  const meant = called.filter(({ object }) => isNamed(object, hints));
  if (meant.length === 0) {
    return [
      `The ${what} is there, but not as its other annotations say: argocd/app-namespace, argocd/app-selector or argocd/project-name.`,
    ];
  }
  const applications = new Applications(scope, snapshot, config);
  for (const { home, object } of meant.slice(0, FEW)) {
    const refused = applications.whyNot(object, home);
    if (refused) {
      const { namespace = '', name } = object.metadata;
      return [
        `Application ${namespace}/${name} on ${home} ${sentence(
          refused,
          home,
          whose(world),
        )}`,
      ];
    }
  }
  const names = config.argocd.flatMap(({ name = [] }) => name);
  return [
    `It names the Argo CD ${few(
      hints.instances ?? [],
    )} (argocd/instance-name), and tenancy.unmanaged.argocd[].name has ${few(
      names,
    )}.`,
  ];
}

/** Those of the names, if there are any; else those that are described. */
function candidates(
  hints: NonNullable<Hints['applications']>,
  all: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  return hints.names
    ? hints.names.flatMap(name =>
        grouped(all, 'names of Applications', ({ metadata }) => [
          metadata.name,
        ]).get(name),
      )
    : all.filter(object => isNamed(object, hints));
}

function sentence(
  { refused, what }: Refused,
  home: string,
  owners: string,
): string {
  switch (refused) {
    case 'project':
      return `is in the project ${what}, which is not mapped to ${owners}: add it to tenancy.unmanaged.owners[].projects.`;
    case 'home':
      return `lies in the namespace ${what}, where Applications are not looked for: if an Argo CD runs there, name it under tenancy.unmanaged.argocd (cluster: ${home}, namespace: ${what}), else add it to tenancy.unmanaged.owners[].applicationNamespaces.`;
    case 'destination':
      return `deploys to ${what}, which is none of the clusters: add it to tenancy.unmanaged.clusters[].destinations.`;
    default:
      return `deploys to ${what}, which is not there or not mapped to ${owners}: add its namespace to tenancy.unmanaged.owners[].namespaces.`;
  }
}

function ofWorkloads(
  labels: Selector,
  clusters: readonly string[],
  world: World,
): string[] {
  if (clusters.length === 0) {
    return [];
  }
  const homes = clusters.flatMap(cluster =>
    labelled(labels, cluster, world).flatMap(known =>
      (lastValue(known) ?? []).map(
        ({ metadata }) => `${cluster}/${metadata.namespace}`,
      ),
    ),
  );
  return [
    homes.length > 0
      ? `What carries its labels is in ${few([
          ...new Set(homes),
        ])}, which is not mapped to ${whose(
          world,
        )}: add it to tenancy.unmanaged.owners[].namespaces.`
      : `Nothing on ${few(clusters)} carries the labels ${textOf(
          labels,
        )}: no workload and no Service.`,
  ];
}

function textOf({ matchLabels, matchExpressions = [] }: Selector): string {
  return few([
    ...Object.entries(matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...matchExpressions.map(({ key, operator, values = [] }) =>
      [key, operator, ...values].join(' '),
    ),
  ]);
}

function whose({ owners }: World): string {
  return few(owners.filter(Boolean)) || 'everybody';
}

/** Names as they stand in a sentence; what others wrote is never long there. */
function few(names: readonly string[]): string {
  const shown = names.slice(0, FEW).map(name => name.slice(0, 100));
  return names.length > FEW
    ? `${shown.join(', ')} and ${names.length - FEW} more`
    : shown.join(', ');
}
