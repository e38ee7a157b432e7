import { wrongFields } from '../__fixtures__/wrongFields';

describe('Service', () => {
  const service = (spec: object) => wrongFields('v1/Service', { spec });
  it.each<[string, object, string[]]>([
    ['one port', { ports: [{ port: 80, targetPort: 'http' }] }, []],
    ['an external name', { type: 'ExternalName', externalName: 'a.b' }, []],
    ['no port', {}, ['MissingField spec.ports']],
    [
      'two ports without names',
      { ports: [{ port: 80 }, { port: 81 }] },
      ['MissingField spec.ports[0].name', 'MissingField spec.ports[1].name'],
    ],
    [
      'one port twice',
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b' },
        ],
      },
      ['Duplicate spec.ports[1]'],
    ],
    ['no target', { ports: [{ port: 80, targetPort: '' }] }, []],
    [
      'nothing at all for a port',
      { ports: [null] },
      ['MissingField spec.ports[0].port'],
    ],
    [
      'a protocol of its own',
      { ports: [{ port: 80, protocol: 'HTTP' }] },
      ['NotAllowed spec.ports[0].protocol'],
    ],
    [
      'what only balancers have',
      { ports: [{ port: 80 }], loadBalancerClass: 'a' },
      ['Conflict spec.loadBalancerClass'],
    ],
    [
      'an affinity of two days',
      {
        ports: [{ port: 80 }],
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 172800 } },
      },
      ['OutOfRange spec.sessionAffinityConfig.clientIP.timeoutSeconds'],
    ],
    ['port 0', { ports: [{ port: 0 }] }, ['OutOfRange spec.ports[0].port']],
    [
      'a node port without NodePort',
      { ports: [{ port: 80, nodePort: 30080 }] },
      ['Conflict spec.ports[0].nodePort'],
    ],
    [
      'two families on one stack',
      {
        ports: [{ port: 80 }],
        ipFamilies: ['IPv4', 'IPv6'],
        ipFamilyPolicy: 'SingleStack',
      },
      ['Conflict spec.ipFamilyPolicy'],
    ],
    [
      'two families without a word of stacks',
      { ports: [{ port: 80 }], ipFamilies: ['IPv4', 'IPv6'] },
      ['Conflict spec.ipFamilyPolicy'],
    ],
    [
      'two families, headless and without a selector',
      { clusterIP: 'None', ipFamilies: ['IPv4', 'IPv6'] },
      [],
    ],
    [
      'two families on two stacks',
      {
        ports: [{ port: 80 }],
        ipFamilies: ['IPv4', 'IPv6'],
        ipFamilyPolicy: 'PreferDualStack',
      },
      [],
    ],
    [
      'addresses that lead nowhere',
      {
        ports: [{ port: 80 }],
        externalIPs: ['127.0.0.1', '::1', '169.254.1.1', '0.0.0.0', '8.8.8.8'],
      },
      [0, 1, 2, 3].map(i => `WrongFormat spec.externalIPs[${i}]`),
    ],
    [
      'a selector that no label fits',
      { ports: [{ port: 80 }], selector: { app: 'a b' } },
      ['WrongFormat spec.selector[app]'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(service(spec)).toEqual(expected);
  });
});
