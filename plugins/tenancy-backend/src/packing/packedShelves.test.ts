import { type KubernetesObject, SnapshotIndex } from '@groundwork/engine';
import { packable, packedShelves } from './packable';

const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'pay' },
  spec: { note: 'x'.repeat(2_000) },
};

describe('packedShelves', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('folds again what somebody looked at, while nothing new comes', async () => {
    const index = new SnapshotIndex([], packedShelves);
    const object = packable(pod);
    index.apply([{ type: 'put', cluster: 'one', object }]);
    const look = () =>
      index.held({ cluster: 'one', group: '', kind: 'Pod' })?.get('pay', 'web');
    await jest.advanceTimersByTimeAsync(300_000);
    const first = look();
    expect(first).not.toBe(object);
    expect(look()).toBe(first);
    await jest.advanceTimersByTimeAsync(300_000);
    expect(look()).not.toBe(first);
    expect(look()).toEqual(pod);
  });
});
