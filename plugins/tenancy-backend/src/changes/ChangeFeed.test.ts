import { LiveSnapshot } from '../clusters';
import { ChangeFeed } from './ChangeFeed';
import type { GitTrees } from '../git/GitTrees';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { parsePlatform } from '@groundwork/engine';

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
