import { requestFromForm } from './requestDocument';

describe('requestFromForm', () => {
  it('takes fields of the same name', () => {
    expect(
      requestFromForm(
        {
          tenant: 'payments',
          owner: 'group:default/payments',
          environments: ['dev'],
          description: '',
          other: 'not asked for',
        },
        {
          kind: 'Tenant',
          name: 'tenant',
          spec: ['owner', 'environments', 'tier', 'description'],
        },
      ),
    ).toEqual({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name: 'payments' },
      spec: { owner: 'group:default/payments', environments: ['dev'] },
    });
  });

  it('puts fields where the spec has them', () => {
    expect(
      requestFromForm(
        { name: 'pay', tenant: 'payments', gateway: 'external', port: 0 },
        {
          kind: 'Route',
          name: 'name',
          tenant: 'tenant',
          spec: { 'parents.0.gateway': 'gateway', port: 'port' },
        },
      ),
    ).toMatchObject({
      metadata: { name: 'pay', tenant: 'payments' },
      spec: { parents: [{ gateway: 'external' }], port: 0 },
    });
  });

  it('waits for the names', () => {
    const mapping = { kind: 'Route', name: 'name', tenant: 'tenant' };
    expect(requestFromForm({ tenant: 'payments' }, mapping)).toBeUndefined();
    expect(requestFromForm({ name: 'pay' }, mapping)).toBeUndefined();
  });
});
