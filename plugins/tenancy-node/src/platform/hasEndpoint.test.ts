import { ConfigReader } from '@backstage/config';
import { hasEndpoint } from './hasEndpoint';

describe('hasEndpoint', () => {
  const of = (discovery?: object) =>
    hasEndpoint(new ConfigReader(discovery ? { discovery } : {}), 'tenancy');
  const target = { internal: 'http://tenancy:7007/api/{{pluginId}}' };

  it('is so where an endpoint names the plugin', () => {
    expect(
      of({
        endpoints: [
          { target, plugins: ['search'] },
          { target, plugins: ['kubernetes', 'tenancy'] },
        ],
      }),
    ).toBe(true);
  });

  it('is so where one is for all', () => {
    expect(of({ endpoints: [{ target, plugins: ['*'] }] })).toBe(true);
    const address = 'http://tenancy:7007/api/{{pluginId}}';
    expect(of({ endpoints: [{ target: address, plugins: ['*'] }] })).toBe(true);
  });

  it('is not so where none does, or only browsers are led there', () => {
    expect(of()).toBe(false);
    expect(of({ endpoints: [] })).toBe(false);
    expect(of({ endpoints: [{ target, plugins: ['search'] }] })).toBe(false);
    const external = { external: 'https://tenancy.example.com' };
    expect(
      of({ endpoints: [{ target: external, plugins: ['tenancy'] }] }),
    ).toBe(false);
  });
});
