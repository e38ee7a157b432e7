import { errorsOf, refusals } from '../__fixtures__/gatewayCases';

describe('Gateway', () => {
  const listener = { name: 'http', port: 80, protocol: 'HTTP' };
  const certificateRefs = [{ name: 'cert' }];
  it.each<[object[], string[]]>([
    [[listener], []],
    [
      [{ ...listener, tls: { certificateRefs } }],
      ["tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']"],
    ],
    [
      [{ name: 'tcp', port: 80, protocol: 'TCP', hostname: 'a.example.com' }],
      ["hostname must not be specified for protocols ['TCP', 'UDP']"],
    ],
    [
      [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate' },
        },
      ],
      ['certificateRefs or options must be specified when mode is Terminate'],
    ],
    [
      [listener, { ...listener, port: 81 }],
      ['Listener name must be unique within the Gateway', 'has the same name'],
    ],
    [
      [listener, { ...listener, name: 'other' }],
      [
        'Combination of port, protocol and hostname must be unique for each listener',
      ],
    ],
  ])('listeners %j', (listeners, expected) => {
    expect(errorsOf('Gateway', { gatewayClassName: 'foo', listeners })).toEqual(
      refusals(...expected),
    );
  });
});
