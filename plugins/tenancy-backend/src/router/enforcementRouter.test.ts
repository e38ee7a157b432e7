import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'tenancy.groundwork.dev/tenant': name,
      'tenancy.groundwork.dev/environment': 'dev',
    },
  },
});
const service = (name: string, externalName: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'pay' },
  spec: { type: 'ExternalName', externalName },
});
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'pay' },
  data: { mode: 'live' },
};

describe('the route of what enforcing would do', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      tenancy: { reportOnly: ['pay'] },
    });
    for (const [kind, plural] of [
      ['Service', 'services'],
      ['ConfigMap', 'configmaps'],
    ]) {
      portal.cluster.serve({ group: '', version: 'v1', kind, plural });
    }
    [namespace('pay'), namespace('web'), settings].forEach(object =>
      portal.cluster.put(object),
    );
    portal.cluster.put(service('elsewhere', 'db.web.svc'));
    await settled();
  });
  afterEach(() => portal.stop());

  it('says what of a tenant would be refused, and what it would get', async () => {
    const { body } = await until(
      () => get('tenants/pay/enforcement').expect(200),
      ({ body: { enforcement } }) =>
        enforcement.environments[0]?.refused.length === 1,
    );
    expect(body.reportOnly).toBe(true);
    const [dev] = body.enforcement.environments;
    expect(dev).toMatchObject({ environment: 'dev', namespace: 'pay' });
    expect(dev.refused).toEqual([
      {
        ref: expect.objectContaining({ kind: 'Service', name: 'elsewhere' }),
        messages: [expect.stringContaining('ExternalName')],
      },
    ]);
    expect(dev.adds.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['ResourceQuota', 'NetworkPolicy']),
    );
    // What is kept as metadata alone was asked for.
    expect(dev.notKnown.join()).not.toContain('ConfigMap');
  });

  it('tells in lists and on the page who is reported only', async () => {
    const { body: list } = await get('tenants', 'root').expect(200);
    expect(
      list.items.map(
        ({ name, reportOnly }: { name: string; reportOnly?: boolean }) =>
          `${name} ${reportOnly ?? false}`,
      ),
    ).toEqual(['pay true', 'web false']);
    const { body: status } = await get('tenants/pay/status').expect(200);
    expect(status.reportOnly).toBe(true);
    const { body: other } = await get('tenants/web/status', 'root').expect(200);
    expect(other).not.toHaveProperty('reportOnly');
  });

  it('answers nobody else', async () => {
    await get('tenants/pay/enforcement', 'root').expect(200);
    const foreign = await get('tenants/pay/enforcement', 'bob').expect(404);
    const none = await get('tenants/nay/enforcement', 'bob').expect(404);
    expect(foreign.body.error.message.replace('pay', 'nay')).toBe(
      none.body.error.message,
    );
  });
});
