import { copyOf } from './copyOf';

const platform = {
  environments: [
    {
      name: 'dev',
      cluster: 'spoke',
      domains: ['dev.example.com'],
      gateways: [],
      secretStores: [
        {
          name: 'vault',
          provider: 'vault',
          prefix: 'tenants/${{ tenant }}/${{ environment }}/',
        },
      ],
    },
  ],
};

const from = { kind: 'Service', tenant: 'payments', name: 'api' };

function copied(spec: object, form: object) {
  const asked = copyOf(
    { ...from, spec: JSON.parse(JSON.stringify(spec)) },
    { toName: 'api', ...form },
    platform,
  );
  return (asked?.request as { spec?: unknown } | undefined)?.spec;
}

describe('copyOf', () => {
  it('takes paths and hostnames along to another tenant', () => {
    expect(
      copied(
        {
          hostnames: ['api.payments.dev.example.com', 'api.elsewhere.com'],
          extract: [{ key: 'tenants/payments/dev/database' }],
          data: [{ key: 'tenants/other/dev/x' }],
          env: { HOME: '/payments', SELF: 'payments.dev.example.com' },
        },
        { toTenant: 'shop', toName: 'web' },
      ),
    ).toEqual({
      hostnames: ['web.shop.dev.example.com', 'api.elsewhere.com'],
      extract: [{ key: 'tenants/shop/dev/database' }],
      data: [{ key: 'tenants/other/dev/x' }],
      env: { HOME: '/payments', SELF: 'shop.dev.example.com' },
    });
  });

  it('gives a copy in the same tenant a hostname of its own', () => {
    expect(
      copied(
        {
          hostnames: [
            'api.payments.dev.example.com',
            'x.api.payments.dev.example.com',
          ],
          extract: [{ key: 'tenants/payments/dev/database' }],
        },
        { toName: 'api-2' },
      ),
    ).toEqual({
      hostnames: [
        'api-2.payments.dev.example.com',
        'x.api.payments.dev.example.com',
      ],
      extract: [{ key: 'tenants/payments/dev/database' }],
    });
  });

  it('keeps what a request is reached by when it only gets another name', () => {
    const spec = { hostnames: ['api.payments.dev.example.com'] };
    expect(copied(spec, { toName: 'web', way: 'rename' })).toEqual(spec);
  });

  it('takes names for what they are, and not for a pattern', () => {
    const spec = { hostnames: ['api.paymentsXdev.example.com'] };
    expect(copied(spec, { toTenant: 'shop' })).toEqual(spec);
  });
});
