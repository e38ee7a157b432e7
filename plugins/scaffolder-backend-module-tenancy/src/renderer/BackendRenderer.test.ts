import {
  mockCredentials,
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { platform, previewOf } from '../__testUtils__/fakeRenderer';
import { BackendRenderer } from './BackendRenderer';

describe('BackendRenderer', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const base = 'http://localhost:0/api/tenancy';
  const credentials = mockCredentials.user('user:default/ada');
  const options = {
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => base,
    }),
    auth: mockServices.auth(),
    patience: 1_500,
  };
  const renderer = BackendRenderer.create(options);
  const proposal = {
    tenant: 'pay',
    kind: 'Route',
    name: 'web',
    url: 'https://git.example.com/acme/estate/pull/1',
  };

  it('asks on behalf of the initiator', async () => {
    let token: string | null = null;
    let body: unknown;
    server.use(
      http.post(`${base}/preview`, async ({ request }) => {
        token = request.headers.get('authorization');
        body = await request.json();
        return HttpResponse.json(previewOf([]));
      }),
    );
    const input = { request: { kind: 'Tenant' }, expect: 'create' as const };

    expect(await renderer.preview(input, credentials)).toEqual(previewOf([]));

    expect(body).toEqual(input);
    expect(token).toBe(
      `Bearer ${mockCredentials.service.token({
        onBehalfOf: credentials,
        targetPluginId: 'tenancy',
      })}`,
    );
  });

  it('is installed where the plugin answers, and not where nobody knows it', async () => {
    server.use(http.get(`${base}/platform`, () => HttpResponse.json(platform)));
    expect(await renderer.isInstalled(credentials)).toBe(true);

    server.use(
      http.get(`${base}/platform`, () => new HttpResponse('', { status: 404 })),
    );
    expect(await renderer.isInstalled(credentials)).toBe(false);
  });

  describe('where it runs in a deployment of its own', () => {
    const elsewhere = BackendRenderer.create({ ...options, isElsewhere: true });
    const nobody = () =>
      new HttpResponse('<h1>Not found</h1>', { status: 404 });

    it('waits for it while nobody knows it there', async () => {
      let asked = 0;
      server.use(
        http.get(`${base}/platform`, () => {
          asked += 1;
          return asked < 3 ? nobody() : HttpResponse.json(platform);
        }),
      );

      expect(await elsewhere.isInstalled(credentials)).toBe(true);
      expect(asked).toBe(3);
    });

    it('does not pass over the live checks where it never comes', async () => {
      server.use(http.get(`${base}/platform`, nobody));

      await expect(elsewhere.isInstalled(credentials)).rejects.toThrow(
        `nothing is at ${base}, where discovery.endpoints has it`,
      );
    });

    it('believes it that a request is not there', async () => {
      server.use(
        http.get(`${base}/tenants/pay/requests/Route/web`, () =>
          HttpResponse.json(
            {
              error: { name: 'NotFoundError', message: 'no such request' },
              response: { statusCode: 404 },
            },
            { status: 404 },
          ),
        ),
      );

      expect(
        await elsewhere.request(
          { tenant: 'pay', kind: 'Route', name: 'web' },
          credentials,
        ),
      ).toBeUndefined();
    });
  });

  it('does not pass over the live checks because the plugin is in trouble', async () => {
    server.use(
      http.get(`${base}/platform`, () => new HttpResponse('', { status: 503 })),
    );

    await expect(renderer.isInstalled(credentials)).rejects.toThrow(
      /cannot answer now: .*503.*start the task over/,
    );
  });

  it.each([
    ['is too busy', () => new HttpResponse('', { status: 429 })],
    ['cannot answer yet', () => new HttpResponse('', { status: 503 })],
    ['is behind a proxy', () => new HttpResponse('', { status: 502 })],
    ['is not there', () => HttpResponse.error()],
  ])('asks again while the plugin %s', async (_, trouble) => {
    let asked = 0;
    const answer = (whole: () => Response) => () => {
      asked += 1;
      return asked < 3 ? trouble() : whole();
    };
    server.use(
      http.post(
        `${base}/proposals`,
        answer(() => new HttpResponse(null, { status: 204 })),
      ),
      http.get(
        `${base}/platform`,
        answer(() => HttpResponse.json(platform)),
      ),
    );

    await renderer.registerProposal(proposal, credentials);
    expect(asked).toBe(3);
    asked = 0;
    expect(await renderer.platform(credentials)).toEqual(platform);
    expect(asked).toBe(3);
  });

  it('says what the plugin said last, and asks nobody twice who refused', async () => {
    let asked = 0;
    server.use(
      http.post(`${base}/proposals`, () => {
        asked += 1;
        return HttpResponse.json(
          {
            error: {
              name: 'ServiceUnavailableError',
              message: 'Not read yet: cluster one',
            },
            response: { statusCode: 503 },
          },
          { status: 503 },
        );
      }),
    );
    await expect(
      renderer.registerProposal(proposal, credentials),
    ).rejects.toThrow(/cannot answer now: Not read yet: cluster one/);
    expect(asked).toBeGreaterThan(1);

    asked = 0;
    server.use(
      http.post(`${base}/proposals`, () => {
        asked += 1;
        return new HttpResponse('', { status: 400 });
      }),
    );
    await expect(
      renderer.registerProposal(proposal, credentials),
    ).rejects.toMatchObject({ statusCode: 400 });
    expect(asked).toBe(1);
  });

  it('hands on what the plugin refuses', async () => {
    server.use(
      http.post(`${base}/preview`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'not your tenant' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );

    await expect(
      renderer.preview({ request: {} }, credentials),
    ).rejects.toMatchObject({ cause: { message: 'not your tenant' } });
  });
});
