import { tenantSummary } from './tenantSummary';

const verdict = { state: 'Healthy' as const, why: '', native: [] };

describe('tenantSummary', () => {
  it('names the hostnames that the tenant is reached by, each once', () => {
    const route = (name: string, hostnames: string[]) => ({
      ...verdict,
      ref: { cluster: 'dev', group: '', kind: 'HTTPRoute', name },
      environment: 'dev',
      hostnames,
      hops: [],
    });
    const summary = tenantSummary(
      { name: 'pay', environments: [] },
      {
        at: 0,
        sync: { ...verdict, environments: [] },
        network: {
          ...verdict,
          isolation: [],
          routes: [
            route('web', ['pay.example.com', 'api.example.com']),
            route('old', ['pay.example.com']),
          ],
        },
      },
    );

    expect(summary.hostnames).toEqual(['api.example.com', 'pay.example.com']);
  });
});
