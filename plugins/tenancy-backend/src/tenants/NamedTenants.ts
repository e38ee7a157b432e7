import {
  type KubernetesObject,
  labelKeysOf,
  lastValue,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { RequestIndex } from '../git/RequestIndex';

const NAMESPACE = { group: '', kind: 'Namespace' };

/** Namespaces that went and whose tenant is remembered: watches of other kinds tell of what went with them a little later. */
const MOST_GONE = 1_000;

/**
 * The tenants that labels of Namespaces and request files name, found without making any of them: for who wants to tell them
 * of a change, not for who decides what somebody may see.
 */
export class NamedTenants {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #requests: RequestIndex;
  readonly #label: string;
  readonly #gone = new Map<string, string>();
  readonly #byCluster = new Map<string, OnCluster>();

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    requests: RequestIndex;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#requests = options.requests;
    this.#label = labelKeysOf(options.platform.prefix).tenant;
  }

  /** To be called when everything may have changed. */
  invalidate(): void {
    this.#byCluster.clear();
    this.#gone.clear();
  }

  /** To be called when something of these tenants changed. */
  changed(tenants: readonly string[]): void {
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
    const environments = this.#platform.environments.filter(
      environment =>
        environment.cluster === cluster ||
        environment.argocd.cluster === cluster,
    );
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

  #findIn(environments: Platform['environments']): Set<string> {
    const names = new Set(environments.map(({ name }) => name));
    return new Set([
      ...this.#named(environments.map(({ cluster }) => cluster)),
      ...this.#requests
        .tenants()
        .filter(tenant => this.#isRequestedIn(tenant, names)),
    ]);
  }

  #isIn(tenant: string, environments: Platform['environments']): boolean {
    const names = new Set(environments.map(({ name }) => name));
    const labels = { matchLabels: { [this.#label]: tenant } };
    return (
      this.#isRequestedIn(tenant, names) ||
      environments.some(({ cluster }) => {
        const known = this.#snapshot.list({ cluster, ...NAMESPACE, labels });
        return (lastValue(known) ?? []).length > 0;
      })
    );
  }

  #isRequestedIn(tenant: string, environments: ReadonlySet<string>): boolean {
    const { request } = this.#requests.own(tenant);
    return (
      request?.spec.environments.some(each => environments.has(each)) ?? false
    );
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
