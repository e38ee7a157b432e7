import {
  grouped,
  isKnown,
  type Known,
  type KubernetesObject,
  lastValue,
  type Snapshot,
} from '@groundwork/engine';
import {
  fieldsOf,
  type Hints,
  isNamed,
  projectOf,
  textsOf,
} from '../tenants/entityHints';
import {
  bare,
  type UnmanagedArgoCd,
  type UnmanagedOptions,
} from './readUnmanaged';
import { type Unread, whyUnread } from './known';
import { type Area, isWithin, type Scope } from './Scopes';

/** An Application that an owner may see, with where it deploys to. */
export interface OwnApplication {
  object: KubernetesObject;
  /** The cluster that it lies in. */
  home: string;
  /** Which Argo CD of that cluster has it; absent where that is not known. */
  argocd?: UnmanagedArgoCd;
  cluster: string;
  namespace: string;
}

/**
 * Why an owner does not see an Application, and what of it is not mapped. Without a cluster, or with two ways to name one, Argo CD
 * deploys nothing of it; `twoClusters` is a name or address that configuration has for more than one.
 */
export interface Refused {
  refused:
    | 'project'
    | 'home'
    | 'noCluster'
    | 'twoNames'
    | 'noNamespace'
    | 'destination'
    | 'twoClusters'
    | 'namespace';
  what: string;
  /** Where it deploys to, if that is what is not mapped. */
  target?: { cluster: string; namespace: string };
}

const KIND = { group: 'argoproj.io', kind: 'Application' };

/**
 * The Applications that an owner may see: those whose destination, whose own namespace and whose project are all mapped to that
 * owner. They are found by where they deploy to or by name, and not by walking over all that there are.
 */
export class Applications {
  readonly #scope: Scope;
  readonly #snapshot: Snapshot;
  readonly #options: Pick<UnmanagedOptions, 'argocd' | 'clusters'>;
  readonly #homes: readonly string[];
  #unread: Array<Unread & { cluster: string }> | undefined;

  constructor(
    scope: Scope,
    snapshot: Snapshot,
    options: Pick<UnmanagedOptions, 'argocd' | 'clusters'>,
  ) {
    this.#scope = scope;
    this.#snapshot = snapshot;
    this.#options = options;
    this.#homes = [
      ...new Set(options.argocd.map(({ cluster }) => cluster)),
    ].filter(cluster => {
      const area = scope.get(cluster);
      return area?.hasProjects || area?.unreadProjects;
    });
  }

  /** Whether any Application could be mapped at all. */
  get isMapped(): boolean {
    return this.#homes.length > 0;
  }

  /** Why there may be more than is known: what can't be read of the Argo CDs of each cluster. */
  unread(): ReadonlyArray<Unread & { cluster: string }> {
    this.#unread ??= this.#homes.flatMap(cluster => {
      const area = this.#scope.get(cluster);
      const homes = area?.applicationNamespaces ?? new Set();
      const isHidden =
        homes !== 'all' &&
        [...homes].some(namespace => area?.isManaged(namespace) === 'maybe');
      if (isHidden) {
        return [
          { unknown: 'notWatched', source: `cluster ${cluster}`, cluster },
        ];
      }
      if (area?.unreadProjects) {
        return [{ ...area.unreadProjects, cluster }];
      }
      const queries =
        homes === 'all'
          ? [{ cluster, ...KIND }]
          : [...homes].map(namespace => ({ cluster, ...KIND, namespace }));
      for (const query of queries) {
        const unread = whyUnread(this.#snapshot.list(query));
        if (unread) {
          return [{ ...unread, cluster }];
        }
      }
      return [];
    });
    return this.#unread;
  }

  /**
   * Those that deploy to a namespace. Where an Argo CD can't be read that may deploy there, that is said, with what is known.
   *
   * @param isDelivered - whether something else is known to deliver there
   */
  into(
    cluster: string,
    namespace: string,
    isDelivered = false,
  ): Known<readonly OwnApplication[]> {
    const value = this.#homes.flatMap(home =>
      grouped(
        this.#all(home),
        'namespaces of destinations of Applications',
        ({ spec }) => textsOf(fieldsOf(fieldsOf(spec).destination).namespace),
      )
        .get(namespace)
        .flatMap(object => this.own(object, home) ?? [])
        .filter(each => each.cluster === cluster),
    );
    // What one Argo CD deploys here, or Flux, another one does not, but for the one of this very cluster.
    const unread = this.unread().find(
      each =>
        each.cluster === cluster ||
        (value.length === 0 && !isDelivered) ||
        value.some(({ home }) => home === each.cluster),
    );
    if (unread) {
      const { cluster: _, ...why } = unread;
      const asOf = this.#lastAsOf();
      return value.length > 0 && asOf !== undefined
        ? { ...why, last: { value, asOf } }
        : why;
    }
    const asOf = this.#lastAsOf() ?? Date.now();
    return { value, asOf, source: 'Argo CD' };
  }

  /** Those that an entity means, wherever they deploy to. */
  meant(hints: NonNullable<Hints['applications']>): OwnApplication[] {
    return this.#homes.flatMap(home => {
      const all = this.#all(home);
      const candidates =
        hints.names === undefined
          ? this.#candidates(home, all)
          : hints.names.flatMap(({ name }) =>
              grouped(all, 'names of Applications', ({ metadata }) => [
                metadata.name,
              ]).get(name),
            );
      return candidates
        .filter(object => isNamed(object, hints))
        .flatMap(object => this.own(object, home) ?? [])
        .filter(each => isMeant(each, hints));
    });
  }

  /** An Application of an Argo CD on a cluster, if the owner may see it. */
  own(object: KubernetesObject, home: string): OwnApplication | undefined {
    const judged = this.#judge(object, home);
    return 'refused' in judged ? undefined : judged;
  }

  /** Why the owner does not see it, for those who run the portal; undefined where they do. */
  whyNot(object: KubernetesObject, home: string): Refused | undefined {
    const judged = this.#judge(object, home);
    return 'refused' in judged ? judged : undefined;
  }

  #judge(object: KubernetesObject, home: string): OwnApplication | Refused {
    const area = this.#scope.get(home);
    const own = object.metadata.namespace ?? '';
    const project = projectOf(object);
    if (!area?.hasProject(project, own)) {
      return { refused: 'project', what: project };
    }
    const here = this.#options.argocd.filter(each => each.cluster === home);
    if (here.length === 0 || !mayLieIn(area, own)) {
      return { refused: 'home', what: own };
    }
    const argocd = argocdOf(object, here);
    const destination = fieldsOf(fieldsOf(object.spec).destination);
    const target = clusterOfDestination(destination, home, this.#options);
    if (typeof target !== 'string') {
      return target;
    }
    const [namespace] = textsOf(destination.namespace);
    if (namespace === undefined) {
      return { refused: 'noNamespace', what: target };
    }
    const there = this.#scope.get(target);
    return there && isWithin(there, namespace)
      ? {
          object,
          home,
          ...(argocd ? { argocd } : {}),
          cluster: target,
          namespace,
        }
      : {
          refused: 'namespace',
          what: `${target}/${namespace}`,
          target: { cluster: target, namespace },
        };
  }

  /** The Application of a name on a cluster, if the owner may see it. */
  named(
    cluster: string,
    namespace: string,
    name: string,
  ): OwnApplication | undefined {
    const known = this.#snapshot.list({ cluster, ...KIND, namespace, name });
    const [object] = lastValue(known) ?? [];
    return object && this.own(object, cluster);
  }

  #all(home: string): readonly KubernetesObject[] {
    const known = this.#snapshot.list({ cluster: home, ...KIND });
    return lastValue(known) ?? [];
  }

  /** Those of projects or of namespaces, whichever are fewer. */
  #candidates(
    home: string,
    all: readonly KubernetesObject[],
  ): readonly KubernetesObject[] {
    const area = this.#scope.get(home);
    if (area?.isEverything) {
      return all;
    }
    const byNamespace = grouped(
      all,
      'namespaces of destinations of Applications',
      ({ spec }) => textsOf(fieldsOf(fieldsOf(spec).destination).namespace),
    );
    const namespaces = new Set(
      [...this.#scope.values()].flatMap(({ namespaces: there, absent }) => [
        ...there.names(),
        ...absent.names(),
      ]),
    );
    return [...namespaces].flatMap(name => byNamespace.get(name));
  }

  #lastAsOf(): number | undefined {
    const ages = this.#homes.flatMap(cluster => {
      const known = this.#snapshot.list({ cluster, ...KIND });
      return isKnown(known) ? known.asOf : known.last?.asOf ?? [];
    });
    return ages.length > 0 ? Math.min(...ages) : undefined;
  }
}

/**
 * Which of the Argo CDs of a cluster has an Application: the one of its namespace, else the one that it says has it. Whoever can
 * write it can write that, too, so nothing is seen by it that is not the owner's anyway.
 */
function argocdOf(
  { metadata, status }: KubernetesObject,
  here: readonly UnmanagedArgoCd[],
): UnmanagedArgoCd | undefined {
  const at = (namespace: unknown) =>
    here.find(each => each.namespace === namespace);
  return (
    at(metadata.namespace) ??
    at(fieldsOf(status).controllerNamespace) ??
    (here.length === 1 ? here[0] : undefined)
  );
}

function mayLieIn(area: Area, namespace: string): boolean {
  const { applicationNamespaces: homes, isManaged } = area;
  return (homes === 'all' || homes.has(namespace)) && !isManaged(namespace);
}

/** The cluster that a destination names, or why it names none of those that configuration has. */
function clusterOfDestination(
  { server, name }: Readonly<Record<string, unknown>>,
  home: string,
  { clusters }: Pick<UnmanagedOptions, 'clusters'>,
): string | Refused {
  const [address = ''] = textsOf(server).map(bare);
  const [title = ''] = textsOf(name);
  if ((address === '') === (title === '')) {
    return address === ''
      ? { refused: 'noCluster', what: '' }
      : { refused: 'twoNames', what: `${address} and ${title}` };
  }
  if (address === 'https://kubernetes.default.svc' || title === 'in-cluster') {
    return home;
  }
  const found = clusters.filter(each =>
    address === ''
      ? each.names.includes(title)
      : each.servers.includes(address),
  );
  const what = address || title;
  switch (found.length) {
    case 0:
      return { refused: 'destination', what };
    case 1:
      return found[0].name;
    default:
      return { refused: 'twoClusters', what };
  }
}

/** Whether an Application is one that an entity means. */
export function isMeant(
  { object, argocd }: OwnApplication,
  hints: NonNullable<Hints['applications']>,
): boolean {
  const { instances } = hints;
  return (
    isNamed(object, hints) &&
    // Where no Argo CD has a name here, or it is not known which one it is, that tells nothing apart.
    (instances === undefined ||
      argocd?.name === undefined ||
      instances.includes(argocd.name))
  );
}
