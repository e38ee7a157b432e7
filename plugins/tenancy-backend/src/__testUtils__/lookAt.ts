import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  defaultKinds,
  fluxDelivery,
  isKnown,
  type Known,
  type KubernetesObject,
  SnapshotIndex,
  type SnapshotQuery,
  type Unknown,
  watching,
} from '@groundwork/engine';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RecentEvents } from '../clusters';
import { enforcementOf } from '../unmanaged/enforcementOf';
import { readUnmanaged } from '../unmanaged/readUnmanaged';
import type { IsManaged } from '../unmanaged/Scopes';
import { Unmanaged } from '../unmanaged/Unmanaged';
import { unmanagedBase, unmanagedViews } from '../unmanaged/unmanagedViews';

const AS_OF = Date.now();

/**
 * Looks at entities over clusters that are given by what they hold, or by why they can't be read. Counts the questions to them.
 */
export function lookAt(world: {
  clusters: Record<string, readonly KubernetesObject[] | Unknown>;
  /** Kinds that can't be read of a cluster, as `one Application`. */
  unread?: Record<string, Unknown>;
  /** A kind that can be read in these namespaces alone. */
  narrow?: { kind: string; namespaces: readonly string[] };
  unmanaged: object;
  entities: readonly Entity[];
  isManaged?: IsManaged;
  platform?: Parameters<typeof enforcementOf>[0]['platform'];
  allowsRead?: () => boolean;
}) {
  const index = new SnapshotIndex(['backstage.io/kubernetes-id']);
  for (const [cluster, held] of Object.entries(world.clusters)) {
    const source = `cluster ${cluster}`;
    if (typeof held === 'string') {
      index.setCluster(cluster, { unknown: held, source });
    } else {
      index.setCluster(cluster, { value: [], asOf: AS_OF, source });
      index.apply(
        held.map(object => ({ type: 'put' as const, cluster, object })),
      );
    }
  }
  const counts = { questions: 0 };
  const snapshot = {
    list: (query: SnapshotQuery): Known<readonly KubernetesObject[]> => {
      counts.questions += 1;
      const unknown = world.unread?.[`${query.cluster} ${query.kind}`];
      const { kind, namespaces = [] } = world.narrow ?? {};
      const known = index.list(query);
      if (
        query.kind === kind &&
        !namespaces.includes(query.namespace ?? '') &&
        isKnown(known)
      ) {
        return {
          unknown: 'forbidden',
          source: `cluster ${query.cluster}`,
          last: known,
        };
      }
      return unknown ? { unknown, source: `cluster ${query.cluster}` } : known;
    },
    sources: () =>
      Object.entries(world.clusters).map(([cluster, held]) => ({
        source: `cluster ${cluster}`,
        kind: 'cluster' as const,
        ...(typeof held === 'string'
          ? { problem: { unknown: held, message: held, since: AS_OF } }
          : { asOf: AS_OF }),
      })),
    clocks: () => ({}),
  };
  const config = readUnmanaged(
    mockServices.rootConfig({
      data: {
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: Object.keys(world.clusters).map(name => ({
                name,
                url: `https://${name}.example.com`,
              })),
            },
          ],
        },
        tenancy: { unmanaged: world.unmanaged },
      },
    }),
  );
  if (!config) {
    throw new TypeError('nothing is configured');
  }
  const kinds = watching(defaultKinds, fluxDelivery);
  const unmanaged = new Unmanaged({
    catalog: catalogServiceMock({ entities: [...world.entities] }),
    access: { allowsRead: async () => world.allowsRead?.() ?? true },
    snapshot,
    config,
    kinds,
    recentEvents: new RecentEvents({ connections: new Map(), snapshot }),
    isManaged: world.isManaged ?? (() => false),
    enforcementOf: enforcementOf({
      snapshot,
      kinds,
      unmanaged: config,
      ...(world.platform ? { platform: world.platform } : {}),
    }),
  });
  const findIn = (
    environment: string | undefined,
    entity: Entity,
    ...claims: string[]
  ) =>
    unmanaged.find(
      {
        credentials: mockCredentials.user(),
        user: 'user:default/ada',
        claims: new Set(
          claims.length > 0 ? claims : ['group:default/payments'],
        ),
        isAdmin: false,
      },
      stringifyEntityRef(entity),
      environment,
    );
  /** What is told of an entity to who runs the portal. */
  const explain = (entity: Entity) =>
    unmanaged.explain(
      {
        credentials: mockCredentials.user(),
        user: 'user:default/root',
        claims: new Set(['group:default/platform']),
        isAdmin: true,
      },
      entity,
    );
  const find = (entity: Entity, ...claims: string[]) =>
    findIn(undefined, entity, ...claims);
  return {
    counts,
    unmanaged,
    find,
    explain,
    /** Only where this names. */
    findIn,
    /** Where an entity is looked at, as `cluster/namespace`; undefined where it is not. */
    places: async (entity: Entity, ...claims: string[]) =>
      (await find(entity, ...claims))?.subject.places.map(
        ({ cluster, namespace }) => `${cluster}/${namespace}`,
      ),
    /** All that its cards tell, as text; undefined where they tell nothing. */
    told: async (entity: Entity, ...claims: string[]) => {
      const found = await find(entity, ...claims);
      if (!found) {
        return undefined;
      }
      const status = await unmanaged.statusOf(found);
      const base = unmanagedBase(unmanaged, found, status);
      return JSON.stringify(
        Object.values(unmanagedViews).map(view => view(base, status, found)),
      );
    },
    /** The Applications that are shown of it. */
    applications: async (entity: Entity, ...claims: string[]) => {
      const found = await find(entity, ...claims);
      const { sync } = found
        ? await unmanaged.statusOf(found)
        : { sync: undefined };
      return sync?.environments.map(({ environment, state, applications }) => [
        environment,
        state,
        ...applications.map(
          ({ ref }) => `${ref.cluster}/${ref.namespace}/${ref.name}`,
        ),
      ]);
    },
  };
}
