import { mockServices } from '@backstage/backend-test-utils';
import { defaultKinds, type KubernetesObject } from '@groundwork/engine';
import type { Knex } from 'knex';
import { LiveSnapshot, type WantedKind } from '../clusters';
import { KeptStore } from '../keeping/KeptStore';
import { restoreSnapshot } from '../keeping/restoreSnapshot';
import { SELDOM, SnapshotKeeper } from '../keeping/SnapshotKeeper';

const wanted = (kind: string): WantedKind => {
  const found = defaultKinds.watched.find(each => each.kind === kind);
  if (!found) {
    throw new TypeError(`${kind} is not watched`);
  }
  return found;
};
export const POD = wanted('Pod');
const NAMESPACE = wanted('Namespace');
export const PODS = { cluster: 'one', group: '', kind: 'Pod' };

export const pod = (name: string, version = '1'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'n', uid: name, resourceVersion: version },
});
export const pods = (count: number) =>
  Array.from({ length: count }, (_, i) => pod(`p-${i}`));

/** A replica: what it reads, and what it keeps of it. */
export class KeepingReplica {
  readonly snapshot = new LiveSnapshot({ labels: [] });
  readonly store: KeptStore;
  readonly logger = mockServices.logger.mock();
  readonly #keeper: SnapshotKeeper;
  isHolder = true;
  clock = 0;

  constructor(db: Knex, readonly kinds = new Map([['one', [POD, NAMESPACE]]])) {
    this.store = new KeptStore(db);
    kinds.forEach((_, cluster) => this.snapshot.addCluster(cluster));
    this.#keeper = new SnapshotKeeper({
      snapshot: this.snapshot,
      store: this.store,
      turnOf: () => (this.isHolder ? 0 : undefined),
      kinds,
      logger: this.logger,
      pace: { ...SELDOM, pace: 5, settle: 0, beat: 5, failure: 20 },
      now: () => Date.now() + this.clock,
    });
  }

  start(): this {
    this.#keeper.start();
    return this;
  }

  async read(objects: readonly KubernetesObject[], kind = POD): Promise<void> {
    this.snapshot.addKind('one', kind);
    await this.snapshot.replace('one', kind, objects);
  }

  async restore(): Promise<void> {
    await restoreSnapshot({ ...this, now: () => Date.now() + this.clock });
  }

  async stop(): Promise<void> {
    await this.#keeper.stop();
  }
}
