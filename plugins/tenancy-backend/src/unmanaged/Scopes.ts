import {
  type KubernetesObject,
  lastValue,
  type Snapshot,
} from '@groundwork/engine';
import type { UnmanagedOptions } from './readUnmanaged';

/** What an owner may look at of one cluster. */
export interface Area {
  /** Each with its object where it can be read. */
  namespaces: ReadonlyMap<string, KubernetesObject | undefined>;
  /** Namespaces whose gateways everybody may see. */
  shared: ReadonlySet<string>;
  /** Projects whose Applications count, of an Argo CD on this cluster. */
  hasProject: (project: string) => boolean;
  /** Namespaces of this cluster that Applications may lie in; `all` of one with an Argo CD. */
  applicationNamespaces: ReadonlySet<string> | 'all';
}

/** What an owner may look at, by cluster. */
export type Scope = ReadonlyMap<string, Area>;

/** Entity reference as it stands in configuration. */
type Owner = string;

const VALUE = /^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/;

/**
 * What configuration lets owners of entities look at. What an entity says is never asked here, since anybody can write one; of
 * clusters nothing counts but the names of namespaces and projects, and the labels that configuration trusts.
 */
export class Scopes {
  readonly #options: UnmanagedOptions;
  readonly #snapshot: Snapshot;
  readonly #isManaged: (cluster: string, namespace: string) => boolean;

  /** `isManaged` tells of a namespace whether it is a tenant's, or may be: tenants are looked at as such. */
  constructor(options: {
    options: UnmanagedOptions;
    snapshot: Snapshot;
    isManaged: (cluster: string, namespace: string) => boolean;
  }) {
    this.#options = options.options;
    this.#snapshot = options.snapshot;
    this.#isManaged = options.isManaged;
  }

  /** What the owner of an entity may look at. */
  of(owner: Owner): Scope {
    const { access, clusters, sharedNamespaces } = this.#options;
    const shared = new Set(sharedNamespaces);
    const everything = access === 'entityReaders';
    const entries = this.#options.owners.filter(each => each.owner === owner);
    const projects = new Set(entries.flatMap(each => each.projects));
    const homes = everything
      ? []
      : entries.filter(each => each.projects.length);
    return new Map(
      clusters.map(({ name: cluster }) => {
        const argocd = new Set(
          this.#options.argocd
            .filter(each => each.cluster === cluster)
            .map(({ namespace }) => namespace),
        );
        const trusted = everything
          ? new Set<string>()
          : this.#trustedProjects(owner, cluster, argocd);
        const applicationNamespaces = new Set([
          ...homes.flatMap(each => each.applicationNamespaces ?? [...argocd]),
          ...(trusted.size > 0 ? argocd : []),
        ]);
        return [
          cluster,
          {
            namespaces: this.#namespaces(owner, cluster, everything),
            shared,
            hasProject: project =>
              everything || projects.has(project) || trusted.has(project),
            applicationNamespaces:
              everything && argocd.size > 0 ? 'all' : applicationNamespaces,
          },
        ];
      }),
    );
  }

  /** Owners that anything is mapped to by name. */
  owners(): string[] {
    return [...new Set(this.#options.owners.map(({ owner }) => owner))];
  }

  #namespaces(
    owner: Owner,
    cluster: string,
    everything: boolean,
  ): Area['namespaces'] {
    const known = lastValue(
      this.#snapshot.list({ cluster, group: '', kind: 'Namespace' }),
    );
    const objects = new Map(
      (known ?? []).map(object => [object.metadata.name, object]),
    );
    const patterns = this.#options.owners
      .filter(
        each =>
          each.owner === owner &&
          (each.clusters === undefined || each.clusters.includes(cluster)),
      )
      .flatMap(({ namespaces }) => namespaces);
    const found = new Map<string, KubernetesObject | undefined>();
    for (const pattern of patterns) {
      // What is named need not be found where namespaces can't be read; what was read and is not there is nobody's.
      if (!pattern.endsWith('*') && (!known || objects.has(pattern))) {
        found.set(pattern, objects.get(pattern));
      }
    }
    const prefixes = patterns
      .filter(pattern => pattern.endsWith('*'))
      .map(pattern => pattern.slice(0, -1));
    for (const [name, object] of objects) {
      if (
        everything ||
        prefixes.some(prefix => name.startsWith(prefix)) ||
        this.#trusts(object, 'Namespace', owner)
      ) {
        found.set(name, object);
      }
    }
    return new Map(
      [...found].filter(([name]) => !this.#isManaged(cluster, name)),
    );
  }

  #trustedProjects(
    owner: Owner,
    cluster: string,
    argocd: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const isUsed = this.#options.trusted.some(
      ({ kind }) => kind === 'AppProject',
    );
    // A project counts for its own Argo CD alone: elsewhere anybody may have made it.
    const projects = isUsed
      ? [...argocd].flatMap(
          namespace =>
            lastValue(
              this.#snapshot.list({
                cluster,
                group: 'argoproj.io',
                kind: 'AppProject',
                namespace,
              }),
            ) ?? [],
        )
      : [];
    return new Set(
      projects
        .filter(project => this.#trusts(project, 'AppProject', owner))
        .map(({ metadata }) => metadata.name),
    );
  }

  #trusts(
    { metadata }: KubernetesObject,
    kind: 'Namespace' | 'AppProject',
    owner: Owner,
  ): boolean {
    return this.#options.trusted.some(each => {
      if (each.kind !== kind) {
        return false;
      }
      const values = each.label ? metadata.labels : metadata.annotations;
      const key = each.label ?? each.annotation ?? '';
      const said: unknown =
        values && Object.hasOwn(values, key) ? values[key] : undefined;
      const value = typeof said === 'string' ? said.toLowerCase() : '';
      return (
        VALUE.test(value) &&
        each.owner.replaceAll('${{ value }}', value) === owner
      );
    });
  }
}
