import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const workload = `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata:
  name: api
  tenant: pay
spec:
  image: registry.example.com/api:1
`;

describe('a proposal that was closed without being merged', () => {
  let host: Server;
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);

  beforeEach(async () => {
    host = createServer((req, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          JSON.stringify(
            /\/repos\/acme\/estate\/pulls\/7$/.test(req.url ?? '')
              ? { state: 'closed', merged: false }
              : {},
          ),
        ),
    );
    await new Promise<void>(done => {
      host.listen(0, '127.0.0.1', done);
    });
    const { port } = host.address() as AddressInfo;
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'tenants/pay/requests/workload-api.yaml': workload,
      },
      config: () => ({
        integrations: {
          github: [
            {
              host: 'git.example.com',
              apiBaseUrl: `http://127.0.0.1:${port}`,
              token: 'any',
            },
          ],
        },
      }),
    });
    await settled();
  });

  afterEach(async () => {
    await portal.stop();
    await new Promise(done => {
      host.close(done);
    });
  });

  async function itemOf(name: string) {
    const { body } = await until(
      () => get('tenants/pay/requests'),
      answer =>
        answer.body.items.some((item: { name: string }) => item.name === name),
    );
    return body.items.filter((item: { name: string }) => item.name === name);
  }

  const propose = (name: string) =>
    post('proposals', {
      tenant: 'pay',
      kind: 'Workload',
      name,
      url: 'https://git.example.com/acme/estate/pull/7',
    }).expect(204);

  it('leaves what Git holds as it was, to change and remove, and is told beside', async () => {
    const [before] = await itemOf('api');
    await propose('api');

    const items = await itemOf('api');

    expect(items).toEqual([
      {
        ...before,
        why: expect.stringMatching(
          /The last proposal was closed without being merged$/,
        ),
      },
    ]);
    expect(items[0]).toMatchObject({ commit: expect.any(String) });
    expect(items[0].stage).not.toBe('proposed');
  });

  it('of a new request is shown as rejected, with its page and nothing to change', async () => {
    await propose('web');

    const items = await itemOf('web');

    expect(items).toEqual([
      expect.objectContaining({
        stage: 'rejected',
        why: 'was closed without being merged',
        url: 'https://git.example.com/acme/estate/pull/7',
      }),
    ]);
    expect(items[0]).not.toHaveProperty('commit');
  });

  it('counts no more once another one waits', async () => {
    await propose('api');
    await post('proposals', {
      tenant: 'pay',
      kind: 'Workload',
      name: 'api',
      url: 'https://git.example.com/acme/estate/pull/8',
    }).expect(204);

    // Of that page nobody knows the state: it may still be merged.
    expect(await itemOf('api')).toEqual([
      expect.objectContaining({ stage: 'proposed' }),
    ]);
  });
});
