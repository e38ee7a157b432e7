import {
  type KubernetesObject,
  lastValue,
  watchedKinds,
} from '@groundwork/engine';
import { LiveSnapshot } from '../clusters';
import { DividedAnewError, type KeptStore } from '../keeping/KeptStore';
import { packObjects } from '../keeping/packObjects';
import { tagOf } from '../keeping/tagOf';
import { ClusterFollower } from './ClusterFollower';

const POD = watchedKinds.find(({ kind }) => kind === 'Pod')!;
const SERVICE = watchedKinds.find(({ kind }) => kind === 'Service')!;

const pod = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'n', uid: name, resourceVersion: '1' },
});

const service = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
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

  describe('brings the kinds after one', () => {
    /** What becomes of Services when reading Pods fails so, at first and once they are known. */
    const afterFailure = async (failure: Error, isKnown: boolean) => {
      const snapshot = new LiveSnapshot({ labels: [] });
      snapshot.addCluster('one');
      let version = 1;
      let fails = !isKnown;
      const read = async function* read(_: string, kind: string) {
        if (fails && kind === '/Pod') {
          throw failure;
        }
        const made = kind === '/Pod' ? pod('web-0') : service(`v${version}`);
        yield { part: 0, body: (await packObjects([made]))!.body };
      };
      const store: Pick<
        KeptStore,
        'cluster' | 'changed' | 'bodies' | 'bodiesOf'
      > = {
        cluster: async () => ({
          kinds: Object.fromEntries(
            [POD, SERVICE].map(each => [
              `/${each.kind}`,
              { tag: tagOf(each), parts: 1, since: 0, asOf: Date.now() },
            ]),
          ),
          version,
          report: JSON.stringify({ kinds: [], unread: [], ahead: 0 }),
        }),
        changed: async () =>
          ['/Pod', '/Service'].map(kind => ({ kind, part: 0, version })),
        bodies: read,
        bodiesOf: read,
      };
      const follower = new ClusterFollower({
        cluster: 'one',
        kinds: [POD, SERVICE],
        snapshot,
        store: store as KeptStore,
      });
      if (isKnown) {
        await follower.bring(0);
        fails = true;
        version = 2;
      }
      const told = await follower.bring(0).catch(({ message }) => message);
      const services = snapshot.list({
        cluster: 'one',
        group: '',
        kind: 'Service',
      });
      const names = (lastValue(services) ?? []).map(each => each.metadata.name);
      return { told, names, isBehind: follower.isBehind(version) };
    };
    const divided = new DividedAnewError('/Pod is divided anew');

    it.each([false, true])(
      'that is divided anew, and comes back to it; known before: %s',
      async isKnown => {
        expect(await afterFailure(divided, isKnown)).toEqual({
          told: '/Pod of cluster one is not whole',
          names: [isKnown ? 'v2' : 'v1'],
          isBehind: true,
        });
      },
    );

    it('and none where the database is away', async () => {
      expect(await afterFailure(new Error('away'), true)).toMatchObject({
        told: 'away',
        names: ['v1'],
      });
    });
  });
});
