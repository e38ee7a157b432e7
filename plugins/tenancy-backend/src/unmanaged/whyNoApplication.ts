import {
  grouped,
  isKnown,
  type KubernetesObject,
  lastValue,
} from '@groundwork/engine';
import { type Hints, isNamed, nameOf } from '../tenants/entityHints';
import { Applications, isMeant } from './applications';
import { FEW, few } from './howToMap';
import { wholeClusters } from './wholeLists';
import { whyOther, whyRefused } from './whyRefused';
import { settled, type World } from './whyWorld';

type Named = NonNullable<Hints['applications']>;

/** Why an entity shows some Application not that it names, though it is looked at; undefined where it shows all, or names none. */
export function whyNoApplication(
  { applications: hints, cluster }: Hints,
  world: Omit<World, 'unread'>,
): string | undefined {
  const { scope, snapshot, config } = world;
  const all = new Applications(scope, snapshot, config);
  const isShown = (some: Named) =>
    all
      .meant(some)
      .some(each => cluster === undefined || each.cluster === cluster);
  const each = hints?.names?.map(name => ({ ...hints, names: [name] })) ?? [
    ...(hints ? [hints] : []),
  ];
  const [missing] = each.filter(some => !isShown(some));
  return (
    missing &&
    ofApplications(missing, cluster, { ...world, unread: new Set() })[0]
  );
}

/** Why an entity shows no Application of those that it names. Clusters of which it is not known are added to those that are not. */
export function ofApplications(
  hints: Named,
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
    const what = `There is no Argo CD on ${few(homes)}`;
    return [
      config.filledIn.includes('argocd')
        ? `${what}: add the cluster that has one to tenancy.unmanaged.clusters${wholeClusters(
            config,
          )}.`
        : `${what}: name the cluster that has one under tenancy.unmanaged.argocd[].cluster.`,
    ];
  }
  const called = answers.flatMap(({ cluster: home, known }) =>
    candidates(hints, lastValue(known) ?? []).map(object => ({ home, object })),
  );
  if (called.length === 0) {
    const without = few(settled(answers, world));
    if (without === '') {
      return [];
    }
    return [
      hints.names
        ? `There is no Application ${few(
            hints.names.map(nameOf),
          )} on ${without}.`
        : `No Application on ${without} is as its annotations say.`,
    ];
  }
  const meant = called.filter(({ object }) => isNamed(object, hints));
  if (meant.length === 0) {
    const [{ object, home }] = called;
    return [`${titleOf(object, home)} ${whyOther(object, hints)}`];
  }
  const applications = new Applications(scope, snapshot, config);
  for (const { home, object } of meant.slice(0, FEW)) {
    const refused = applications.whyNot(object, home);
    if (refused) {
      return [
        `${titleOf(object, home)} ${whyRefused(refused, object, home, world)}`,
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

function titleOf({ metadata }: KubernetesObject, home: string): string {
  return `Application ${metadata.namespace ?? ''}/${metadata.name} on ${home}`;
}

/** Those of the names, if there are any; else those that are described. */
function candidates(
  hints: Named,
  all: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  return hints.names
    ? hints.names.flatMap(({ name }) =>
        grouped(all, 'names of Applications', ({ metadata }) => [
          metadata.name,
        ]).get(name),
      )
    : all.filter(object => isNamed(object, hints));
}
