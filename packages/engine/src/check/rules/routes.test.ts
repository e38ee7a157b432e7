import { route, codesOf } from '../../testing/checkWorld';

describe('check of routes', () => {
  it.each([
    [
      'a gateway that is not there',
      { parentRefs: [{ name: 'gone', namespace: 'gateways' }] },
      'error GatewayNotFound',
    ],
    [
      'a hostname that no listener takes',
      { hostnames: ['pay.other.org'] },
      'error RouteNotAdmitted',
    ],
    [
      'a further hostname that no listener takes',
      { hostnames: ['pay.dev.example.com', 'pay.other.org'] },
      'warning HostnameNotServed',
    ],
    [
      'a listener that is not there',
      {
        parentRefs: [
          { name: 'external', namespace: 'gateways', sectionName: 'tls' },
        ],
      },
      'error RouteNotAdmitted',
    ],
    [
      'a Service that is not there yet',
      { rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }] },
      'warning BackendNotFound',
    ],
    [
      'a Service of a namespace without a grant',
      {
        rules: [
          { backendRefs: [{ name: 'web', port: 80, namespace: 'shop' }] },
        ],
      },
      'error RefNotPermitted',
    ],
  ])('names %s', (_title, spec, code) => {
    const planned = route('pay', ['pay.dev.example.com'], undefined, spec);
    expect(codesOf([], [planned])).toEqual([code]);
  });

  it('leaves those of others alone', () => {
    expect(codesOf([route('shop', ['x.other.org'])])).toEqual([]);
  });
});
