import {
  type KubernetesObject,
  lastValue,
  watchedKinds,
} from '@groundwork/engine';
import { LiveSnapshot } from '../clusters';
import type { KeptStore } from '../keeping/KeptStore';
import { packObjects } from '../keeping/packObjects';
import { tagOf } from '../keeping/tagOf';
import { ClusterFollower } from './ClusterFollower';

const POD = watchedKinds.find(({ kind }) => kind === 'Pod')!;

const pod = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'n', uid: name, resourceVersion: '1' },
});

describe('ClusterFollower', () => {
  it('removes nothing once it is stopped, whatever comes after', async () => {
    const snapshot = new LiveSnapshot({ labels: [] });
    snapshot.addCluster('one');
    let version = 1;
    let objects = [pod('web-0')];
    let onRead = () => {};
    const body = async () => (await packObjects(objects))!.body;
    const store: Pick<
      KeptStore,
      'cluster' | 'changed' | 'bodies' | 'bodiesOf'
    > = {
      cluster: async () => ({
        kinds: {
          '/Pod': { tag: tagOf(POD), parts: 1, since: 0, asOf: Date.now() },
        },
        version,
        report: JSON.stringify({ kinds: [], unread: [], ahead: 0 }),
      }),
      changed: async () => [{ cluster: 'one', kind: '/Pod', part: 0, version }],
      async *bodies() {
        yield { part: 0, body: await body() };
      },
      async *bodiesOf() {
        onRead();
        yield { part: 0, body: await body() };
      },
    };
    const follower = new ClusterFollower({
      cluster: 'one',
      kinds: [POD],
      snapshot,
      store: store as KeptStore,
    });
    const names = () =>
      (
        lastValue(snapshot.list({ cluster: 'one', group: '', kind: 'Pod' })) ??
        []
      ).map(({ metadata }) => metadata.name);
    await follower.bring(0);
    expect(names()).toEqual(['web-0']);

    objects = [pod('web-0'), pod('web-1')];
    version = 2;
    await follower.bring(0);
    expect(names()).toEqual(['web-0', 'web-1']);

    objects = [];
    version = 3;
    onRead = () => follower.stop();
    await follower.bring(0);
    expect(names()).toEqual(['web-0', 'web-1']);
  });
});
