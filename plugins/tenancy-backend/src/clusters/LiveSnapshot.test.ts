import type { KubernetesObject } from '@groundwork/engine';
import { ClusterError } from './ClusterError';
import type { LiveChange } from './LiveChange';
import { LiveSnapshot } from './LiveSnapshot';

const id = { group: '', kind: 'Pod' };
const query = { cluster: 'one', ...id };

function pods(count: number, version = '1'): KubernetesObject[] {
  return Array.from({ length: count }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p-${i}`, namespace: 'n', resourceVersion: version },
  }));
}

describe('a kind that is read anew', () => {
  let snapshot: LiveSnapshot;
  let changes: LiveChange[];

  beforeEach(async () => {
    snapshot = new LiveSnapshot({ labels: [] });
    snapshot.addCluster('one');
    snapshot.addKind('one', id);
    changes = [];
    snapshot.subscribe(change => changes.push(change));
    await snapshot.replace('one', id, pods(3000));
  });

  it('is told of as a whole at first, then by what differs', async () => {
    expect(changes).toEqual([{ cluster: 'one', kind: id }]);
    changes = [];
    const next = pods(2999);
    next[7] = pods(8, '2')[7];

    await snapshot.replace('one', id, next);

    expect(changes.map(({ object }) => object?.metadata.name)).toEqual([
      'p-7',
      'p-2999',
    ]);
    expect(snapshot.list(query)).toMatchObject({ value: next });
  });

  it('stays as it was when nobody reads it any more', async () => {
    await snapshot.replace('one', id, pods(1000), () => false);
    expect(snapshot.list(query)).toMatchObject({ value: pods(3000) });
  });

  it('does not pass for known when its cluster goes away meanwhile', async () => {
    const away = new ClusterError('unreachable', 'is away');
    const reading = snapshot.replace('one', id, pods(2000));
    snapshot.clusterProblem('one', away);

    await expect(reading).rejects.toBe(away);

    expect(snapshot.list(query)).toMatchObject({ unknown: 'unreachable' });
    snapshot.clusterUp('one');
    await snapshot.replace('one', id, pods(2000));
    expect(snapshot.list(query)).toMatchObject({ value: pods(2000) });
  });
});
