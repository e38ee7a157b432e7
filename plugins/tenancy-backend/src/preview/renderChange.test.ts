import { parsePlatform, parseRequest, type Request } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import type { RequestEntry } from '../git/RequestBook';
import { renderChange } from './renderChange';

const { git: _, ...config } = tenancyConfig;
const platform = parsePlatform(config);

function requestOf(kind: string, name: string, spec: object): Request {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, ...(kind === 'Tenant' ? {} : { tenant: 'pay' }) },
    spec,
  });
}

const tenant = requestOf('Tenant', 'pay', {
  owner: 'group:default/payments',
  environments: ['dev'],
  tier: 'small',
});
const little = { cpu: '10m', memory: '16Mi', ephemeralStorage: '16Mi' };
const container = {
  image: 'registry.example.com/pay/web:1.0.0',
  resources: { requests: little, limits: little },
};

function change(request: Request, ...present: Request[]) {
  const entries = [tenant, ...present].map(
    (each): RequestEntry => ({
      path: '',
      tenant: 'pay',
      kind: each.kind,
      name: each.metadata.name,
      oid: '',
      request: each,
      findings: [],
    }),
  );
  return () =>
    renderChange({
      request,
      platform,
      context: {},
      book: {
        tenants: () => ['pay'],
        tenant: () => (tenant.kind === 'Tenant' ? tenant : undefined),
        requestsOf: () => entries,
        find: (_tenant, kind, name) =>
          entries.find(entry => entry.kind === kind && entry.name === name),
      },
    });
}

describe('renderChange', () => {
  const web = requestOf('Workload', 'web', container);

  it('changes a request of the name that it has', () => {
    expect(change(web, web)().next.files).not.toEqual([]);
  });

  it('refuses what another request of the tenant makes already', () => {
    const service = requestOf('Service', 'web', {
      workload: { ...container, ports: [{ name: 'http', port: 8080 }] },
    });
    expect(change(web, service)).toThrow(/makes the .* web already/);
  });
});
