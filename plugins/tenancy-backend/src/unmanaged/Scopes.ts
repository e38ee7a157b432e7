import {
  grouped,
  isKnown,
  type KubernetesObject,
  lastValue,
  type Snapshot,
} from '@groundwork/engine';
import { type Unread, whyUnread } from './known';
import type { UnmanagedOptions } from './readUnmanaged';
import { trustedOwners } from './trustedOwners';

/** Names of namespaces, each with its object where it can be read. */
export interface Namespaces {
  has(name: string): boolean;
  get(name: string): KubernetesObject | undefined;
  names(): readonly string[];
}

/** What an owner may look at of one cluster. */
export interface Area {
  namespaces: Namespaces;
  /** Namespaces that count though they are known not to be there: what deploys to one fails because of that. */
  absent: Pick<Namespaces, 'has' | 'names'>;
  /** Why there may be more namespaces than these; absent where all are known. */
  unread?: Pick<Unread, 'unknown'>;
  /** Whether everything may be looked at here, but what is a tenant's. */
  isEverything: boolean;
  /** Namespaces whose gateways everybody may see. */
  shared: ReadonlySet<string>;
  /** Whether any project is mapped. */
  hasProjects: boolean;
  /** Why more projects may be mapped than is known: labels of projects are trusted, and not all of these can be read. */
  unreadProjects?: Unread;
  /** Whether Applications of a project count, of those that lie in a namespace of this cluster. */
  hasProject: (project: string, namespace: string) => boolean;
  /** Namespaces of this cluster that Applications may lie in; `all` of one with an Argo CD. */
  applicationNamespaces: ReadonlySet<string> | 'all';
  /** Whether a Kustomization or HelmRelease of Flux counts that lies outside of these namespaces. */
  hasFlux: (namespace: string, name: string) => boolean;
  /** Namespaces that such ones may lie in. */
  fluxNamespaces: ReadonlySet<string>;
  /** Whether a namespace of this cluster is a tenant's. */
  isManaged: (namespace: string) => Managed;
}

/** What an owner may look at, by cluster. */
export type Scope = ReadonlyMap<string, Area>;

/** Whether something is a tenant's; `maybe` while that is not known, and nobody but the tenant's owners may see it. */
export type Managed = boolean | 'maybe';

/** Whether a namespace is a tenant's; `object` where it can be read. */
export type IsManaged = (
  cluster: string,
  namespace: string,
  object: KubernetesObject | undefined,
) => Managed;

/** Entity reference as it stands in configuration. */
type Owner = string;

type Entry = UnmanagedOptions['owners'][number];

/**
 * What configuration lets owners of entities look at. What an entity says is never asked here, since anybody can write one; of
 * clusters nothing counts but the names of namespaces and projects, and the labels that configuration trusts.
 */
export class Scopes {
  readonly #options: UnmanagedOptions;
  readonly #snapshot: Snapshot;
  readonly #isManaged: IsManaged;
  readonly #entries = new Map<Owner, Entry[]>();
  readonly #argocd = new Map<string, Set<string>>();

  /** Tenants are looked at as such, so what is managed belongs to no scope. */
  constructor(options: {
    options: UnmanagedOptions;
    snapshot: Snapshot;
    isManaged: IsManaged;
  }) {
    this.#options = options.options;
    this.#snapshot = options.snapshot;
    this.#isManaged = options.isManaged;
    for (const entry of this.#options.owners) {
      const same = this.#entries.get(entry.owner) ?? [];
      this.#entries.set(entry.owner, [...same, entry]);
    }
    for (const { cluster, namespace } of this.#options.argocd) {
      const same = this.#argocd.get(cluster) ?? new Set();
      this.#argocd.set(cluster, same.add(namespace));
    }
  }

  /** What the owner of an entity may look at. */
  of(owner: Owner): Scope {
    return new Map(
      this.#options.clusters.map(({ name }) => [name, this.#area(owner, name)]),
    );
  }

  /** Whether a label or annotation may say of this owner what is theirs, or a name does. */
  isMapped(owner: Owner): boolean {
    const { access, trusted } = this.#options;
    return (
      access === 'entityReaders' ||
      trusted.length > 0 ||
      this.#entries.has(owner)
    );
  }

  #area(owner: Owner, cluster: string): Area {
    const isEverything = this.#options.access === 'entityReaders';
    const entries = this.#entries.get(owner) ?? [];
    const here = entries.filter(
      each => each.clusters === undefined || each.clusters.includes(cluster),
    );
    const argocd = this.#argocd.get(cluster) ?? new Set<string>();
    const projects = new Set(
      argocd.size > 0 ? entries.flatMap(each => each.projects) : [],
    );
    const { trusted, unread } = this.#trustedProjects(owner, cluster, argocd);
    const isTrusted = (project: string, namespace: string) =>
      trusted.size > 0 &&
      // Which of several Argo CDs reads an Application elsewhere is not known: all of them have to agree.
      (argocd.has(namespace) ? [namespace] : [...argocd]).every(
        home => trusted.get(home)?.has(project) === true,
      );
    const homes = new Set([
      ...entries
        .filter(each => each.projects.length > 0)
        .flatMap(each => [...argocd, ...each.applicationNamespaces]),
      ...trusted.keys(),
    ]);
    const isManaged = (namespace: string) =>
      this.#isManaged(cluster, namespace, this.#object(cluster, namespace));
    return {
      ...this.#namespaces(owner, cluster, isManaged),
      isEverything,
      isManaged,
      shared: new Set(
        this.#options.sharedNamespaces.filter(each => !isManaged(each)),
      ),
      hasProjects: isEverything || projects.size > 0 || trusted.size > 0,
      ...(unread ? { unreadProjects: unread } : {}),
      hasProject: (project, namespace) =>
        isEverything || projects.has(project) || isTrusted(project, namespace),
      fluxNamespaces: new Set(
        here.flatMap(({ flux }) => flux.map(each => each.split('/')[0])),
      ),
      hasFlux: (namespace, name) =>
        isEverything ||
        here.some(({ flux }) =>
          flux.some(pattern => isLike(pattern, `${namespace}/${name}`)),
        ),
      applicationNamespaces:
        isEverything && argocd.size > 0
          ? 'all'
          : new Set(argocd.size > 0 ? homes : []),
    };
  }

  #namespaces(
    owner: Owner,
    cluster: string,
    isManaged: (name: string) => Managed,
  ): Pick<Area, 'namespaces' | 'absent' | 'unread'> {
    const { access, trusted } = this.#options;
    const known = this.#snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
    });
    const all = lastValue(known);
    const unread = isKnown(known) ? undefined : { unknown: known.unknown };
    if (access === 'entityReaders') {
      return {
        namespaces: this.#everyNamespace(cluster, all ?? [], isManaged),
        absent: {
          has: name =>
            !unread && !this.#object(cluster, name) && !isManaged(name),
          names: () => [],
        },
        ...(unread ? { unread } : {}),
      };
    }
    const patterns = (this.#entries.get(owner) ?? [])
      .filter(
        each => each.clusters === undefined || each.clusters.includes(cluster),
      )
      .flatMap(({ namespaces }) => namespaces);
    const isPattern = (pattern: string) => pattern.endsWith('*');
    const found = new Map<string, KubernetesObject | undefined>();
    const absent = new Set<string>();
    for (const name of patterns.filter(each => !isPattern(each))) {
      // What is named need not be found where namespaces can't be read. What was read and is not there has nothing to show.
      const object = this.#object(cluster, name);
      if (object || unread) {
        found.set(name, object);
      } else if (!isManaged(name)) {
        absent.add(name);
      }
    }
    const byPrefix = grouped(
      all ?? [],
      'beginnings of names of Namespaces',
      ({ metadata }) => beginningsOf(metadata.name),
    );
    const byTrust = grouped(
      all ?? [],
      'owners of Namespaces by tenancy.unmanaged.trusted',
      object => trustedOwners(object, 'Namespace', trusted),
    );
    for (const object of [
      ...patterns
        .filter(isPattern)
        .flatMap(pattern => byPrefix.get(pattern.slice(0, -1))),
      ...byTrust.get(owner),
    ]) {
      found.set(object.metadata.name, object);
    }
    let mayBeManaged = false;
    for (const name of found.keys()) {
      const managed = isManaged(name);
      if (managed) {
        found.delete(name);
        mayBeManaged ||= managed === 'maybe';
      }
    }
    const looksFurther =
      mayBeManaged ||
      patterns.some(isPattern) ||
      trusted.some(({ kind }) => kind === 'Namespace');
    return {
      namespaces: {
        has: name => found.has(name),
        get: name => found.get(name),
        names: () => [...found.keys()],
      },
      absent: { has: name => absent.has(name), names: () => [...absent] },
      ...(unread && looksFurther ? { unread } : {}),
    };
  }

  /** Of thousands nobody asks for each. */
  #everyNamespace(
    cluster: string,
    all: readonly KubernetesObject[],
    isManaged: (name: string) => Managed,
  ): Namespaces {
    const get = (name: string) =>
      isManaged(name) ? undefined : this.#object(cluster, name);
    return {
      get,
      has: name => get(name) !== undefined,
      names: () =>
        all
          .map(({ metadata }) => metadata.name)
          .filter(name => !isManaged(name)),
    };
  }

  #object(cluster: string, name: string): KubernetesObject | undefined {
    const query = { cluster, group: '', kind: 'Namespace', name };
    return lastValue(this.#snapshot.list(query))?.[0];
  }

  /** Projects that trusted labels give to an owner, by the namespace of their Argo CD: elsewhere anybody may have made one. */
  #trustedProjects(
    owner: Owner,
    cluster: string,
    argocd: ReadonlySet<string>,
  ): { trusted: ReadonlyMap<string, ReadonlySet<string>>; unread?: Unread } {
    const { access, trusted } = this.#options;
    const found = new Map<string, ReadonlySet<string>>();
    if (
      access === 'entityReaders' ||
      !trusted.some(({ kind }) => kind === 'AppProject')
    ) {
      return { trusted: found };
    }
    let unread: Unread | undefined;
    for (const namespace of argocd) {
      const known = this.#snapshot.list({
        cluster,
        group: 'argoproj.io',
        kind: 'AppProject',
        namespace,
      });
      unread ??= whyUnread(known);
      const own = grouped(
        lastValue(known) ?? [],
        'owners of AppProjects by tenancy.unmanaged.trusted',
        project => trustedOwners(project, 'AppProject', trusted),
      ).get(owner);
      if (own.length > 0) {
        found.set(namespace, new Set(own.map(({ metadata }) => metadata.name)));
      }
    }
    return { trusted: found, ...(unread ? { unread } : {}) };
  }
}

/** Whether what is in a namespace may be looked at, also what is to come there. */
export function isWithin(
  { namespaces, absent }: Area,
  namespace: string,
): boolean {
  return namespaces.has(namespace) || absent.has(namespace);
}

/** Whether a name is meant by one in configuration, or by a beginning. */
function isLike(pattern: string, name: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}

/** `a-`, `a-b-` of `a-b-c`: patterns end after a dash. */
export function beginningsOf(name: string): string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index + 1));
}
