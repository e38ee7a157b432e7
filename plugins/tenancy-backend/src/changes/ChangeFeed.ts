import {
  kindsOf,
  type KindRegistry,
  type KubernetesObject,
  type Platform,
  labelKeysOf,
} from '@groundwork/engine';
import type { LiveChange, LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { TenantDirectory } from '../tenants/TenantDirectory';

const DEBOUNCE = 200;

/**
 * Gathers what changed in clusters and Git into sets of tenants, and tells them once things are quiet for a moment.
 * Caches are emptied at once, so that nobody who asks in between gets an old answer.
 */
export class ChangeFeed {
  readonly #tenantLabel: string;
  readonly #kinds: KindRegistry;
  readonly #directory: TenantDirectory;
  readonly #pending = new Set<string>();
  readonly #now: Array<(tenants: readonly string[]) => void> = [];
  readonly #later: Array<(tenants: readonly string[]) => void> = [];
  readonly #stops: Array<() => void>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    platform: Platform;
    snapshot: LiveSnapshot;
    trees: GitTrees;
    directory: TenantDirectory;
  }) {
    const { platform, snapshot, trees, directory } = options;
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

  stop(): void {
    clearTimeout(this.#timer);
    this.#stops.forEach(stop => stop());
  }

  #live({ cluster, kind, object }: LiveChange): void {
    if (!object) {
      // Of all kinds only namespaces say which tenants there are.
      if (!kind || kind.kind === 'Namespace') {
        this.#directory.invalidate();
      }
      this.#tell(this.#directory.tenantsOn(cluster));
    } else if (object.kind === 'Namespace') {
      const { labels, name } = object.metadata;
      const tenant = labels?.[this.#tenantLabel];
      const before = this.#directory.settle(cluster, name, tenant);
      this.#tell([before, tenant].filter(each => each !== undefined));
    } else {
      this.#tell(this.#tenantsOf(cluster, object));
    }
  }

  #git(paths: readonly string[]): void {
    const before = this.#directory.all().map(({ name }) => name);
    this.#directory.invalidate();
    if (paths.length === 0) {
      this.#tell([...before, ...this.#directory.all().map(each => each.name)]);
      return;
    }
    this.#tell(
      paths.flatMap(
        path => /^(?:platform\/)?tenants\/([^/.]+)/.exec(path)?.[1] ?? [],
      ),
    );
  }

  #tenantsOf(cluster: string, object: KubernetesObject): readonly string[] {
    const { labels, namespace } = object.metadata;
    const label = labels?.[this.#tenantLabel];
    if (label) {
      return [label];
    }
    if (namespace !== undefined) {
      const tenant = this.#directory.settledIn(cluster, namespace);
      if (tenant) {
        return [tenant];
      }
    }
    return (this.#kinds.of(object)?.reach ?? 'cluster') === 'cluster'
      ? this.#directory.tenantsOn(cluster)
      : [];
  }

  #tell(tenants: readonly string[]): void {
    if (tenants.length === 0) {
      return;
    }
    const unique = [...new Set(tenants)];
    this.#now.forEach(listener => listener(unique));
    unique.forEach(tenant => this.#pending.add(tenant));
    this.#timer ??= setTimeout(() => this.#settle(), DEBOUNCE).unref();
  }

  #settle(): void {
    this.#timer = undefined;
    const tenants = [...this.#pending].sort();
    this.#pending.clear();
    this.#later.forEach(listener => listener(tenants));
  }
}
