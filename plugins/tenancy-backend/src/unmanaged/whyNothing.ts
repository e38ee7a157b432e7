import { lastValue, type Selector } from '@groundwork/engine';
import type { FluxHint, Hints } from '../tenants/entityHints';
import { labelled } from '../tenants/labelled';
import { FLUX, fluxHintOf } from './fluxObjects';
import { whyUnread } from './known';
import { FEW, few, howToMap, isMappedElsewhere, whose } from './howToMap';
import { ofApplications } from './whyNoApplication';
import { ofFlux } from './whyNoFlux';
import { settled, type World } from './whyWorld';

interface Answer {
  cluster: string;
  known: ReturnType<World['snapshot']['list']>;
}

/**
 * Why nothing is shown of an entity that says where it runs, and which line of `tenancy.unmanaged` would change that. It tells of what
 * is not the owner's: only those who run the portal may read it.
 */
export async function whyNothing(hints: Hints, world: World): Promise<string> {
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
      ? await ofWorkloads(hints.workloads, clusters, world)
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
  const isOpen = world.config.access === 'entityReaders';
  if (holders.length === 0) {
    if (without.length > 0) {
      return [`There is no namespace ${name} on ${few(without)}.`];
    }
    return isOpen
      ? []
      : [
          `The namespace ${name} is not mapped to ${whose(
            world,
          )}: if it is there, ${howToMap('Namespace', world.config)}.`,
        ];
  }
  if (holders.some(cluster => scope.get(cluster)?.isManaged(name) === true)) {
    return [`The namespace ${name} is a tenant's, and is shown as such.`];
  }
  if (isOpen) {
    // Nobody has to be mapped: what is there is not shown while it may be a tenant's.
    holders.forEach(cluster => world.unread.add(cluster));
    return [];
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

async function ofWorkloads(
  selectors: readonly Selector[],
  clusters: readonly string[],
  world: World,
): Promise<string[]> {
  if (clusters.length === 0) {
    return [];
  }
  const { snapshot } = world;
  const answers: Answer[] = [];
  for (const cluster of clusters) {
    for (const labels of selectors) {
      for await (const known of labelled(labels, { cluster }, world)) {
        answers.push({ cluster, known });
      }
    }
  }
  const homes = answers.flatMap(({ cluster, known }) =>
    (lastValue(known) ?? []).map(
      ({ metadata }) => `${cluster}/${metadata.namespace}`,
    ),
  );
  if (homes.length > 0) {
    const where = few([...new Set(homes)]);
    return [
      world.config.access === 'entityReaders'
        ? `What carries its labels is in ${where}, which is a tenant's, and is shown as such.`
        : `What carries its labels is in ${where}, which is not mapped to ${whose(
            world,
          )}: ${howToMap('Namespace', world.config)}.`,
    ];
  }
  const ofFluxToo = clusters.flatMap(cluster =>
    selectors.flatMap(labels =>
      FLUX.map(kind => ({
        cluster,
        known: snapshot.list({ cluster, ...kind, labels }),
      })),
    ),
  );
  const delivering = ofFluxToo.flatMap(({ known }): FluxHint[] =>
    (lastValue(known) ?? []).map(fluxHintOf),
  );
  if (delivering.length > 0) {
    return ofFlux(delivering, clusters, world);
  }
  const settledOn = settled(answers, world);
  const without = few(settledOn);
  const isFluxRead = ofFluxToo
    .filter(({ cluster }) => settledOn.includes(cluster))
    .every(({ known }) => !whyUnread(known));
  return without === ''
    ? []
    : [
        `Nothing on ${without} carries the labels ${selectors
          .map(textOf)
          .join(' or ')}: no workload${
          isFluxRead ? ', no Service and nothing of Flux' : ' and no Service'
        }.`,
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
