import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { tenantStatus } from '../__fixtures__';
import { TenancyClient } from './TenancyClient';

describe('TenancyClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new TenancyClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.test/api/tenancy' },
    fetchApi: { fetch: (...args) => fetch(...args) },
  });

  it('reads a status with its tag, and nothing when the tag still holds', async () => {
    server.use(
      http.get(
        'http://portal.test/api/tenancy/tenants/payments/status',
        ({ request }) =>
          request.headers.get('if-none-match') === '"1"'
            ? new HttpResponse(null, { status: 304 })
            : HttpResponse.json(tenantStatus(), { headers: { etag: '"1"' } }),
      ),
    );

    const first = await client.getTenantStatus('payments');
    expect(first).toMatchObject({ etag: '"1"', data: { tenant: 'payments' } });
    await expect(
      client.getTenantStatus('payments', { etag: '"1"' }),
    ).resolves.toBeUndefined();
  });

  it('asks for an entity by the parts of its reference', async () => {
    server.use(
      http.get(
        'http://portal.test/api/tenancy/entities/component/default/shop/status',
        () => HttpResponse.json(tenantStatus({ tenant: 'shop' })),
      ),
    );

    const answer = await client.getEntityStatus('component:default/shop');
    expect(answer?.data.tenant).toBe('shop');
  });

  it('asks for events of a tenant and of an entity', async () => {
    server.use(
      http.get('http://portal.test/api/tenancy/*', ({ request }) =>
        HttpResponse.json({
          tenant: new URL(request.url).pathname,
          environments: [],
        }),
      ),
    );

    const tenant = await client.getEvents({ tenant: 'payments' });
    expect(tenant?.data.tenant).toBe('/api/tenancy/tenants/payments/events');
    const entityRef = 'component:default/shop';
    const entity = await client.getEvents({ entityRef });
    expect(entity?.data.tenant).toBe(
      '/api/tenancy/entities/component/default/shop/events',
    );
  });

  it('asks once in a portal without configuration', async () => {
    const asked = jest.fn(() =>
      HttpResponse.json(
        { error: { name: 'NotImplementedError', message: 'not configured' } },
        { status: 501 },
      ),
    );
    server.use(http.get('http://portal.test/api/tenancy/tenants', asked));

    await expect(client.getTenants()).rejects.toMatchObject({
      statusCode: 501,
    });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('says why the backend refuses', async () => {
    server.use(
      http.get('http://portal.test/api/tenancy/tenants', () =>
        HttpResponse.json(
          { error: { name: 'NotAllowedError', message: 'not for you' } },
          { status: 403 },
        ),
      ),
    );

    await expect(client.getTenants()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
    });
  });

  it('sends the request document as it would stand in Git', async () => {
    const seen: unknown[] = [];
    server.use(
      http.post(
        'http://portal.test/api/tenancy/preview',
        async ({ request }) => {
          seen.push(await request.json());
          return HttpResponse.json({ changes: [] });
        },
      ),
    );
    const input = {
      request: { kind: 'Tenant', metadata: { name: 'payments' } },
      expect: 'create' as const,
    };

    await client.preview(input);
    expect(seen).toEqual([input]);
  });

  it('asks for a hostname and for a request file', async () => {
    server.use(
      http.get('http://portal.test/api/tenancy/hostnames', ({ request }) => {
        const query = new URL(request.url).searchParams;
        return HttpResponse.json({
          verdict: 'free',
          message: `${query.get('hostname')} in ${query.get('environment')}`,
        });
      }),
      http.get(
        'http://portal.test/api/tenancy/tenants/payments/requests/Route/pay',
        () => HttpResponse.json({ path: 'a.yaml', commit: '1', request: {} }),
      ),
    );

    await expect(
      client.checkHostname({
        tenant: 'payments',
        environment: 'dev',
        hostname: 'pay.example.com',
      }),
    ).resolves.toEqual({ verdict: 'free', message: 'pay.example.com in dev' });
    await expect(
      client.getRequest({ tenant: 'payments', kind: 'Route', name: 'pay' }),
    ).resolves.toMatchObject({ path: 'a.yaml' });
  });
});
