import { type Delivery, parsePlatform } from '../../platform';
import { arraySnapshot } from '../../snapshot';
import { smallPlatform } from '../../testUtils/smallPlatform';
import { syncStatus } from './syncStatus';

const ferry: Delivery = {
  name: 'ferry',
  title: 'Ferry',
  watches: [],
  tenantObjects: () => ({}),
  environmentSync: () => {
    throw new TypeError('sunk');
  },
};

describe('a delivery of somebody else', () => {
  it('that fails leaves the environments of others as they are', () => {
    const input = smallPlatform();
    const [dev, prod] = input.environments;
    const platform = parsePlatform(
      {
        ...input,
        environments: [{ ...dev, delivery: { name: 'ferry' } }, prod],
      },
      { deliveries: [ferry] },
    );

    const { environments } = syncStatus(
      { name: 'pay', environments: ['dev', 'prod'] },
      arraySnapshot([{ cluster: 'prod', objects: [], asOf: 1 }]),
      { platform, now: 1 },
    );

    expect(environments).toMatchObject([
      { environment: 'dev', state: 'Unknown', fixableBy: 'platform' },
      { environment: 'prod', state: 'Missing' },
    ]);
    expect(environments[0].why).toContain('sunk');
  });
});
