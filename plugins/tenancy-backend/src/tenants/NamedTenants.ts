import {
  type KubernetesObject,
  labelKeysOf,
  lastValue,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { RequestIndex } from '../git/RequestIndex';
import { RequestedTenants } from './RequestedTenants';

const NAMESPACE = { group: '', kind: 'Namespace' };

const NOWHERE: ReadonlySet<string> = new Set();

/** Namespaces that went and whose tenant is remembered: watches of other kinds tell of what went with them a little later. */
const MOST_GONE = 1_000;

/** Where something of more tenants changed at once, it is less work to look at all that a cluster serves than at each of these. */
const FEW = 100;

/**
 * The tenants that labels of Namespaces and request files name, found without making any of them: for who wants to tell them
 * of a change, not for who decides what somebody may see.
 */
export class NamedTenants {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #requests: RequestIndex;
  readonly #requested: RequestedTenants;
  readonly #label: string;
  readonly #gone = new Map<string, string>();
  readonly #byCluster = new Map<string, OnCluster>();
  /** Clusters whose Namespaces name a tenant, or did: who looks at it need not look at dozens of others. */
  #places: Map<string, Set<string>> | undefined;

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    requests: RequestIndex;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#requests = options.requests;
    this.#requested = new RequestedTenants(options.requests);
    this.#label = labelKeysOf(options.platform.prefix).tenant;
  }

  /** To be called when everything may have changed. */
  invalidate(): void {
    this.#requested.invalidate();
    this.#byCluster.clear();
    this.#gone.clear();
    this.#places = undefined;
  }

  /** Clusters whose Namespaces name a tenant, with some that did; as far as changes were told of. */
  placesOf(tenant: string): ReadonlySet<string> {
    if (!this.#places) {
      this.#places = new Map();
      for (const { cluster } of this.#platform.environments) {
        this.#place(cluster, this.namedOn(cluster));
      }
    }
    return this.#places.get(tenant) ?? NOWHERE;
  }

  /** To be called when the Namespaces of a cluster may all have changed. */
  clusterChanged(cluster: string): void {
    for (const each of [...this.#byCluster.keys()]) {
      if (
        this.#servedBy(each).some(
          environment => environment.cluster === cluster,
        )
      ) {
        this.#byCluster.delete(each);
      }
    }
    for (const key of [...this.#gone.keys()]) {
      if (key.startsWith(`${cluster}/`)) {
        this.#gone.delete(key);
      }
    }
    this.#place(cluster, this.namedOn(cluster));
  }

  /** Those that the Namespaces of a cluster name. */
  namedOn(cluster: string): readonly string[] {
    return this.#named([cluster]);
  }

  /** To be called when something of these tenants changed. */
  changed(tenants: readonly string[]): void {
    this.#requested.changed(tenants);
    if (tenants.length > FEW) {
      this.#byCluster.clear();
    }
    for (const { unsettled } of this.#byCluster.values()) {
      tenants.forEach(tenant => unsettled.add(tenant));
    }
  }

  /** To be called when a Namespace changed, with the tenant that it names, or named when it went. */
  namespaceChanged(
    cluster: string,
    namespace: string,
    tenant: string | undefined,
  ): void {
    const key = `${cluster}/${namespace}`;
    if (tenant !== undefined) {
      this.#place(cluster, [tenant]);
    }
    this.#gone.delete(key);
    if (tenant !== undefined && !this.#namespace(cluster, namespace)) {
      this.#gone.set(key, tenant);
      const [oldest] = this.#gone.keys();
      if (this.#gone.size > MOST_GONE) {
        this.#gone.delete(oldest);
      }
    }
  }

  all(): Set<string> {
    return new Set([
      ...this.#requests.tenants(),
      ...this.#named(this.#platform.environments.map(({ cluster }) => cluster)),
    ]);
  }

  /** Those that a cluster serves, as the place of their namespaces or of their Argo CD. */
  on(cluster: string): readonly string[] {
    const environments = this.#servedBy(cluster);
    let known = this.#byCluster.get(cluster);
    if (!known) {
      known = { tenants: this.#findIn(environments), unsettled: new Set() };
      this.#byCluster.set(cluster, known);
    }
    const { tenants, unsettled } = known;
    for (const tenant of unsettled) {
      if (this.#isIn(tenant, environments)) {
        tenants.add(tenant);
      } else {
        tenants.delete(tenant);
      }
    }
    unsettled.clear();
    return [...tenants];
  }

  /** The tenant that a Namespace names. */
  labelOf(cluster: string, namespace: string): string | undefined {
    return this.#namespace(cluster, namespace)?.metadata.labels?.[this.#label];
  }

  /** As `labelOf`; of a Namespace that went a moment ago, the one that it named. */
  lastLabelOf(cluster: string, namespace: string): string | undefined {
    return this.#namespace(cluster, namespace)
      ? this.labelOf(cluster, namespace)
      : this.#gone.get(`${cluster}/${namespace}`);
  }

  #place(cluster: string, tenants: readonly string[]): void {
    for (const tenant of this.#places ? tenants : []) {
      const places = this.#places?.get(tenant) ?? new Set();
      places.add(cluster);
      this.#places?.set(tenant, places);
    }
  }

  #servedBy(cluster: string): Platform['environments'] {
    return this.#platform.environments.filter(
      environment =>
        environment.cluster === cluster ||
        environment.argocd.cluster === cluster,
    );
  }

  #findIn(environments: Platform['environments']): Set<string> {
    return new Set([
      ...this.#named(environments.map(({ cluster }) => cluster)),
      ...environments.flatMap(({ name }) => [...this.#requested.in(name)]),
    ]);
  }

  #isIn(tenant: string, environments: Platform['environments']): boolean {
    const labels = { matchLabels: { [this.#label]: tenant } };
    return environments.some(({ name, cluster }) => {
      const query = { cluster, ...NAMESPACE, labels };
      return (
        this.#requested.in(name).has(tenant) ||
        (lastValue(this.#snapshot.list(query)) ?? []).length > 0
      );
    });
  }

  #named(clusters: readonly string[]): string[] {
    return [...new Set(clusters)].flatMap(cluster =>
      (lastValue(this.#snapshot.list({ cluster, ...NAMESPACE })) ?? []).flatMap(
        ({ metadata }) => metadata.labels?.[this.#label] ?? [],
      ),
    );
  }

  #namespace(cluster: string, name: string): KubernetesObject | undefined {
    const known = this.#snapshot.list({
      cluster,
      ...NAMESPACE,
      namespace: '',
      name,
    });
    return lastValue(known)?.[0];
  }
}

interface OnCluster {
  tenants: Set<string>;
  /** Of these something changed since. */
  unsettled: Set<string>;
}
