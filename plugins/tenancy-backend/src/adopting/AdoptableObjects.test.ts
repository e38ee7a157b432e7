import { parsePlatform } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { type ClusterConnection, LiveSnapshot } from '../clusters';
import { AdoptableObjects } from './AdoptableObjects';

const { git: _, ...config } = tenancyConfig;

it('does not follow a server that names a next page for ever', async () => {
  const platform = parsePlatform(config);
  const [{ cluster, name }] = platform.environments;
  const snapshot = new LiveSnapshot({ labels: [] });
  snapshot.addCluster(cluster);
  const map = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'pay' },
  };
  await snapshot.replace(cluster, { group: '', kind: 'ConfigMap' }, [map]);
  const page = { metadata: { continue: 'again' }, items: [] };
  const get = jest.fn<
    ReturnType<ClusterConnection['get']>,
    Parameters<ClusterConnection['get']>
  >(async () => ({
    status: 200,
    body: (async function* body() {
      yield new TextEncoder().encode(JSON.stringify(page));
    })(),
  }));
  const objects = new AdoptableObjects({
    platform,
    snapshot,
    connections: new Map([[cluster, { cluster, get, review: jest.fn() }]]),
  });
  const { notRead } = await objects.of([
    { cluster, namespace: 'pay', environment: name, tenant: 'pay' },
  ]);
  expect(notRead).toContainEqual({
    place: `${cluster}/pay ConfigMap`,
    why: 'there are more than are read',
  });
  expect(get).toHaveBeenCalledTimes(200);
});
