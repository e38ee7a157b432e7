import { adoptedOf, foundObject } from '../testing/adoptedObjects';
import { smallPlatform } from '../testUtils';

const { small } = smallPlatform().tiers;
const tier = (times: number) => ({
  ...small,
  quota: {
    ...small.quota,
    requests: {
      cpu: String(times),
      memory: `${times}Gi`,
      ephemeralStorage: '8Gi',
    },
    limits: { cpu: '64', memory: '64Gi', ephemeralStorage: '16Gi' },
  },
});
const input = { tiers: { large: tier(32), medium: tier(16), small: tier(4) } };

const chosen = (hard: Record<string, string>, reportOnly: string[] = []) => {
  const [{ tier: name, tierBy, grants }] = adoptedOf(
    [foundObject('ResourceQuota', 'q', { spec: { hard } })],
    { input: { ...input, reportOnly } },
  ).tenants;
  return { name, tierBy, said: grants.join('\n') };
};

describe('the tier of what is there', () => {
  it.each([
    [{ 'requests.cpu': '12' }, 'medium'],
    [{ cpu: '12' }, 'medium'],
    [{ memory: '20Gi' }, 'large'],
    [{ 'count/pods': '30' }, 'small'],
    [{ 'services.loadbalancers': '2' }, 'small'],
  ])('is the smallest that holds the quota %j', (hard, name) => {
    expect(chosen(hard as Record<string, string>)).toMatchObject({
      name,
      tierBy: 'nearest',
    });
  });

  it('is the largest where none holds it, which is told', () => {
    const { said, ...rest } = chosen({ cpu: '100' });
    expect(rest).toEqual({ name: 'large', tierBy: 'largest' });
    expect(said).toMatch(
      /no tier holds the quota that is there, and large is the largest: 100 requests.cpu in dev, and it gives 32/,
    );
  });

  it('is found of a tenant that is reported only, too', () => {
    expect(chosen({ cpu: '12' }, ['*'])).toMatchObject({ name: 'medium' });
  });
});
