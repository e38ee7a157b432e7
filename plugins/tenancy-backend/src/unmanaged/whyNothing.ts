import {
  grouped,
  isKnown,
  type Known,
  type KubernetesObject,
  lastValue,
  type Platform,
  type Selector,
  type Snapshot,
} from '@groundwork/engine';
import { type Hints, isNamed } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import { Applications, isMeant, type Refused } from './applications';
import { FEW, few, howToMap, isMappedElsewhere, whose } from './howToMap';
import type { UnmanagedOptions } from './readUnmanaged';
import type { Scope } from './Scopes';
import { ofFlux } from './whyNoFlux';

/** What there is, whosever it is, beside what the owners of an entity may look at. */
interface World {
  /** Owners that something is mapped to. */
  owners: readonly string[];
  scope: Scope;
  snapshot: Snapshot;
  config: UnmanagedOptions;
  platform: Platform;
  /** Clusters of which it is not known what they hold of it; those that turn out to be such are added. */
  unread: Set<string>;
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
    ...(hints.applications
      ? ofApplications(hints.applications, cluster, world)
      : []),
    ...(hints.flux ? ofFlux(hints.flux, clusters, world) : []),
    ...(hints.workloads && hints.namespaces.length === 0
      ? ofWorkloads(hints.workloads, clusters, world)
      : []),
  ].slice(0, FEW);
  const unread = few([...world.unread].sort());
  if (unread === '') {
    return why.join(' ');
  }
  const what = `${why.length === 0 ? 'what' : 'What'} ${unread} ${
    world.unread.size > 1 ? 'hold' : 'holds'
  }`;
  return why.length === 0
    ? `Not known: ${what} is not read yet, or not readable.`
    : `${why.join(' ')} ${what} is not known: not read yet, or not readable.`;
}

/** Those whose answers are no "not known"; the others are noted as unread. A kind that is not served is an answer. */
function settled(
  answers: ReadonlyArray<{
    cluster: string;
    known: Known<readonly KubernetesObject[]>;
  }>,
  { unread }: World,
): string[] {
  const isSettled = ({ known }: (typeof answers)[number]) =>
    isKnown(known) || known.unknown === 'notServed';
  const open = answers.filter(answer => !isSettled(answer));
  open.forEach(({ cluster }) => unread.add(cluster));
  return [...new Set(answers.map(({ cluster }) => cluster))].filter(
    cluster => !open.some(answer => answer.cluster === cluster),
  );
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
    .filter(({ known }) => (lastValue(known) ?? []).length > 0)
    .map(({ cluster }) => cluster);
  const without = settled(answers, world);
  if (holders.length === 0) {
    return without.length > 0
      ? [`There is no namespace ${name} on ${few(without)}.`]
      : [
          `The namespace ${name} is not mapped to ${whose(
            world,
          )}: if it is there, ${howToMap('Namespace', world.config)}.`,
        ];
  }
  if (holders.some(cluster => scope.get(cluster)?.isManaged(name) === true)) {
    return [`The namespace ${name} is a tenant's, and is shown as such.`];
  }
  return [
    isMappedElsewhere(name, holders, world)
      ? `The namespace ${name} is mapped to ${whose(
          world,
        )} in other clusters than ${few(
          holders,
        )}: add the cluster to tenancy.unmanaged.owners[].clusters.`
      : `The namespace ${name} of ${few(holders)} is not mapped to ${whose(
          world,
        )}: ${howToMap('Namespace', world.config)}.`,
  ];
}

function ofApplications(
  hints: NonNullable<Hints['applications']>,
  only: string | undefined,
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
  const answers = homes.map(cluster => ({
    cluster,
    known: snapshot.list({ cluster, ...kind }),
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
  const called = answers.flatMap(({ cluster: home, known }) =>
    candidates(hints, lastValue(known) ?? []).map(object => ({ home, object })),
  );
  const what = hints.names ? `Application ${few(hints.names)}` : 'Application';
  if (called.length === 0) {
    const without = few(settled(answers, world));
    if (without === '') {
      return [];
    }
    return [
      hints.names
        ? `There is no ${what} on ${without}.`
        : `No Application on ${without} is as its annotations say.`,
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
          world,
        )}`,
      ];
    }
  }
  const [elsewhere] = meant
    .flatMap(({ object, home }) => applications.own(object, home) ?? [])
    .filter(each => only !== each.cluster && isMeant(each, hints));
  if (elsewhere && only !== undefined) {
    return [
      `Application ${elsewhere.object.metadata.name} deploys to ${elsewhere.cluster}, and its annotation backstage.io/kubernetes-cluster names ${only}.`,
    ];
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
  world: World,
): string {
  const owners = whose(world);
  switch (refused) {
    case 'project':
      return `is in the project ${what}, which is not mapped to ${owners}: ${howToMap(
        'AppProject',
        world.config,
      )}.`;
    case 'home':
      return `lies in the namespace ${what}, where Applications are not looked for: if an Argo CD runs there, name it under tenancy.unmanaged.argocd (cluster: ${home}, namespace: ${what}), else add it to tenancy.unmanaged.owners[].applicationNamespaces.`;
    case 'noCluster':
      return 'names no cluster in its destination, neither by server nor by name, so Argo CD deploys it nowhere.';
    case 'twoNames':
      return `names its cluster in two ways, ${what}, so Argo CD deploys it nowhere: its destination takes server or name.`;
    case 'noNamespace':
      return `names no namespace in its destination, so it is not known to be for ${owners}: set spec.destination.namespace there.`;
    case 'twoClusters':
      return `deploys to ${what}, which tenancy.unmanaged.clusters has for more than one cluster: leave it in the destinations of one.`;
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
  const answers = clusters.flatMap(cluster =>
    labelled(labels, cluster, world).map(known => ({ cluster, known })),
  );
  const homes = answers.flatMap(({ cluster, known }) =>
    (lastValue(known) ?? []).map(
      ({ metadata }) => `${cluster}/${metadata.namespace}`,
    ),
  );
  if (homes.length > 0) {
    return [
      `What carries its labels is in ${few([
        ...new Set(homes),
      ])}, which is not mapped to ${whose(world)}: ${howToMap(
        'Namespace',
        world.config,
      )}.`,
    ];
  }
  const without = few(settled(answers, world));
  return without === ''
    ? []
    : [
        `Nothing on ${without} carries the labels ${textOf(
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
