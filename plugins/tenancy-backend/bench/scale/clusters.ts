import { FakeCluster } from '../../src/__testUtils__/FakeCluster';
import { fillCluster, pod } from '../largeEstate';
import { fillRealCluster, realCount } from '../real/fillRealCluster';
import {
  clusterName,
  ownerOf,
  placesOf,
  type Size,
  tenantName,
  tenantsOn,
} from './estate';

/*
 * Some of the API servers, in one process. It is told how many pods to change a second, to change one pod of a tenant, or to
 * stop a server or start it again, and tells where its servers are.
 */

/** What it is told. */
export type Order =
  | { type: 'rate'; perSecond: number }
  | { type: 'away' | 'back'; cluster: number }
  | { type: 'touch'; tenant: number }
  | { type: 'tell' };

/** What it tells: its servers, by cluster, that it changed something, or how many lists and watches it was asked for. */
export type Told =
  | { type: 'up'; urls: Record<string, string>; objects: number }
  | { type: 'touched' }
  | { type: 'asked'; lists: number; watches: number };

const [size, share, shares] = JSON.parse(process.argv[2]) as [
  Size,
  number,
  number,
];

/** Milliseconds between two bursts of changes. */
const TICK = 20;

const tell = (message: Told) => process.send?.({ told: message });

async function main(): Promise<void> {
  const clusters = new Map<number, FakeCluster>();
  const urls: Record<string, string> = {};
  let objects = 0;
  for (let i = share; i < size.clusters; i += shares) {
    const cluster = await FakeCluster.start();
    const tenants = tenantsOn(i, size);
    const fill = size.objects === 'real' ? fillRealCluster : fillCluster;
    fill(cluster, {
      tenants,
      pods: size.pods,
      environment: clusterName(i),
      owner: tenant => ownerOf(Number(tenant.slice(tenantName(0).length - 1))),
    });
    const each = size.objects === 'real' ? realCount(size.pods) : size.pods + 8;
    objects += tenants.length * each;
    clusters.set(i, cluster);
    urls[clusterName(i)] = cluster.url;
  }
  /** The servers here that a tenant is on. */
  const of = (tenant: number) =>
    placesOf(tenant, size).flatMap(each => clusters.get(each) ?? []);
  let perSecond = 0;
  let due = 0;
  let count = 0;
  setInterval(() => {
    due += (perSecond * TICK) / 1000;
    while (due >= 1) {
      const tenant = count % size.tenants;
      const round = Math.floor(count / size.tenants);
      for (const cluster of of(tenant)) {
        cluster.put(pod(tenantName(tenant), 0, round % 2 === 1));
        due -= 1;
      }
      count += 1;
    }
  }, TICK);
  process.on('message', (order: Order) => {
    if (order.type === 'rate') {
      perSecond = order.perSecond;
      return;
    }
    if (order.type === 'tell') {
      const asked = [...clusters.values()].flatMap(({ requests }) => requests);
      const isWatch = ({ url }: { url: string }) => /[?&]watch=/.test(url);
      tell({
        type: 'asked',
        lists: asked.filter(({ url }) => /[?&]limit=/.test(url)).length,
        watches: asked.filter(isWatch).length,
      });
      return;
    }
    if (order.type !== 'touch') {
      const cluster = clusters.get(order.cluster);
      void (order.type === 'away' ? cluster?.stop() : cluster?.listen());
      return;
    }
    for (const cluster of of(order.tenant)) {
      // Nothing of it is told in a timeline, which is told of on its own.
      const changed = pod(tenantName(order.tenant), 1, true);
      cluster.put({
        ...changed,
        metadata: {
          ...changed.metadata,
          annotations: { 'example.com/touched': String(performance.now()) },
        },
      });
    }
    tell({ type: 'touched' });
  });
  process.on('disconnect', () => process.exit());
  tell({ type: 'up', urls, objects });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
