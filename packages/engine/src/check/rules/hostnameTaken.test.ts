import { object, route, findingsOf, codesOf } from '../../testing/checkWorld';

describe('check of hostnames', () => {
  const taken = route('shop', ['a.dev.example.com'], '2026-01-01T00:00:00Z');

  it('refuses one that another tenant serves, without naming that tenant', () => {
    const [finding, ...others] = findingsOf(
      [taken],
      [route('pay', ['a.dev.example.com'])],
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HostnameTaken',
      severity: 'error',
      subject: { kind: 'HTTPRoute', namespace: 'pay', name: 'web' },
      field: 'spec.hostnames[0]',
      evidence: [{ tenant: 'shop', value: 'a.dev.example.com' }],
    });
    expect(JSON.stringify({ ...finding, evidence: [] })).not.toContain('shop');
  });

  it('refuses one under a wildcard of another, and a wildcard over one', () => {
    const wild = route('shop', ['*.dev.example.com'], '2026-01-01T00:00:00Z');
    expect(codesOf([wild], [route('pay', ['b.dev.example.com'])])).toEqual([
      'error HostnameTaken',
    ]);
    expect(codesOf([taken], [route('pay', ['*.dev.example.com'])])).toEqual([
      'error HostnameTaken',
    ]);
  });

  it('lets the older route keep its name', () => {
    const younger = route(
      'shop',
      ['a.dev.example.com'],
      '2026-03-01T00:00:00Z',
    );
    const own = route('pay', ['a.dev.example.com'], '2026-02-01T00:00:00Z');
    expect(codesOf([younger, own])).toEqual([]);
  });

  it('tells both of two that do not exist yet, whatever they are called', () => {
    const planned = ['pay', 'shop'].map(tenant =>
      route(tenant, ['new.dev.example.com']),
    );
    expect(
      findingsOf([], planned, { scope: {} })
        .filter(({ code }) => code === 'HostnameTaken')
        .map(({ subject }) => subject.namespace),
    ).toEqual(['pay', 'shop']);
  });

  it('looks at Ingresses too', () => {
    const ingress = object('networking.k8s.io/v1', 'Ingress', 'x', 'gateways', {
      spec: { rules: [{ host: 'A.dev.example.com' }] },
    });
    expect(codesOf([ingress], [route('pay', ['a.dev.example.com'])])).toEqual([
      'error HostnameTaken',
    ]);
  });
});
