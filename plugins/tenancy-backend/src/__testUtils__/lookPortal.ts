import type { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@groundwork/engine';
import { clientOf, until } from './clientOf';
import type { FakeCluster } from './FakeCluster';
import { lookKinds } from './lookObjects';
import { type Portal, startPortal } from './startPortal';

/** Cards of entities, by the last part of their routes. */
export const CARDS = ['status', 'secrets', 'workloads', 'quota', 'events'];

/**
 * A portal that looks at what a cluster holds without having adopted it, once all of it was read. With `whole` there is a platform
 * beside.
 */
export async function lookPortal(options: {
  unmanaged: object;
  entities: Entity[];
  objects: readonly KubernetesObject[];
  whole?: boolean;
  fill?: (cluster: FakeCluster) => void;
}): Promise<Portal> {
  const { unmanaged, entities, objects, whole } = options;
  const fill = (cluster: FakeCluster) => {
    lookKinds.forEach(([group, version, kind, plural]) =>
      cluster.serve({ group, version, kind, plural }),
    );
    objects.forEach(object => cluster.put(object));
    options.fill?.(cluster);
  };
  const config = (url: string) => ({
    kubernetes: {
      clusterLocatorMethods: [
        { type: 'config', clusters: [{ name: 'one', url }] },
      ],
    },
    ...(whole
      ? {}
      : { tenancy: { admins: ['group:default/platform'], unmanaged } }),
  });
  const portal = await startPortal(
    whole
      ? { fill, entities, config, tenancy: { unmanaged } }
      : { fill, entities, config, unconfigured: true },
  );
  try {
    await lookedAround(portal);
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

/** Waits until all that is to be read was read, or can't be: statuses are kept for seconds, so none may be asked for before. */
async function lookedAround(portal: Portal): Promise<void> {
  const { get } = clientOf(() => portal);
  await until(
    () => get('setup', 'root'),
    ({ body }) => body.clusters?.[0]?.why?.includes('first time') === false,
  );
}
