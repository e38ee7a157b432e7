import { mockServices } from '@backstage/backend-test-utils';
import {
  defaultKinds,
  isKnown,
  type KubernetesObject,
} from '@groundwork/engine';
import type { Knex } from 'knex';
import { ClusterReader, LiveSnapshot, type WantedKind } from '../clusters';
import type { ClusterConnection } from '../clusters/ClusterConnection';
import {
  PACE,
  shareClusters,
  type SharedClusters,
} from '../sharing/shareClusters';
import type { FakeCluster } from './FakeCluster';

const QUICK = {
  // A term is longer than a busy machine keeps a process waiting.
  leases: { beat: 50, term: 2_500 },
  reading: { look: 10, patience: 1_000, own: 60_000 },
  keeping: { ...PACE.keeping, pace: 10, failure: 20, objects: 4 },
};

const wanted = (kind: string): WantedKind => {
  const found = defaultKinds.watched.find(each => each.kind === kind);
  if (!found) {
    throw new TypeError(`${kind} is not watched`);
  }
  return found;
};
export const KINDS = [wanted('Pod'), wanted('Namespace')];
export const NAMES = ['one', 'two', 'three'];

export const pod = (name: string, phase = 'Running'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'n' },
  status: { phase },
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** Waits until something is so. */
export async function soon(
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > end) {
      throw new Error('it did not happen');
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

/** A replica, which may lose its database. */
export class SharingReplica {
  readonly snapshot = new LiveSnapshot({ labels: [] });
  readonly shared: SharedClusters;
  isCut = false;

  constructor(
    db: Knex,
    clusters: ReadonlyMap<string, FakeCluster>,
    kinds: readonly WantedKind[] = KINDS,
  ) {
    const logger = mockServices.logger.mock();
    const lossy = (table: string) => {
      if (this.isCut) {
        throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      }
      return db(table);
    };
    const connection = (cluster: string): ClusterConnection => ({
      review: async () => {
        throw new Error('nobody asks for rights here');
      },
      cluster,
      get: async (path, { signal }) => {
        const url = `${clusters.get(cluster)?.url}${path}`;
        const response = await Promise.race([
          fetch(url, { signal }),
          aborted(signal),
        ]);
        return {
          status: response.status,
          body: (async function* body() {
            yield* response.body ?? [];
          })(),
        };
      },
    });
    this.shared = shareClusters({
      // The stores ask for tables alone.
      db: lossy as Knex,
      kinds: new Map([...clusters.keys()].map(name => [name, kinds])),
      snapshot: this.snapshot,
      makeReader: cluster =>
        new ClusterReader({
          connection: connection(cluster),
          kinds,
          snapshot: this.snapshot,
          logger,
          maxObjects: 10_000,
        }),
      logger,
      pace: QUICK,
    });
  }

  /** What it knows of a cluster, or why it does not. */
  pods(cluster: string): string[] | string {
    const known = this.snapshot.list({ cluster, group: '', kind: 'Pod' });
    return isKnown(known)
      ? known.value
          .map(
            ({ metadata, status }) =>
              `${metadata.name} ${(status as { phase: string }).phase}`,
          )
          .sort()
      : known.unknown;
  }

  reads(): string[] {
    return [...this.shared.reading.modes()]
      .flatMap(([cluster, mode]) => (mode === 'reads' ? [cluster] : []))
      .sort();
  }
}
