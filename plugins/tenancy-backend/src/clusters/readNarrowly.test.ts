import { type KubernetesObject, isKnown, lastValue } from '@groundwork/engine';
import { ReadCluster, until } from '../__testUtils__/ReadCluster';

jest.setTimeout(20_000);

const pod = (namespace: string, name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name },
});

const refused = { status: 403, body: { kind: 'Status', message: 'no' } };
/** How long the tests wait until a kind is tried as a whole again. */
const again = 50;

describe('a kind that may be read in single namespaces alone', () => {
  let read: ReadCluster;
  /** Namespaces where pods may be read. */
  let readable: string[];
  let everywhere: boolean;

  const known = (namespace?: string) =>
    read.snapshot.list({
      cluster: 'one',
      group: '',
      kind: 'Pod',
      ...(namespace === undefined ? {} : { namespace }),
    });
  const names = (namespace?: string) => {
    const list = known(namespace);
    return isKnown(list)
      ? list.value.map(({ metadata }) => metadata.name).sort()
      : list.unknown;
  };

  beforeEach(async () => {
    read = await ReadCluster.create();
    readable = ['a', 'b'];
    everywhere = false;
    read.cluster.fault = url => {
      const home = /\/namespaces\/([^/]+)\/pods/.exec(url)?.[1];
      const isRefused =
        home === undefined
          ? /\/api\/v1\/pods/.test(url) && !everywhere
          : !readable.includes(home);
      return isRefused ? refused : undefined;
    };
    read.cluster.put(pod('a', 'one'));
    read.cluster.put(pod('c', 'c4n4ry'));
  });

  afterEach(() => read.stop());

  const start = (namespaces = ['a', 'b']) =>
    read.start(1000, undefined, { namespaces, again });

  it('is known there, and nowhere else', async () => {
    start();
    await until(() => names('a')[0] === 'one');
    await until(() => names('b').length === 0);
    expect(names('c')).toBe('forbidden');
    expect(names()).toBe('forbidden');
    // What was never looked at was not empty.
    expect(lastValue(known('c'))).toBeUndefined();
  });

  it('is followed there', async () => {
    start();
    await until(() => names('a')[0] === 'one');
    read.cluster.put(pod('a', 'two'));
    read.cluster.put(pod('c', 'three'));
    await until(() => names('a').length === 2);
    read.cluster.remove(pod('a', 'two'));
    await until(() => names('a').length === 1);
    expect(names('a')).toEqual(['one']);
  });

  it('is unknown where it is refused, and says of no namespace which', async () => {
    readable = ['a'];
    start(['a', 'vault']);
    await until(() => names('a')[0] === 'one');
    await until(() => names('vault') === 'forbidden');
    expect(lastValue(known('vault'))).toBeUndefined();
    await until(() =>
      /Pod.* in 1 of 2 namespaces/.test(
        read.snapshot.sources()[0].problem?.message ?? '',
      ),
    );
    expect(JSON.stringify(read.snapshot.sources())).not.toContain('vault');
    expect(JSON.stringify(known('c'))).not.toContain('vault');
  });

  it('is unknown while the cluster is away, with what was last known', async () => {
    start();
    await until(() => names('a')[0] === 'one');
    await read.cluster.stop();
    await until(() => names('a') === 'unreachable');
    expect(lastValue(known('a'))).toHaveLength(1);
    await read.cluster.listen();
    await until(() => names('a')[0] === 'one');
  });

  it('is read as a whole once that is allowed', async () => {
    start();
    await until(() => names('a')[0] === 'one');
    everywhere = true;
    await until(() => names().includes('c4n4ry'));
    expect(names('c')).toEqual(['c4n4ry']);
    read.cluster.put(pod('d', 'new'));
    await until(() => names('d')[0] === 'new');
  });
});
