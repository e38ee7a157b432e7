import {
  isKnown,
  lastValue,
  namespaceName,
  type Platform,
  type Snapshot,
  type TenantRecord,
  tenantsOf,
  type TenantRequest,
} from '@groundwork/engine';
import type { RequestIndex } from '../git/RequestIndex';

/**
 * A tenant from all that the platform owns: its request file in Git, and its live namespaces.
 */
export interface TenantEntry {
  name: string;
  /** Entity reference of the owner. The request file says it; where there is none, the namespaces. */
  owner?: string;
  tier?: string;
  /** Where it is, or shall be. */
  environments: Array<{ name: string; cluster: string; namespace: string }>;
  request?: TenantRequest;
  /** There is a request file that can't be read as one, so the owner is that of the namespaces, if any. */
  isUnreadable?: true;
  live?: TenantRecord;
}

/**
 * Which tenants there are, and what nobody knows of that.
 */
export interface Tenants {
  get(name: string): TenantEntry | undefined;
  /**
   * What is still to be read and may hold tenants: until then, that there is no tenant of a name is not known. A cluster that
   * was asked and can't answer counts only where it decides: for these environments.
   */
  unread(environments?: readonly string[]): readonly string[];
}

/**
 * All tenants, by name. Made anew only after something changed.
 */
export class TenantDirectory implements Tenants {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #requests: RequestIndex;
  #entries: Map<string, TenantEntry> | undefined;
  #live: ReadonlyMap<string, TenantRecord> | undefined;
  #all: { of: unknown; list: readonly TenantEntry[] } | undefined;
  #byNamespace = new Map<string, string>();
  readonly #byCluster = new Map<string, readonly string[]>();
  /** Whether what each namespace is of is known up to the last change. */
  #isSettled = false;

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    requests: RequestIndex;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#requests = options.requests;
  }

  /** To be called when a request file or a source changed. */
  invalidate(): void {
    this.#entries = undefined;
    this.#live = undefined;
    this.#isSettled = false;
  }

  /**
   * To be called when a namespace changed, with the tenant that it names now. Thousands may change at once, so nothing is
   * made anew before somebody asks.
   *
   * @returns the tenant that it was of before
   */
  settle(
    cluster: string,
    namespace: string,
    tenant: string | undefined,
  ): string | undefined {
    const key = `${cluster}/${namespace}`;
    const before = this.#byNamespace.get(key);
    if (tenant) {
      this.#byNamespace.set(key, tenant);
    } else {
      this.#byNamespace.delete(key);
    }
    this.#entries = undefined;
    this.#live = undefined;
    return before;
  }

  /**
   * Whose a namespace is as far as its changes tell: also one that belongs to no environment. For who wants to tell a
   * tenant of a change, not for who decides what somebody may see.
   */
  settledIn(cluster: string, namespace: string): string | undefined {
    if (!this.#isSettled) {
      this.#read();
    }
    return this.#byNamespace.get(`${cluster}/${namespace}`);
  }

  /** The same list until something changed. */
  all(): readonly TenantEntry[] {
    const entries = this.#read();
    if (this.#all?.of !== entries) {
      this.#all = { of: entries, list: [...entries.values()] };
    }
    return this.#all.list;
  }

  get(name: string): TenantEntry | undefined {
    return this.#read().get(name);
  }

  unread(environments: readonly string[] = []): readonly string[] {
    return this.#unread(this.#requests, environments);
  }

  /** The tenants as other requests say, such as those of the commit that is about to be written on. */
  at(requests: RequestIndex): Tenants {
    return {
      get: name => this.#entry(name, requests, this.#liveTenants().get(name)),
      unread: (environments = []) => this.#unread(requests, environments),
    };
  }

  /** Whether the namespaces of a cluster were ever read. */
  knowsNamespaces(cluster: string): boolean {
    const known = this.#snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
    });
    return isKnown(known) || lastValue(known) !== undefined;
  }

  /** The tenant whose namespace this is, by the labels that only the platform writes. */
  tenantOfNamespace(cluster: string, namespace: string): string | undefined {
    this.#read();
    return this.#byNamespace.get(`${cluster}/${namespace}`);
  }

  /** The tenants that a cluster serves, as the place of their namespaces or of their Argo CD. */
  tenantsOn(cluster: string): readonly string[] {
    this.#read();
    const known = this.#byCluster.get(cluster);
    if (known) {
      return known;
    }
    const found = this.#findOn(cluster);
    this.#byCluster.set(cluster, found);
    return found;
  }

  #findOn(cluster: string): string[] {
    const names = new Set(
      this.#platform.environments
        .filter(
          environment =>
            environment.cluster === cluster ||
            environment.argocd.cluster === cluster,
        )
        .map(({ name }) => name),
    );
    return this.all()
      .filter(({ environments }) =>
        environments.some(({ name }) => names.has(name)),
      )
      .map(({ name }) => name);
  }

  #read(): Map<string, TenantEntry> {
    if (!this.#entries) {
      this.#entries = this.#make();
      this.#byNamespace = new Map();
      this.#isSettled = true;
      this.#byCluster.clear();
      for (const { name, live } of this.#entries.values()) {
        for (const { cluster, namespace } of live?.environments ?? []) {
          this.#byNamespace.set(`${cluster}/${namespace}`, name);
        }
      }
    }
    return this.#entries;
  }

  #unread(
    requests: RequestIndex,
    environments: readonly string[],
  ): readonly string[] {
    const clusters = this.#platform.environments
      .filter(
        ({ name, cluster }) =>
          !this.knowsNamespaces(cluster) &&
          (environments.includes(name) || this.#isPending(cluster)),
      )
      .map(({ cluster }) => `cluster ${cluster}`);
    return [
      ...(requests.knows('platform') ? [] : ['the platform tree in Git']),
      ...new Set(clusters),
    ];
  }

  #isPending(cluster: string): boolean {
    const known = this.#snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
    });
    return !isKnown(known) && known.unknown === 'notWatched';
  }

  #liveTenants(): ReadonlyMap<string, TenantRecord> {
    this.#live ??= new Map(
      tenantsOf(this.#snapshot, this.#platform).tenants.map(tenant => [
        tenant.name,
        tenant,
      ]),
    );
    return this.#live;
  }

  #make(): Map<string, TenantEntry> {
    const live = this.#liveTenants();
    const names = [...new Set([...this.#requests.tenants(), ...live.keys()])];
    return new Map(
      names
        .sort()
        .map(name => this.#entry(name, this.#requests, live.get(name)))
        .filter(entry => entry !== undefined)
        .map(entry => [entry.name, entry]),
    );
  }

  #entry(
    name: string,
    requests: RequestIndex,
    live: TenantRecord | undefined,
  ): TenantEntry | undefined {
    const { request, isUnreadable } = requests.own(name);
    if (!request && !live && !isUnreadable) {
      return undefined;
    }
    if (request?.spec.state === 'removed' && !live) {
      return undefined;
    }
    const owner = request?.spec.owner ?? live?.owner?.toLowerCase();
    const tier = request?.spec.tier ?? live?.tier;
    return {
      name,
      ...(owner ? { owner } : {}),
      ...(tier ? { tier } : {}),
      environments: this.#environments(name, request, live),
      ...(request ? { request } : {}),
      ...(isUnreadable ? { isUnreadable: true as const } : {}),
      ...(live ? { live } : {}),
    };
  }

  #environments(
    tenant: string,
    request: TenantRequest | undefined,
    live: TenantRecord | undefined,
  ): TenantEntry['environments'] {
    return this.#platform.environments.flatMap(({ name, cluster }) => {
      const found = live?.environments.find(each => each.name === name);
      if (found) {
        return [{ name, cluster, namespace: found.namespace }];
      }
      return request?.spec.environments.includes(name)
        ? [
            {
              name,
              cluster,
              namespace: namespaceName(this.#platform, tenant, name),
            },
          ]
        : [];
    });
  }
}
