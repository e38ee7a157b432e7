import { mockServices } from '@backstage/backend-test-utils';
import {
  isKnown,
  type KubernetesObject,
  defaultKinds,
  watchedKinds,
} from '@groundwork/engine';
import type { ClusterConnection } from '../clusters/ClusterConnection';
import { ClusterReader } from '../clusters/ClusterReader';
import { definitionKind } from '../clusters/kindsFor';
import type { Liveness } from '../clusters/liveness';
import { LiveSnapshot } from '../clusters/LiveSnapshot';
import { FakeCluster } from './FakeCluster';

export const namespaces = { cluster: 'one', group: '', kind: 'Namespace' };

export function namespace(name: string, labels = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** Waits until something is so, for eight seconds at most. */
export async function until(check: () => boolean): Promise<void> {
  const end = Date.now() + 8000;
  while (!check()) {
    if (Date.now() > end) {
      throw new Error('it did not happen in time');
    }
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** A reader of one cluster with what it reads from and into. */
export class ReadCluster {
  readonly snapshot = new LiveSnapshot({ labels: [] });
  #thawed: (() => void) | undefined;
  #thaw = Promise.resolve();
  #reader?: ClusterReader;

  private constructor(readonly cluster: FakeCluster) {}

  static async create(): Promise<ReadCluster> {
    return new ReadCluster(await FakeCluster.start());
  }

  get reader(): ClusterReader {
    if (!this.#reader) {
      throw new Error('the reader was not started');
    }
    return this.#reader;
  }

  /** Connections to a frozen server stay open, and nothing comes; what was asked is answered once it goes on. */
  set frozen(frozen: boolean) {
    this.#thawed?.();
    this.#thawed = undefined;
    if (frozen) {
      this.#thaw = new Promise(resolve => {
        this.#thawed = resolve;
      });
    }
  }

  /** The names of what is known, or why nothing is. */
  names(query: { group: string; kind: string } = namespaces) {
    const known = this.snapshot.list({ cluster: 'one', ...query });
    return isKnown(known)
      ? known.value.map(({ metadata }) => metadata.name).sort()
      : known.unknown;
  }

  /** `narrow` names where kinds are read that may not be read everywhere. */
  start(
    maxObjects = 1000,
    liveness?: Liveness,
    narrow?: { namespaces: string[]; again: number },
  ): void {
    const connection: ClusterConnection = {
      review: async () => {
        throw new Error('nobody asks for rights here');
      },
      cluster: 'one',
      get: async (path, { signal }) => {
        await Promise.race([this.#thaw, aborted(signal)]);
        const response = await fetch(`${this.cluster.url}${path}`, { signal });
        return {
          status: response.status,
          body: (async function* body() {
            yield* response.body ?? [];
          })(),
        };
      },
    };
    this.#reader = new ClusterReader({
      connection,
      kinds: [...watchedKinds, definitionKind(defaultKinds)],
      snapshot: this.snapshot,
      logger: mockServices.logger.mock(),
      maxObjects,
      liveness,
      ...(narrow
        ? { narrow: { ...narrow, namespaces: () => narrow.namespaces } }
        : {}),
    });
    this.#reader.start();
  }

  async stop(): Promise<void> {
    this.#reader?.stop();
    await this.cluster.stop();
  }
}
