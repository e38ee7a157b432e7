import { Readable } from 'node:stream';
import { ClusterApi } from './ClusterApi';
import type { ClusterConnection } from './ClusterConnection';

const never = new AbortController().signal;
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

function apiOf(
  cluster: string,
  get: (
    signal: AbortSignal | undefined,
  ) => Promise<string | AsyncIterable<Uint8Array>>,
): ClusterApi {
  const connection: Pick<ClusterConnection, 'cluster' | 'get'> = {
    cluster,
    get: async (_, { signal }) => {
      const body = await get(signal);
      return {
        status: 200,
        body:
          typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body,
      };
    },
  };
  return new ClusterApi(connection as ClusterConnection);
}

const hung = (cluster: string) =>
  apiOf(
    cluster,
    signal =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  );

/** Its lists begin, and stop in the middle. */
const stopped = (cluster: string) =>
  apiOf(cluster, async signal => beginning(signal));

async function* beginning(signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  yield Buffer.from('{"items":[');
  await new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

describe('lists of clusters', () => {
  it.each([
    ['say nothing', hung],
    ['stop in an answer', stopped],
  ])('do not wait for those of clusters that %s', async (_, which) => {
    const stop = new AbortController();
    const waiting = Array.from({ length: 20 }, (__, i) => which(`h-${i}`))
      .flatMap(api => Array.from({ length: 20 }, () => api))
      .map(api =>
        api
          .getInTurn('/x', { signal: stop.signal }, async () => {})
          .catch(() => {}),
      );
    const healthy = apiOf('healthy', async () => '{"items":[]}');
    const began = performance.now();
    for (let page = 0; page < 3; page += 1) {
      await healthy.getInTurn('/x', { signal: never }, async () => {});
    }
    expect(performance.now() - began).toBeLessThan(2_000);
    stop.abort();
    await Promise.all(waiting);
  });

  it('have no more places of a cluster that was interrupted before it was late', async () => {
    const stop = new AbortController();
    const many = Array.from({ length: 12 }, (_, i) => stopped(`i-${i}`));
    const list = () =>
      many
        .flatMap(api => Array.from({ length: 4 }, () => api))
        .map(api =>
          api
            .getInTurn('/x', { signal: stop.signal }, async () => {})
            .catch(() => {}),
        );
    const first = list();
    await pause(200);
    many.forEach(api => api.interrupt(new Error('again')));
    await Promise.all(first);
    const second = list();
    await pause(50);
    const healthy = apiOf('healthy', async () => '{"items":[]}');
    const began = performance.now();
    for (let page = 0; page < 3; page += 1) {
      await healthy.getInTurn('/x', { signal: never }, async () => {});
    }
    expect(performance.now() - began).toBeLessThan(2_000);
    stop.abort();
    await Promise.all(second);
  });

  it('are used one at a time, whichever cluster they are of', async () => {
    let atOnce = 0;
    let most = 0;
    const used: unknown[] = [];
    await Promise.all(
      ['a', 'b', 'c'].flatMap(cluster => {
        const api = apiOf(cluster, async () => `{"items":["${cluster}"]}`);
        return [1, 2].map(() =>
          api.getInTurn('/x', { signal: never }, async answer => {
            atOnce += 1;
            most = Math.max(most, atOnce);
            await pause(5);
            used.push(answer);
            atOnce -= 1;
          }),
        );
      }),
    );
    expect(most).toBe(1);
    expect(used).toHaveLength(6);
  });

  it('are told of as of the cluster where they are no JSON, or cannot be used', async () => {
    const api = apiOf('one', async () => 'no');
    const list = (use: () => Promise<void>) =>
      api.getInTurn('/x', { signal: never }, use);
    await expect(list(async () => {})).rejects.toMatchObject({
      unknown: 'unreachable',
    });
    const good = apiOf('two', async () => '{}');
    await expect(
      good.getInTurn('/x', { signal: never }, async () => {
        throw new Error('no use');
      }),
    ).rejects.toThrow('no use');
    await expect(
      good.getInTurn('/x', { signal: never }, async () => 'used'),
    ).resolves.toBe('used');
  });

  it('are left where the cluster is given up, also while they wait', async () => {
    const slow = apiOf('slow', async () => '{}');
    let end = () => {};
    const first = slow.getInTurn(
      '/x',
      { signal: never },
      () =>
        new Promise<void>(resolve => {
          end = resolve;
        }),
    );
    const second = slow.getInTurn('/x', { signal: never }, async () => {});
    await pause(20);
    slow.interrupt(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    end();
    await first;
  });
});
