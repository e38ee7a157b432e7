import { clusterLayout } from '@groundwork/engine/testUtils';
import { clientOf, until } from './__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from './__testUtils__/startPortal';

jest.setTimeout(30_000);

const workload = (
  image: string,
  tenant = 'pay',
) => `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata:
  name: api
  tenant: ${tenant}
spec:
  image: ${image}
`;

const small = { cpu: '100m', memory: '64Mi', ephemeralStorage: '64Mi' };

const asked = {
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Workload',
  metadata: { name: 'web', tenant: 'pay' },
  spec: {
    image: 'registry.example.com/web:1',
    resources: { requests: small, limits: small },
  },
};

describe('an estate in another layout', () => {
  let portal: Portal;

  const { get, post, settled } = clientOf(() => portal);

  afterEach(() => portal.stop());

  beforeEach(async () => {
    portal = await startPortal({
      tenancy: { layout: clusterLayout },
      files: {
        'requests/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'requests/tenants/shop.yaml': tenantFile('shop', 'shop'),
        'requests/teams/pay/workload-api.yaml': workload(
          'registry.example.com/api:1',
        ),
        // What a team can't do in another's folder, and what the usual layout would take for a request.
        'requests/teams/shop/workload-api.yaml': workload(
          'registry.example.com/api:2',
        ),
        'platform/tenants/usual.yaml': tenantFile('usual', 'payments'),
        'clusters/dev/tenants/pay/notes.txt': 'ours',
        'clusters/dev/tenants/shop/notes.txt': 'theirs',
        'clusters/dev/platform/pay/cluster/extra.yaml': 'kind: ConfigMap\n',
      },
    });
    await settled();
  });

  it('has the tenants and requests of its own folders', async () => {
    const { body: tenants } = await get('tenants', 'root').expect(200);
    expect(tenants.items.map(({ name }: { name: string }) => name)).toEqual([
      'pay',
      'shop',
    ]);

    const { body } = await get('tenants/pay/requests').expect(200);
    expect(
      body.items.map(({ path, why }: { path: string; why?: string }) => [
        path,
        why,
      ]),
    ).toEqual([
      ['requests/tenants/pay.yaml', expect.anything()],
      ['requests/teams/pay/workload-api.yaml', expect.anything()],
    ]);

    const theirs = await get('tenants/shop/requests', 'root').expect(200);
    expect(JSON.stringify(theirs.body.items)).toContain(
      'holds a request that belongs to requests/teams/pay/workload-api.yaml',
    );
  });

  it("shows a team its own files in both trees, with their environment, and nobody else's", async () => {
    const { body } = await get('tenants/pay/files').expect(200);
    expect(
      body.items.map(({ path, tree, environment }: Record<string, string>) => [
        path,
        tree,
        environment,
      ]),
    ).toEqual([
      ['clusters/dev/platform/pay/cluster/extra.yaml', 'platform', 'dev'],
      ['clusters/dev/tenants/pay/notes.txt', 'tenants', 'dev'],
      ['requests/teams/pay/workload-api.yaml', 'tenants', undefined],
      ['requests/tenants/pay.yaml', 'platform', undefined],
    ]);
  });

  it('previews where a change is written, and to whom it belongs', async () => {
    const { body } = await post('preview', {
      request: asked,
      expect: 'create',
    }).expect(200);
    const written = body.files
      .filter(({ change }: { change: string }) => change !== 'same')
      .map(({ path, tree }: Record<string, string>) => `${tree} ${path}`);
    expect(written).toEqual(
      expect.arrayContaining([
        'tenants clusters/dev/tenants/pay/workload-web.yaml',
        'tenants requests/teams/pay/workload-web.yaml',
      ]),
    );
    expect(written.every((each: string) => each.startsWith('tenants '))).toBe(
      true,
    );
  });

  it('tells who asks for actions where files lie', async () => {
    const { body } = await get('platform').expect(200);
    expect(body.layout).toEqual(clusterLayout);
  });

  it('sees a request that is merged', async () => {
    portal.git.write({
      'requests/teams/pay/workload-web.yaml': JSON.stringify(asked),
    });
    const { body } = await until(
      () => get('tenants/pay/requests/workload/web'),
      ({ status }) => status === 200,
    );
    expect(body).toMatchObject({
      path: 'requests/teams/pay/workload-web.yaml',
    });
  });
});
