import type { FixesView } from '@groundwork/backstage-plugin-tenancy-common';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const workload = (
  environments: string,
) => `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: web, tenant: pay }
spec:
  image: registry.example.com/web:1
  resources:
    requests: { cpu: 50m, memory: 64Mi, ephemeralStorage: 64Mi }
    limits: { cpu: 50m, memory: 64Mi, ephemeralStorage: 64Mi }
  environments: [${environments}]
`;

describe('GET /tenants/:tenant/fixes', () => {
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);
  const fixes = (user?: string) => get('tenants/pay/fixes', user);
  const path = 'tenants/pay/requests/workload-web.yaml';

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/shop.yaml': tenantFile('shop', 'shop'),
        [path]: workload('dev, dve'),
      },
    });
    await settled();
  });

  afterEach(() => portal.stop());

  it('tells owners and admins an edit that a preview takes', async () => {
    const { body }: { body: FixesView } = await fixes().expect(200);

    expect(body).toMatchObject({
      tenant: 'pay',
      mayChange: true,
      items: [
        {
          code: 'UnknownEnvironment',
          environments: [],
          options: [
            {
              title: 'Leave dve out',
              review: 'team',
              changes: ['environments: ["dev","dve"] → ["dev"]'],
              remaining: [],
            },
          ],
        },
      ],
    });
    const [{ edit }] = body.items[0].options;
    const preview = await post('preview', { edit }).expect(200);
    expect(
      preview.body.findings.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
    await fixes('root').expect(200);
  });

  it('has one answer for what is not there and what is not yours', async () => {
    const theirs = await fixes('bob').expect(404);
    const nobodys = await get('tenants/nobody/fixes', 'bob').expect(404);
    expect(theirs.body.error.message.replace('pay', 'X')).toBe(
      nobodys.body.error.message.replace('nobody', 'X'),
    );
  });

  it('is asked for again without being sent again', async () => {
    const first = await fixes();
    const { status } = await get('tenants/pay/fixes').set(
      'If-None-Match',
      first.headers.etag,
    );
    expect(status).toBe(304);
  });

  it('has none once it is mended', async () => {
    await fixes().expect(200);
    portal.git.write({ [path]: workload('dev') });
    const { body } = await until(
      () => fixes(),
      answer => answer.body.items?.length === 0,
    );
    expect(body.items).toEqual([]);
  });
});
