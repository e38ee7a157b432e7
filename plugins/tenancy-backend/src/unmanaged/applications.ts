import {
  isKnown,
  type Known,
  type KubernetesObject,
  lastValue,
  matchesSelector,
  type Snapshot,
} from '@groundwork/engine';
import type { Hints } from './readHints';
import {
  bare,
  type UnmanagedArgoCd,
  type UnmanagedOptions,
} from './readUnmanaged';
import type { Scope } from './Scopes';

/** An Application that an owner may see, with where it deploys to. */
export interface OwnApplication {
  object: KubernetesObject;
  argocd: UnmanagedArgoCd;
  cluster: string;
  namespace: string;
}

/**
 * The Applications that an owner may see: those whose destination, whose own namespace and whose project are all mapped to that
 * owner. Where one Argo CD can't be read, that is said, with what is known of the others.
 */
export function applicationsIn(
  scope: Scope,
  snapshot: Snapshot,
  options: Pick<UnmanagedOptions, 'argocd' | 'clusters'>,
): Known<readonly OwnApplication[]> {
  const clusters = [...new Set(options.argocd.map(({ cluster }) => cluster))];
  const queries = clusters.flatMap(cluster => {
    const query = { cluster, group: 'argoproj.io', kind: 'Application' };
    const homes = scope.get(cluster)?.applicationNamespaces ?? [];
    return homes === 'all'
      ? [query]
      : [...homes].map(namespace => ({ ...query, namespace }));
  });
  const answers = queries.map(query => {
    const known = snapshot.list(query);
    const found = (lastValue(known) ?? []).flatMap(
      object => ownApplication(object, query.cluster, scope, options) ?? [],
    );
    return { known, found };
  });
  const value = answers.flatMap(({ found }) => found);
  const unread = answers.find(
    ({ known }) => !isKnown(known) && known.unknown !== 'notServed',
  );
  if (unread && !isKnown(unread.known)) {
    const { last, ...rest } = unread.known;
    return {
      ...rest,
      ...(last || value.length > 0
        ? { last: { asOf: last?.asOf ?? 0, value } }
        : {}),
    };
  }
  const ages = answers.flatMap(({ known }) =>
    isKnown(known) ? [known.asOf] : [],
  );
  return { value, asOf: Math.min(...ages, Date.now()), source: 'Argo CD' };
}

function ownApplication(
  object: KubernetesObject,
  home: string,
  scope: Scope,
  options: Pick<UnmanagedOptions, 'argocd' | 'clusters'>,
): OwnApplication | undefined {
  const area = scope.get(home);
  const own = object.metadata.namespace ?? '';
  const homes = area?.applicationNamespaces;
  const { project, destination } = fieldsOf(object.spec);
  const { namespace } = fieldsOf(destination);
  const cluster = clusterOfDestination(fieldsOf(destination), home, options);
  if (
    !homes ||
    (homes !== 'all' && !homes.has(own)) ||
    !area?.hasProject(text(project) ?? 'default') ||
    cluster === undefined ||
    !scope.get(cluster)?.namespaces.has(text(namespace) ?? '')
  ) {
    return undefined;
  }
  const here = options.argocd.filter(each => each.cluster === home);
  return {
    object,
    argocd: here.find(each => each.namespace === own) ?? here[0],
    cluster,
    namespace: text(namespace) ?? '',
  };
}

/** The cluster that a destination names; undefined where configuration names none for it, or it names two. */
function clusterOfDestination(
  { server, name }: Readonly<Record<string, unknown>>,
  home: string,
  { clusters }: Pick<UnmanagedOptions, 'clusters'>,
): string | undefined {
  const address = bare(text(server) ?? '');
  const title = text(name) ?? '';
  if ((address === '') === (title === '')) {
    return undefined;
  }
  if (address === 'https://kubernetes.default.svc' || title === 'in-cluster') {
    return home;
  }
  const found = clusters.filter(each =>
    address === ''
      ? each.names.includes(title)
      : each.servers.includes(address),
  );
  return found.length === 1 ? found[0].name : undefined;
}

/** Whether an Application is one that an entity means. */
export function isMeant(
  { object, argocd }: OwnApplication,
  {
    names,
    labels,
    namespace,
    project,
    instances,
  }: NonNullable<Hints['applications']>,
): boolean {
  const { metadata, spec } = object;
  return (
    (names === undefined || names.includes(metadata.name)) &&
    (labels === undefined || matchesSelector(labels, metadata.labels)) &&
    (namespace === undefined || metadata.namespace === namespace) &&
    (project === undefined ||
      (text(fieldsOf(spec).project) ?? 'default') === project) &&
    // Where no Argo CD has a name here, it tells nothing apart.
    (instances === undefined ||
      argocd.name === undefined ||
      instances.includes(argocd.name))
  );
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
