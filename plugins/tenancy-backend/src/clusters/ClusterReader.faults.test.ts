import {
  namespace,
  namespaces,
  ReadCluster,
  until,
} from '../__testUtils__/ReadCluster';
import { LIVENESS } from './liveness';

jest.setTimeout(20_000);

describe('ClusterReader with a cluster that fails', () => {
  let read: ReadCluster;

  beforeEach(async () => {
    read = await ReadCluster.create();
  });

  afterEach(() => read.stop());

  it('reads everything anew when the server has forgotten where the watch was', async () => {
    read.cluster.put(namespace('a'));
    read.start();
    await until(() => read.names()[0] === 'a');
    read.cluster.send('v1', 'Namespace', {
      type: 'ERROR',
      object: { kind: 'Status', code: 410, message: 'too old', metadata: {} },
    });
    read.cluster.put(namespace('b'));

    await until(() => read.names().length === 2);
    expect(read.snapshot.sources()[0].problem).toBeUndefined();
  });

  it('goes on where it was when the server ends a watch', async () => {
    read.cluster.put(namespace('a'));
    read.start();
    await until(() => read.names()[0] === 'a');
    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    read.cluster.requests.length = 0;
    read.cluster.endWatches();

    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    expect(
      read.cluster.requests.filter(({ url }) => /namespaces\?limit/.test(url)),
    ).toEqual([]);
    read.cluster.put(namespace('b'));
    await until(() => read.names().length === 2);
  });

  it('keeps what it last knew while the cluster is away, says since when, and recovers', async () => {
    read.cluster.put(namespace('a'));
    read.start();
    await until(() => read.names()[0] === 'a');
    await read.cluster.stop();

    await until(() => read.names() === 'unreachable');
    expect(read.snapshot.list(namespaces)).toMatchObject({
      unknown: 'unreachable',
      last: { value: [{ metadata: { name: 'a' } }], asOf: expect.any(Number) },
    });
    const [source] = read.snapshot.sources();
    expect(source.problem).toMatchObject({
      unknown: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });

    read.cluster.put(namespace('b'));
    await read.cluster.listen();
    await until(() => read.names().length === 2);
    await until(() => read.snapshot.sources()[0].problem === undefined);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'timeout'],
  ])('names a refusal with status %s %s', async (status, unknown) => {
    read.cluster.fault = url =>
      url.startsWith('/api/v1/pods')
        ? { status, body: { kind: 'Status', message: 'no' } }
        : undefined;
    read.start();

    await until(() => read.names({ group: '', kind: 'Pod' }) === unknown);
    expect(read.names()).toEqual([]);
    expect(read.snapshot.sources()[0].problem).toMatchObject({
      unknown,
      message: expect.stringContaining('Pod'),
    });
  });

  it('notices a cluster that froze, though no connection broke', async () => {
    read.cluster.put(namespace('a'));
    read.start(1000, { silence: 200, answer: 100 });
    await until(() => read.names()[0] === 'a');
    read.frozen = true;

    await until(() => read.names() === 'timeout');
    expect(read.snapshot.list(namespaces)).toMatchObject({
      last: { value: [{ metadata: { name: 'a' } }] },
    });
    expect(LIVENESS.silence + 2 * LIVENESS.answer).toBeLessThan(15_000);
  });

  it('knows all again once a cluster goes on that froze while its watches had news', async () => {
    read.cluster.put(namespace('a'));
    read.start(1000, { silence: 200, answer: 100 });
    await until(() => read.names()[0] === 'a');
    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    read.cluster.put(namespace('b'));
    await until(() => read.names().length === 2);
    read.frozen = true;
    await until(() => read.names() === 'timeout');
    read.cluster.put(namespace('c'));
    read.frozen = false;

    await until(() => read.snapshot.sources()[0].problem === undefined);
    expect(read.names()).toEqual(['a', 'b', 'c']);
  });

  it('notices that a cluster froze while it is asked whether it is still there', async () => {
    read.cluster.put(namespace('a'));
    read.start(1000, { silence: 1000, answer: 100 });
    await until(() => read.names()[0] === 'a');
    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    read.frozen = true;
    read.cluster.breakWatches();

    await until(() => read.names() === 'timeout');
    expect(read.snapshot.sources()[0].problem).toMatchObject({
      unknown: 'timeout',
    });
  });

  it('takes a refusal for a sign of life', async () => {
    read.cluster.put(namespace('a'));
    read.start(1000, { silence: 50, answer: 50 });
    await until(() => read.names()[0] === 'a');
    read.cluster.fault = url =>
      url === '/version' ? { status: 403, body: { message: 'no' } } : undefined;
    await until(
      () =>
        read.cluster.requests.filter(({ url }) => url === '/version').length >
        3,
    );

    expect(read.names()).toEqual(['a']);
  });

  it('keeps no more objects than it may', async () => {
    for (let i = 0; i < 11; i++) {
      read.cluster.put(namespace(`n${i}`));
    }
    read.start(10);

    await until(() => read.names() !== 'notWatched');
    expect(read.names()).toBe('overLimit');
  });
});
