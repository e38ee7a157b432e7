import {
  kindsOf,
  type KindRegistry,
  type KubernetesObject,
  type Platform,
  labelKeysOf,
  reachOf,
  requestPlace,
  teamOf,
} from '@groundwork/engine';
import { isFromGit, type LiveChange, type LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { TenantDirectory } from '../tenants/TenantDirectory';

/** Milliseconds between two times that it is told what changed, and the least for which changes are gathered. */
const GAP = 200;
const MOMENT = 25;

/**
 * Gathers what changed in clusters and Git into sets of tenants, and tells them once things are quiet for a moment.
 * Caches are emptied at once, so that nobody who asks in between gets an old answer.
 */
export class ChangeFeed {
  readonly #platform: Platform;
  readonly #snapshot: LiveSnapshot;
  readonly #tenantLabel: string;
  readonly #kinds: KindRegistry;
  readonly #directory: TenantDirectory;
  readonly #pending = new Set<string>();
  readonly #now: Array<(tenants: readonly string[]) => void> = [];
  readonly #later: Array<(tenants: readonly string[]) => void> = [];
  readonly #stops: Array<() => void>;
  #timer: NodeJS.Timeout | undefined;
  #settledAt = -Infinity;

  constructor(options: {
    platform: Platform;
    snapshot: LiveSnapshot;
    trees: GitTrees;
    directory: TenantDirectory;
  }) {
    const { platform, snapshot, trees, directory } = options;
    this.#platform = platform;
    this.#snapshot = snapshot;
    this.#tenantLabel = labelKeysOf(platform.prefix).tenant;
    this.#kinds = kindsOf(platform);
    this.#directory = directory;
    this.#stops = [
      snapshot.subscribe(change => this.#live(change)),
      trees.subscribe(paths => this.#git(paths)),
    ];
  }

  /** Called with each change as it happens. */
  onChange(listener: (tenants: readonly string[]) => void): void {
    this.#now.push(listener);
  }

  /** Called with all that changed since the last time, when a moment has passed. */
  onSettled(listener: (tenants: readonly string[]) => void): void {
    this.#later.push(listener);
  }

  /** Something of these tenants changed that neither clusters nor request files tell of. */
  tell(tenants: readonly string[]): void {
    this.#tell(tenants);
  }

  /** Something more is known of a tenant than those who look were told. Nothing changed, so what is kept stays. */
  announce(tenant: string): void {
    this.#announce([tenant]);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stops.forEach(stop => stop());
  }

  #live(change: LiveChange): void {
    const { cluster, kind, object } = change;
    if (!object) {
      // Of all kinds only namespaces say which tenants there are.
      if (!kind || kind.kind === 'Namespace') {
        this.#directory.clusterChanged(cluster);
      }
      this.#tell(this.#directory.tenantsOn(cluster));
    } else if (object.kind === 'Namespace') {
      const { labels, name } = object.metadata;
      const tenant = labels?.[this.#tenantLabel];
      const before = change.before?.metadata.labels?.[this.#tenantLabel];
      this.#directory.settle(cluster, name, [tenant, before]);
      const own = [before, tenant].filter(each => each !== undefined);
      this.#tell([
        ...own,
        ...(own.length === 0 && this.#hasProxies(cluster, name)
          ? this.#directory.tenantsOn(cluster)
          : this.#reached(change)),
      ]);
    } else if (!this.#isNoise(object)) {
      const own = [change.before ?? object, object].flatMap(
        each => this.#ownerOf(cluster, each) ?? [],
      );
      this.#tell([...own, ...this.#reached(change, own.length > 0)]);
    }
  }

  /** What controllers keep in ConfigMaps, as some of them every second, no status tells of. */
  #isNoise(object: KubernetesObject): boolean {
    return this.#kinds.of(object)?.metadataOnly === true && !isFromGit(object);
  }

  #git(paths: readonly string[]): void {
    if (paths.length === 0) {
      this.#directory.invalidate();
      this.#tell(this.#directory.names());
      return;
    }
    const { layout } = this.#platform;
    const tenants = paths.flatMap(
      path => requestPlace(path, layout)?.tenant ?? teamOf(path, layout) ?? [],
    );
    this.#directory.changed(tenants);
    this.#tell(tenants);
  }

  /** The tenant in whose namespace an object is, else the one that the platform has labelled it with. */
  #ownerOf(cluster: string, { metadata }: KubernetesObject) {
    const { labels, namespace } = metadata;
    const tenant =
      namespace === undefined
        ? undefined
        : this.#directory.settledIn(cluster, namespace);
    return tenant ?? labels?.[this.#tenantLabel];
  }

  /** The tenants that a change concerns beyond its namespace. What somebody owns never concerns all. */
  #reached(
    { cluster, object, before }: LiveChange,
    isOwned = false,
  ): readonly string[] {
    const ends = [object, before].filter(each => each !== undefined);
    return ends.flatMap((end, i) => {
      const reached = reachOf(end, {
        cluster,
        snapshot: this.#snapshot,
        kinds: this.#kinds,
        other: ends[1 - i],
      });
      if (reached === 'all') {
        return isOwned ? [] : this.#directory.tenantsOn(cluster);
      }
      return [...reached].flatMap(
        namespace => this.#directory.settledIn(cluster, namespace) ?? [],
      );
    });
  }

  /** Whether proxies of a gateway run in a namespace: policies know them by its labels. */
  #hasProxies(cluster: string, namespace: string): boolean {
    return this.#platform.environments.some(
      environment =>
        environment.cluster === cluster &&
        environment.gateways.some(
          gateway =>
            (gateway.dataPlane?.namespace ?? gateway.namespace) === namespace,
        ),
    );
  }

  #tell(tenants: readonly string[]): void {
    if (tenants.length === 0) {
      return;
    }
    const unique = [...new Set(tenants)];
    this.#now.forEach(listener => listener(unique));
    this.#announce(unique);
  }

  #announce(tenants: readonly string[]): void {
    tenants.forEach(tenant => this.#pending.add(tenant));
    // After a quiet time at once, so that who looks sees it; in a storm all that comes within the gap together.
    const left = this.#settledAt + GAP - performance.now();
    const wait = Math.max(MOMENT, left);
    this.#timer ??= setTimeout(() => this.#settle(), wait).unref();
  }

  #settle(): void {
    this.#timer = undefined;
    this.#settledAt = performance.now();
    const tenants = [...this.#pending].sort();
    this.#pending.clear();
    this.#later.forEach(listener => listener(tenants));
  }
}
