import type { KubernetesObject } from '@groundwork/engine';
import { packable } from './packable';

const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'pay' },
  spec: { note: 'x'.repeat(2_000) },
};

describe('packable', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has what nobody read for half a minute packed, again and again', async () => {
    const first = packable(pod);
    const came = first.spec;
    await jest.advanceTimersByTimeAsync(31_000);
    expect(first.spec).toBe(came);
    await jest.advanceTimersByTimeAsync(61_000);
    expect(first.spec).not.toBe(came);
    expect(first).toEqual(pod);
    // All there is goes, and something new comes.
    await jest.advanceTimersByTimeAsync(91_000);

    const second = packable(pod);
    await jest.advanceTimersByTimeAsync(31_000);
    expect(second.spec).not.toBe(pod.spec);
    expect(second).toEqual(pod);
  });
});
