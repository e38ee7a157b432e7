import type { Cause, TenantCards } from '@groundwork/engine';
import { tenantSummary } from './tenantSummary';

const verdict = { state: 'Healthy' as const, why: '', native: [] };

function cards(overrides: Partial<TenantCards> = {}): TenantCards {
  return {
    sync: {
      ...verdict,
      environments: ['dev', 'prod'].map(environment => ({
        ...verdict,
        environment,
        cluster: environment,
        namespace: 'pay',
        applications: [],
      })),
    },
    network: { ...verdict, routes: [], isolation: [] },
    secrets: {
      ...verdict,
      secrets: [],
      certificates: [],
      pushes: [],
      unknown: [],
      problems: [],
    },
    workloads: { ...verdict, workloads: [], problems: [] },
    quota: { ...verdict, quotas: [], limits: [], problems: [] },
    sources: [],
    ...overrides,
  };
}

const pay = {
  name: 'pay',
  environments: ['dev', 'prod'].map(name => ({
    name,
    cluster: name,
    namespace: 'pay',
  })),
};

describe('tenantSummary', () => {
  it('names the hostnames that the tenant is reached by, each once', () => {
    const route = (name: string, hostnames: string[]) => ({
      ...verdict,
      ref: { cluster: 'dev', group: '', kind: 'HTTPRoute', name },
      environment: 'dev',
      hostnames,
      hops: [],
    });
    const network = {
      ...verdict,
      isolation: [],
      routes: [
        route('web', ['pay.example.com', 'api.example.com']),
        route('old', ['pay.example.com']),
      ],
    };
    const { hostnames } = tenantSummary(pay, cards({ network }), [], {
      reportOnly: [],
    });

    expect(hostnames).toEqual(['api.example.com', 'pay.example.com']);
  });

  it('tells of the tenant and its environments what Attention tells, in its words', () => {
    const full = {
      ...verdict,
      state: 'Degraded' as const,
      why: 'used up: pods',
      id: 'quota/compute',
      environments: ['prod'],
    };
    const cause: Cause = {
      ...full,
      text: 'Quota compute is full: 12 of 12 pods',
      findings: [{ ...full, card: 'quota', title: 'Quota compute' }],
      follows: [],
    };

    const summary = tenantSummary(pay, cards(), [cause], {
      reportOnly: ['pay'],
    });

    const told = { state: 'Degraded', why: cause.text };
    expect(summary).toMatchObject({
      ...told,
      reportOnly: true,
      environments: [{ name: 'dev', state: 'Healthy', why: '' }, told],
    });
  });
});
