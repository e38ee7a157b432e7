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
  const renderer = BackendRenderer.create({
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => base,
    }),
    auth: mockServices.auth(),
  });

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

  it('does not pass over the live checks because the plugin is in trouble', async () => {
    server.use(
      http.get(`${base}/platform`, () => new HttpResponse('', { status: 503 })),
    );

    await expect(renderer.isInstalled(credentials)).rejects.toThrow(/503/);
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
