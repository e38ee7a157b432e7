import {
  namespaceName,
  type Platform,
  type Snapshot,
  type TenantRecord,
  tenantsOf,
} from '@groundwork/engine';
import type { RequestBook, TenantRequest } from '../git/RequestBook';

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
  live?: TenantRecord;
}

/**
 * All tenants, by name. Made anew only after something changed.
 */
export class TenantDirectory {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #requests: RequestBook;
  #entries: Map<string, TenantEntry> | undefined;
  #byNamespace = new Map<string, string>();

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    requests: RequestBook;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#requests = options.requests;
  }

  /** To be called when a namespace, a request file or a source changed. */
  invalidate(): void {
    this.#entries = undefined;
  }

  all(): readonly TenantEntry[] {
    return [...this.#read().values()];
  }

  get(name: string): TenantEntry | undefined {
    return this.#read().get(name);
  }

  /** The tenant whose namespace this is, by the labels that only the platform writes. */
  tenantOfNamespace(cluster: string, namespace: string): string | undefined {
    this.#read();
    return this.#byNamespace.get(`${cluster}/${namespace}`);
  }

  /** The tenants that a cluster serves, as the place of their namespaces or of their Argo CD. */
  tenantsOn(cluster: string): string[] {
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
      for (const { name, live } of this.#entries.values()) {
        for (const { cluster, namespace } of live?.environments ?? []) {
          this.#byNamespace.set(`${cluster}/${namespace}`, name);
        }
      }
    }
    return this.#entries;
  }

  #make(): Map<string, TenantEntry> {
    const live = new Map(
      tenantsOf(this.#snapshot, this.#platform).tenants.map(tenant => [
        tenant.name,
        tenant,
      ]),
    );
    const names = [...new Set([...this.#requests.tenants(), ...live.keys()])];
    return new Map(
      names
        .sort()
        .map(name => this.#entry(name, live.get(name)))
        .filter(entry => entry !== undefined)
        .map(entry => [entry.name, entry]),
    );
  }

  #entry(
    name: string,
    live: TenantRecord | undefined,
  ): TenantEntry | undefined {
    const request = this.#requests.tenant(name);
    if (!request && !live) {
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
