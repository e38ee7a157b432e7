import { arraySnapshot } from './arraySnapshot';
import { overlaySnapshot } from './overlaySnapshot';

const pod = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'a', labels },
});
const pods = { cluster: 'east', group: '', kind: 'Pod' };

describe('arraySnapshot', () => {
  it('answers with the objects that match, their age and source', () => {
    const snapshot = arraySnapshot([
      { cluster: 'east', objects: [pod('x', { app: 'x' }), pod('y')], asOf: 7 },
    ]);
    expect(
      snapshot.list({ ...pods, labels: { matchLabels: { app: 'x' } } }),
    ).toEqual({
      value: [pod('x', { app: 'x' })],
      asOf: 7,
      source: 'cluster east',
    });
    expect(snapshot.list({ ...pods, namespace: 'a', name: 'y' })).toMatchObject(
      { value: [pod('y')] },
    );
    expect(snapshot.list({ ...pods, namespace: 'b' })).toMatchObject({
      value: [],
    });
  });

  it('does not know a cluster that nobody read', () => {
    expect(
      arraySnapshot([]).list({ cluster: 'west', group: '', kind: 'Pod' }),
    ).toEqual({ unknown: 'notWatched', source: 'cluster west' });
  });

  it('keeps what was last known of a cluster that no longer answers', () => {
    const snapshot = arraySnapshot(
      [{ cluster: 'east', objects: [pod('x')], asOf: 7 }],
      [{ cluster: 'east', unknown: 'timeout' }],
    );
    expect(snapshot.list(pods)).toEqual({
      unknown: 'timeout',
      source: 'cluster east',
      last: { value: [pod('x')], asOf: 7 },
    });
  });

  it('does not know one kind and all the others', () => {
    const snapshot = arraySnapshot(
      [{ cluster: 'east', objects: [pod('x')], asOf: 7 }],
      [{ cluster: 'east', group: '', kind: 'Secret', unknown: 'forbidden' }],
    );
    expect(
      snapshot.list({ cluster: 'east', group: '', kind: 'Secret' }),
    ).toEqual({ unknown: 'forbidden', source: 'cluster east' });
    expect(snapshot.list(pods)).toMatchObject({ value: [pod('x')] });
  });
});

describe('overlaySnapshot', () => {
  const base = arraySnapshot([
    {
      cluster: 'east',
      objects: [
        {
          ...pod('x', { app: 'x' }),
          metadata: { ...pod('x').metadata, generation: 3, uid: 'u' },
          spec: { nodeName: 'n', dnsPolicy: 'ClusterFirst' },
          status: { phase: 'Running' },
        },
        pod('gone'),
      ],
      asOf: 7,
    },
  ]);

  it('shows planned objects in place of live ones, with the status that is there', () => {
    const planned = { ...pod('x', { app: 'new' }), spec: { nodeName: 'm' } };
    const over = overlaySnapshot(base, [
      { cluster: 'east', objects: [planned] },
    ]);
    expect(
      over.list({ ...pods, labels: { matchLabels: { app: 'new' } } }),
    ).toMatchObject({
      value: [
        {
          spec: { nodeName: 'm' },
          status: { phase: 'Running' },
          metadata: { generation: 4, uid: 'u' },
        },
      ],
    });
    expect(
      over.list({ ...pods, labels: { matchLabels: { app: 'x' } } }),
    ).toMatchObject({ value: [] });
  });

  it('does not count the defaults of the API server as a change', () => {
    const planned = { ...pod('x'), spec: { nodeName: 'n' } };
    const over = overlaySnapshot(base, [
      { cluster: 'east', objects: [planned] },
    ]);
    expect(over.list({ ...pods, namespace: 'a', name: 'x' })).toMatchObject({
      value: [{ metadata: { generation: 3 } }],
    });
  });

  it('leaves out what is planned to go', () => {
    const over = overlaySnapshot(base, [
      {
        cluster: 'east',
        objects: [],
        removed: [{ ...pods, namespace: 'a', name: 'gone' }],
      },
    ]);
    expect(over.list(pods)).toMatchObject({
      value: [{ metadata: { name: 'x' } }],
    });
  });

  it('stays unknown where the base is', () => {
    const over = overlaySnapshot(
      arraySnapshot([], [{ cluster: 'west', unknown: 'unreachable' }]),
      [{ cluster: 'west', objects: [pod('x')] }],
    );
    expect(over.list({ ...pods, cluster: 'west' })).toMatchObject({
      unknown: 'unreachable',
      last: { value: [pod('x')] },
    });
  });
});
