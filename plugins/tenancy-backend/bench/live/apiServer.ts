import { FakeCluster } from '../../src/__testUtils__/FakeCluster';
import { fillCluster, pod } from '../largeEstate';

/*
 * An API server in a process of its own, as those of clusters are. It is told by messages what to change and tells how often
 * it was asked.
 */

/** What it is told: how many pods to change a second, to change one pod of a tenant, or to tell what it was asked. */
export type Order =
  | { type: 'rate'; perSecond: number }
  | { type: 'change'; tenant: string; ready: boolean }
  | { type: 'tell' };

/** What it tells: where it is, when it changed something, or how many requests it has had. */
export type Told =
  | { type: 'up'; url: string; objects: number }
  | { type: 'changed'; at: number }
  | { type: 'asked'; requests: number };

const [tenants, pods] = process.argv.slice(2).map(Number);
const names = Array.from({ length: tenants }, (_, i) => `team-${i}`);
/** Milliseconds between two bursts of changes. */
const TICK = 20;

const tell = (message: Told) => process.send?.({ told: message });

async function main(): Promise<void> {
  const cluster = await FakeCluster.start();
  fillCluster(cluster, { tenants: names, pods });
  let perSecond = 0;
  let due = 0;
  let count = 0;
  setInterval(() => {
    due += (perSecond * TICK) / 1000;
    for (; due >= 1; due -= 1) {
      // Not of the first ten, which others look at.
      const tenant = names[10 + (count % (names.length - 10))];
      const round = Math.floor(count / names.length);
      cluster.put(pod(tenant, 0, round % 2 === 1));
      count += 1;
    }
  }, TICK);
  process.on('message', (order: Order) => {
    if (order.type === 'rate') {
      perSecond = order.perSecond;
    } else if (order.type === 'change') {
      cluster.put(pod(order.tenant, 0, order.ready));
      tell({ type: 'changed', at: Date.now() });
    } else {
      tell({ type: 'asked', requests: cluster.requests.length });
    }
  });
  process.on('disconnect', () => process.exit());
  tell({ type: 'up', url: cluster.url, objects: names.length * (pods + 8) });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
