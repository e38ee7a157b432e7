import { LiveSnapshot } from '../clusters';
import { ChangeFeed } from './ChangeFeed';
import type { GitTrees } from '../git/GitTrees';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { clusterLayout, smallPlatform } from '@groundwork/engine/testUtils';
import { defaultLayout, parsePlatform } from '@groundwork/engine';

describe('news that change nothing', () => {
  it('are told to those who look, and empty no cache', async () => {
    const platform = parsePlatform(smallPlatform());
    const snapshot = new LiveSnapshot({ labels: [] });
    const feed = new ChangeFeed({
      platform,
      snapshot,
      trees: { subscribe: () => () => {} } as unknown as GitTrees,
      directory: {} as TenantDirectory,
    });
    const emptied: string[] = [];
    const settled = new Promise<readonly string[]>(resolve => {
      feed.onSettled(resolve);
    });
    feed.onChange(tenants => emptied.push(...tenants));
    feed.announce('pay');

    expect(await settled).toEqual(['pay']);
    expect(emptied).toEqual([]);
    feed.tell(['web']);
    expect(emptied).toEqual(['web']);
    feed.stop();
  });
});

describe('changes in Git', () => {
  it.each([
    [
      'the usual layout',
      defaultLayout,
      [
        'platform/tenants/pay.yaml',
        'tenants/web/requests/workload-api.yaml',
        'tenants/odd/requests/nothing.yaml',
        'requests/tenants/other.yaml',
      ],
    ],
    [
      'another layout',
      clusterLayout,
      [
        'requests/tenants/pay.yaml',
        'requests/teams/web/workload-api.yaml',
        'requests/teams/odd/nothing.yaml',
        'platform/tenants/other.yaml',
      ],
    ],
  ])(
    'are of the tenants whose requests they touch, in %s',
    (_, layout, paths) => {
      let tell: (changed: readonly string[]) => void = () => {};
      const read: string[] = [];
      const feed = new ChangeFeed({
        platform: parsePlatform({ ...smallPlatform(), layout }),
        snapshot: new LiveSnapshot({ labels: [] }),
        trees: {
          subscribe: (listener: typeof tell) => {
            tell = listener;
            return () => {};
          },
        } as unknown as GitTrees,
        directory: {
          changed: (tenants: string[]) => read.push(...tenants),
        } as unknown as TenantDirectory,
      });
      const emptied: string[] = [];
      feed.onChange(tenants => emptied.push(...tenants));

      tell(paths);

      expect(emptied).toEqual(['pay', 'web', 'odd']);
      expect(read).toEqual(emptied);
      feed.stop();
    },
  );
});

describe('many changes', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick'] }));
  afterEach(() => jest.useRealTimers());

  it('are told at once after a quiet time, and together in a storm', () => {
    const feed = new ChangeFeed({
      platform: parsePlatform(smallPlatform()),
      snapshot: new LiveSnapshot({ labels: [] }),
      trees: { subscribe: () => () => {} } as unknown as GitTrees,
      directory: {} as TenantDirectory,
    });
    const told: Array<readonly string[]> = [];
    feed.onSettled(tenants => told.push(tenants));

    feed.tell(['pay']);
    jest.advanceTimersByTime(50);
    expect(told).toEqual([['pay']]);

    for (const tenant of ['web', 'pay', 'web']) {
      feed.tell([tenant]);
      jest.advanceTimersByTime(20);
    }
    expect(told).toHaveLength(1);
    jest.advanceTimersByTime(200);
    expect(told).toEqual([['pay'], ['pay', 'web']]);

    jest.advanceTimersByTime(1_000);
    feed.tell(['web']);
    jest.advanceTimersByTime(50);
    expect(told).toHaveLength(3);
    feed.stop();
  });
});
