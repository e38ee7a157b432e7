import { mockServices } from '@backstage/backend-test-utils';
import { parsePlatform, type Snapshot } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { StatusCache } from './StatusCache';

describe('StatusCache', () => {
  it('says Unknown, never Healthy, of a tenant whose status cannot be computed', async () => {
    const snapshot: Snapshot = {
      list() {
        throw new TypeError('broken object');
      },
    };
    const { git: _, ...platform } = tenancyConfig;
    const cache = new StatusCache({
      platform: parsePlatform(platform),
      snapshot,
      facts: () => ({}),
      logger: mockServices.logger.mock(),
    });

    const { sync, network } = await cache.of({
      name: 'pay',
      environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
    });

    const unknown = {
      state: 'Unknown',
      why: 'cannot be computed: TypeError: broken object',
      fixableBy: 'platform',
    };
    expect(sync).toMatchObject({ ...unknown, environments: [] });
    expect(network).toMatchObject({ ...unknown, routes: [] });
  });

  it('finds causes once for all who ask in the meantime', async () => {
    const { git: _, ...platform } = tenancyConfig;
    const list = jest.fn<ReturnType<Snapshot['list']>, []>(() => ({
      value: [],
      asOf: 1,
      source: 'cluster one',
    }));
    const cache = new StatusCache({
      platform: parsePlatform(platform),
      snapshot: { list },
      facts: () => ({}),
      logger: mockServices.logger.mock(),
    });
    const tenant = {
      name: 'pay',
      environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
    };
    const { network } = await cache.of(tenant);

    const [first, second] = await Promise.all([
      cache.causes(tenant, network, []),
      cache.causes(tenant, network, []),
    ]);
    expect(second).toBe(first);

    cache.invalidate(['pay']);
    expect(await cache.causes(tenant, network, [])).not.toBe(first);
  });

  it('computes once for all who ask in the meantime, and anew for who asks after a change', async () => {
    const { git: _, ...platform } = tenancyConfig;
    const cache = new StatusCache({
      platform: parsePlatform(platform),
      snapshot: {
        list: () => ({ value: [], asOf: 1, source: 'cluster one' }),
      },
      facts: () => ({}),
      logger: mockServices.logger.mock(),
    });
    const tenant = {
      name: 'pay',
      environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
    };
    const [first, second] = await Promise.all([
      cache.of(tenant),
      cache.of(tenant),
    ]);
    expect(second.network).toBe(first.network);
    expect(cache.syncOf(tenant)).toBe(first.sync);
    const [card, same] = await Promise.all([
      cache.card(tenant, 'secrets'),
      cache.cardOnce(tenant, 'secrets'),
    ]);
    expect(same).toBe(card);

    cache.invalidate(['pay']);
    const old = cache.of(tenant);
    cache.invalidate(['pay']);
    expect((await cache.of(tenant)).network).not.toBe((await old).network);
    expect(await cache.card(tenant, 'secrets')).not.toBe(card);
  });
});
