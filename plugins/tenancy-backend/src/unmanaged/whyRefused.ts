import {
  isKnown,
  type KubernetesObject,
  lastValue,
  matchesSelector,
} from '@groundwork/engine';
import {
  fieldsOf,
  type Hints,
  projectOf,
  textsOf,
} from '../tenants/entityHints';
import type { Refused } from './applications';
import { few, howToMap, whose } from './howToMap';
import { wholeArgoCds, wholeClusters } from './wholeLists';
import type { World } from './whyWorld';

/** Why an Application that is called as an entity says is none of those that it means, as the end of a sentence. */
export function whyOther(
  object: KubernetesObject,
  hints: NonNullable<Hints['applications']>,
): string {
  const { metadata } = object;
  const project = projectOf(object);
  const named = (hints.names ?? []).find(
    ({ name, namespace }) =>
      name === metadata.name && namespace !== metadata.namespace,
  )?.namespace;
  const isElsewhere = (home: string | undefined): home is string =>
    home !== undefined && home !== metadata.namespace;
  const why = [
    ...(isElsewhere(named) ? [`argocd/app-name says ${named}`] : []),
    ...(isElsewhere(hints.namespace)
      ? [
          `argocd/app-namespace, which is where the Application itself lies, says ${hints.namespace}`,
        ]
      : []),
    ...(hints.project !== undefined && hints.project !== project
      ? [`it is in the project ${project}, not in that of argocd/project-name`]
      : []),
    ...(hints.labels && !matchesSelector(hints.labels, metadata.labels)
      ? ['its labels are not those of argocd/app-selector']
      : []),
  ];
  return `is not as the other annotations say: ${few(why)}.`;
}

/** Why an Application is not seen by the owners of an entity, as the end of a sentence, with the line that would change it. */
export function whyRefused(
  { refused, what, target }: Refused,
  object: KubernetesObject,
  home: string,
  world: World,
): string {
  const { config, scope } = world;
  switch (refused) {
    case 'project':
      return `is in the project ${what}, which is not mapped to ${whose(
        world,
      )}: ${howToMap('AppProject', config)}.`;
    case 'home':
      return scope.get(home)?.isManaged(what) === true
        ? `lies in the namespace ${what} of a tenant, which shows it itself.`
        : `lies in the namespace ${what}, where Applications are not looked for: if an Argo CD runs there, name it under tenancy.unmanaged.argocd${wholeArgoCds(
            { cluster: home, namespace: what },
            world,
          )}; else add it to tenancy.unmanaged.owners[].applicationNamespaces.`;
    case 'noCluster':
      return 'names no cluster in its destination, neither by server nor by name, so Argo CD deploys it nowhere.';
    case 'twoNames':
      return `names its cluster in two ways, ${what}, so Argo CD deploys it nowhere: its destination takes server or name.`;
    case 'noNamespace':
      return 'names no namespace in its destination, so it is not known whose it is: set spec.destination.namespace there.';
    case 'twoClusters':
      return `deploys to ${what}, which tenancy.unmanaged.clusters has for more than one cluster: leave it in the destinations of one.`;
    case 'destination':
      return `deploys to ${what}, which is none of the clusters: add it to destinations of the one that it is, under tenancy.unmanaged.clusters${wholeClusters(
        config,
      )}.`;
    default:
      return `deploys to ${what}, ${whyNotThere(target, object, world)}`;
  }
}

/** Whoever is given the namespace of an Argo CD sees what all teams have there, so that is never advised. */
function whyNotThere(
  target: Refused['target'],
  object: KubernetesObject,
  world: World,
): string {
  const { cluster = '', namespace: name = '' } = target ?? {};
  const { config, scope, snapshot } = world;
  if (
    config.argocd.some(
      each => each.cluster === cluster && each.namespace === name,
    )
  ) {
    const children = childrenOf(object);
    const named = children.length > 0 ? ` (${few(children)})` : '';
    return `where an Argo CD runs, so it is an app of apps: name the Applications that it makes${named} in argocd/app-name, or select them by argocd/app-selector.`;
  }
  const managed = scope.get(cluster)?.isManaged(name);
  if (managed === true) {
    return "which is a tenant's, and is shown as such.";
  }
  if (config.access === 'entityReaders') {
    return 'of which it is not known whether it is there: not read yet, or not readable.';
  }
  const known = snapshot.list({ cluster, group: '', kind: 'Namespace', name });
  const isAbsent = isKnown(known) && (lastValue(known) ?? []).length === 0;
  return isAbsent
    ? `which is not there, and not mapped to ${whose(
        world,
      )}: create it, or set CreateNamespace=true in its syncPolicy.syncOptions, and ${howToMap(
        'Namespace',
        config,
      )}.`
    : `which is not mapped to ${whose(world)}: ${howToMap(
        'Namespace',
        config,
      )}.`;
}

function childrenOf({ status }: KubernetesObject): string[] {
  const { resources } = fieldsOf(status);
  return (Array.isArray(resources) ? resources : [])
    .map(fieldsOf)
    .filter(({ kind }) => kind === 'Application')
    .flatMap(({ name }) => textsOf(name));
}
