import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  fluxDelivery,
  type KindRegistry,
  type Platform,
  watching,
} from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import {
  type ClusterConnection,
  type ClusterReader,
  connectionTo,
  LiveSnapshot,
  readerOf,
  RecentEvents,
} from '../clusters';
import { enforcementOf, type EnforcementOf } from './enforcementOf';
import { INDEXED } from './indexedLabels';
import { RoutedSnapshot } from './RoutedSnapshot';
import type { UnmanagedOptions } from './readUnmanaged';
import type { IsManaged } from './Scopes';
import { Unmanaged } from './Unmanaged';

/** What looks at entities that are no tenants of ours. */
export interface Look {
  unmanaged: Unmanaged;
  catalog: CatalogService;
  options: UnmanagedOptions;
  /** With what Flux delivers by, which nothing else reads. */
  kinds: KindRegistry;
  /** Reads the clusters that nobody else reads already. */
  readers: readonly ClusterReader[];
  snapshot: RoutedSnapshot;
  connections: ReadonlyMap<string, ClusterConnection>;
  /** Whether a namespace is a tenant's. */
  isManaged: IsManaged;
  /** Whether the owners of an entity see the cards of a tenant on it. */
  isTenants: (entity: Entity) => Promise<boolean>;
  enforcementOf: EnforcementOf;
}

/**
 * Puts together what looks at entities that are no tenants of ours. Nothing runs yet.
 *
 * @param services - `shared` is the snapshot of the platform with its clusters that are read as a whole: they are not read twice.
 *   `isManaged` tells of a namespace whether it is a tenant's.
 */
export function createLook(services: {
  config: RootConfigService;
  logger: LoggerService;
  auth: AuthService;
  discovery: DiscoveryService;
  catalog: CatalogService;
  access: TenantAccess;
  options: UnmanagedOptions;
  kinds: KindRegistry;
  platform?: Pick<Platform, 'environments' | 'prefix'>;
  shared?: { snapshot: LiveSnapshot; clusters: ReadonlySet<string> };
  isManaged?: IsManaged;
  isTenants?: Look['isTenants'];
}): Look {
  const { options, shared, config, logger } = services;
  const kinds = watching(services.kinds, fluxDelivery);
  const { isManaged = () => false, isTenants = async () => false } = services;
  const names = options.clusters.map(({ name }) => name);
  const connections = new Map(
    names.map(cluster => [cluster, connectionTo(cluster, services)]),
  );
  const own = new LiveSnapshot({ labels: INDEXED });
  const snapshot = new RoutedSnapshot(own, shared);
  const enforcement = enforcementOf({
    ...services,
    kinds,
    snapshot,
    unmanaged: options,
  });
  const readers = [...connections]
    .filter(([cluster]) => !shared?.clusters.has(cluster))
    .map(([, connection]) =>
      readerOf(connection, {
        config,
        logger,
        snapshot: own,
        kinds,
        namespaces: kind =>
          namespacesFor(kind, connection.cluster, { options, kinds }),
      }),
    );
  return {
    options,
    kinds,
    catalog: services.catalog,
    readers,
    snapshot,
    connections,
    isManaged,
    isTenants,
    enforcementOf: enforcement,
    unmanaged: new Unmanaged({
      ...services,
      kinds,
      snapshot,
      config: options,
      recentEvents: new RecentEvents({ connections, snapshot }),
      isManaged,
      enforcementOf: enforcement,
    }),
  };
}

/** The namespaces that configuration names one by one, where a kind is looked for: where it may be read nowhere else, it is read there. */
export function namespacesFor(
  { group, kind }: { group: string; kind: string },
  cluster: string,
  { options, kinds }: { options: UnmanagedOptions; kinds: KindRegistry },
): string[] {
  const { argocd, sharedNamespaces } = options;
  const descriptor = kinds.find(group, kind);
  if (!descriptor?.namespaced) {
    return [];
  }
  const homes = argocd
    .filter(each => each.cluster === cluster)
    .map(({ namespace }) => namespace);
  const owners = options.owners.filter(
    each => each.clusters === undefined || each.clusters.includes(cluster),
  );
  const named = owners
    .flatMap(each => each.namespaces)
    .filter(pattern => !pattern.endsWith('*'));
  const found = descriptor.tellsDelivery ? [...homes] : [...named];
  if (kind === 'Application' && homes.length > 0) {
    found.push(...options.owners.flatMap(each => each.applicationNamespaces));
  }
  if (group.endsWith('.toolkit.fluxcd.io')) {
    found.push(
      ...owners.flatMap(({ flux }) => flux).map(each => each.split('/')[0]),
    );
  }
  if (kind === 'Gateway') {
    found.push(...sharedNamespaces);
  }
  return [...new Set(found)].sort();
}
