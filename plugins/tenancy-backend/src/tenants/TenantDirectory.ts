import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  isKnown,
  lastValue,
  liveTenant,
  namespaceName,
  type Platform,
  type Snapshot,
  type TenantRecord,
  type TenantRequest,
} from '@groundwork/engine';
import type { RequestIndex } from '../git/RequestIndex';
import { NamedTenants } from './NamedTenants';

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

/** Whether a kind is known from before the start alone. */
type IsRestored = (query: {
  cluster: string;
  group: string;
  kind: string;
}) => boolean;

/** Times that all tenants are looked at while all the time everything changes; what is left then is looked at when it is asked for. */
const ROUNDS = 3;

/** Tenants that are made without a break, and times that more of them are made with breaks before. */
const FEW = 100;
const MOST_ROUNDS = 20;

/**
 * All tenants, by name. Each is made when somebody asks, and made anew only after something of it changed; one that turns out
 * as it was stays the same object, and so does the list of all.
 */
export class TenantDirectory implements Tenants {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #requests: RequestIndex;
  readonly #isRestored: IsRestored;
  readonly #named: NamedTenants;
  /** As they were made last, also those of which something changed since. */
  readonly #entries = new Map<string, TenantEntry>();
  #stale = new Set<string>();
  /** Whether it is known which tenants there are: all that are not among the entries are not there, or stale. */
  #isWhole = false;
  /** How often everything changed. */
  #epoch = 0;
  #list: readonly TenantEntry[] | undefined;

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    requests: RequestIndex;
    /** Tells of kinds that are known from before the start alone; none by default. */
    isRestored?: IsRestored;
  }) {
    this.#isRestored = options.isRestored ?? (() => false);
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#requests = options.requests;
    this.#named = new NamedTenants(options);
  }

  /** To be called when a source changed, or all that it holds. */
  invalidate(): void {
    this.#stale = new Set(this.#entries.keys());
    this.#isWhole = false;
    this.#epoch += 1;
    this.#named.invalidate();
  }

  /** To be called when the namespaces of a cluster changed, or what is known of them. Others stay as they are. */
  clusterChanged(cluster: string): void {
    this.#named.clusterChanged(cluster);
    for (const [name, { environments, live }] of this.#entries) {
      const isThere = (each: { cluster: string }) => each.cluster === cluster;
      if (environments.some(isThere) || live?.environments.some(isThere)) {
        this.#stale.add(name);
      }
    }
    this.#named.namedOn(cluster).forEach(name => this.#stale.add(name));
  }

  /** To be called when something of these tenants changed: their request files, or their namespaces. */
  changed(tenants: readonly string[]): void {
    tenants.forEach(tenant => this.#stale.add(tenant));
    this.#named.changed(tenants);
  }

  /**
   * To be called when a namespace changed, with the tenant that it names, or named when it went, and the one that it named
   * before. Thousands may change at once, so nothing is made anew before somebody asks.
   */
  settle(
    cluster: string,
    namespace: string,
    [tenant, before]: readonly [string?, string?],
  ): void {
    this.changed([tenant, before].filter(each => each !== undefined));
    this.#named.namespaceChanged(cluster, namespace, tenant);
  }

  /**
   * Whose a namespace is as far as its changes tell: also one that belongs to no environment, or went a moment ago. For who
   * wants to tell a tenant of a change, not for who decides what somebody may see.
   */
  settledIn(cluster: string, namespace: string): string | undefined {
    return this.#named.lastLabelOf(cluster, namespace);
  }

  /** The same list until a tenant is another. */
  all(): readonly TenantEntry[] {
    if (!this.#isWhole) {
      const names = this.#named.all();
      names.forEach(name => this.get(name));
      this.#setWhole(names);
    }
    [...this.#stale].forEach(name => this.get(name));
    this.#list ??= [...this.#entries.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    return this.#list;
  }

  /** As {@link TenantDirectory.all}; others are let through where many tenants are made anew. */
  async allInTurns(): Promise<readonly TenantEntry[]> {
    for (let round = 0; round < ROUNDS && !this.#isWhole; round += 1) {
      const epoch = this.#epoch;
      const names = this.#named.all();
      for (const name of names) {
        this.get(name);
        await letOthers();
      }
      if (epoch === this.#epoch) {
        this.#setWhole(names);
      }
    }
    // More may come while they are made, as when clusters are read for the first time.
    let rounds = 0;
    do {
      for (const name of [...this.#stale]) {
        this.get(name);
        await letOthers();
      }
      rounds += 1;
    } while (this.#stale.size > FEW && rounds < MOST_ROUNDS);
    return this.all();
  }

  /** The names of all tenants that there are, and of those that were a moment ago: for who wants to tell of a change. */
  names(): readonly string[] {
    return [...new Set([...this.#entries.keys(), ...this.#named.all()])];
  }

  get(name: string): TenantEntry | undefined {
    const made = this.#entries.get(name);
    const isFresh = !this.#stale.has(name);
    if (isFresh && (made || this.#isWhole)) {
      return made;
    }
    const entry = this.#entry(name, this.#requests, this.#live(name));
    this.#stale.delete(name);
    if (made && entry && isSame(made, entry)) {
      return made;
    }
    if (entry) {
      this.#entries.set(name, entry);
    } else {
      this.#entries.delete(name);
    }
    if (made || entry) {
      this.#list = undefined;
    }
    return entry;
  }

  unread(environments: readonly string[] = []): readonly string[] {
    return this.#unread(this.#requests, environments);
  }

  /** The tenants as other requests say, such as those of the commit that is about to be written on. */
  at(requests: RequestIndex): Tenants {
    return {
      get: name => this.#entry(name, requests, this.#live(name)),
      unread: (environments = []) => this.#unread(requests, environments),
    };
  }

  /** Whether the namespaces of a cluster were ever read since the start: before, there may have been others. */
  knowsNamespaces(cluster: string): boolean {
    const query = { cluster, group: '', kind: 'Namespace' };
    return (
      lastValue(this.#snapshot.list(query)) !== undefined &&
      !this.#isRestored(query)
    );
  }

  /** The tenant whose namespace this is, by the labels that only the platform writes. */
  tenantOfNamespace(cluster: string, namespace: string): string | undefined {
    const tenant = this.#named.labelOf(cluster, namespace);
    const live = tenant === undefined ? undefined : this.get(tenant)?.live;
    return live?.environments.some(
      each => each.cluster === cluster && each.namespace === namespace,
    )
      ? tenant
      : undefined;
  }

  /**
   * The tenants that a cluster serves, as the place of their namespaces or of their Argo CD, as labels and request files name
   * them. For who wants to tell of a change, as `settledIn`.
   */
  tenantsOn(cluster: string): readonly string[] {
    return this.#named.on(cluster);
  }

  /** These are all, but for those that came since somebody looked for them: they are stale, or were asked for. */
  #setWhole(names: ReadonlySet<string>): void {
    this.#isWhole = true;
    for (const name of [...this.#entries.keys()]) {
      if (!names.has(name)) {
        this.#stale.add(name);
        this.get(name);
      }
    }
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

  #live(name: string): TenantRecord | undefined {
    const places = this.#named.placesOf(name);
    const environments = this.#platform.environments.filter(({ cluster }) =>
      places.has(cluster),
    );
    return liveTenant(name, this.#snapshot, {
      ...this.#platform,
      environments,
    });
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

/** Whether nothing of a tenant is another. Requests are the same object until their file is another. */
function isSame(a: TenantEntry, b: TenantEntry): boolean {
  return (
    a.request === b.request &&
    a.owner === b.owner &&
    a.tier === b.tier &&
    a.isUnreadable === b.isUnreadable &&
    JSON.stringify([a.environments, a.live]) ===
      JSON.stringify([b.environments, b.live])
  );
}
