import { mockServices } from '@backstage/backend-test-utils';
import { parsePlatform, type Snapshot } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { StatusCache } from './StatusCache';

describe('StatusCache', () => {
  it('says Unknown, never Healthy, of a tenant whose status can not be computed', () => {
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

    const { sync, network } = cache.of({
      name: 'pay',
      environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
    });

    const unknown = {
      state: 'Unknown',
      why: "can't be computed: TypeError: broken object",
      fixableBy: 'platform',
    };
    expect(sync).toMatchObject({ ...unknown, environments: [] });
    expect(network).toMatchObject({ ...unknown, routes: [] });
  });
});
