import type { KubernetesObject } from '@groundwork/engine';
import { packable } from './packable';

const widget: KubernetesObject = {
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'web', namespace: 'pay' },
  spec: { note: 'x'.repeat(2_000) },
};

describe('packable', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has what nobody read for half a minute packed, again and again', async () => {
    const first = packable(widget);
    const came = first.spec;
    await jest.advanceTimersByTimeAsync(31_000);
    expect(first.spec).toBe(came);
    await jest.advanceTimersByTimeAsync(61_000);
    expect(first.spec).not.toBe(came);
    expect(first).toEqual(widget);
    // All there is goes, and something new comes.
    await jest.advanceTimersByTimeAsync(91_000);

    const second = packable(widget);
    await jest.advanceTimersByTimeAsync(31_000);
    expect(second.spec).not.toBe(widget.spec);
    expect(second).toEqual(widget);
  });
});
