import fc from 'fast-check';
import {
  at,
  backend,
  gatewayObject,
  worldOf,
} from '../../testing/gatewayWorld';
import {
  backendTlsPolicyConditions,
  gatewayConditions,
  listenerSetConditions,
  routeConditions,
} from './conditions';
import { whoAnswers } from './requests';

const names = fc.constantFrom(
  'listeners',
  'name',
  'port',
  'protocol',
  'hostname',
  'hostnames',
  'tls',
  'mode',
  'certificateRefs',
  'allowedRoutes',
  'allowedListeners',
  'namespaces',
  'from',
  'selector',
  'kinds',
  'parentRef',
  'parentRefs',
  'rules',
  'matches',
  'path',
  'type',
  'value',
  'headers',
  'filters',
  'backendRefs',
  'weight',
  'targetRefs',
  'validation',
  'caCertificateRefs',
  'addresses',
  'infrastructure',
  'parametersRef',
  'kind',
  'group',
  'toString',
);
const words = fc.constantFrom(
  'gw',
  'a',
  'HTTP',
  'HTTPS',
  'TLS',
  'TCP',
  'All',
  'Selector',
  'Gateway',
  'ListenerSet',
  'Service',
  'ConfigMap',
  '*.com',
  'x.com',
  'RegularExpression',
  '(',
  'RequestRedirect',
  'URLRewrite',
  'RequestMirror',
  '__proto__',
);
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    words,
    fc.integer({ min: -1, max: 90 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 5 }),
  ),
}));
const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(fc.record(fields, { requiredKeys: [] }), tree);

const listener = record({
  name: words,
  port: fc.constantFrom(80, 443, '80'),
  protocol: words,
  hostname: words,
  tls: tree,
  allowedRoutes: tree,
});
const rule = record({
  matches: fc.array(record({ path: tree, headers: tree, method: tree })),
  filters: fc.array(record({ type: words, requestRedirect: tree })),
  backendRefs: fc.array(record({ name: words, port: fc.constant(80) })),
});

describe('odd specs', () => {
  it('never make conditions or answers fail', () => {
    fc.assert(
      fc.property(
        record({ listeners: fc.array(listener), tls: tree, addresses: tree }),
        record({ parentRef: tree, listeners: fc.array(listener) }),
        record({
          parentRefs: fc.array(record({ name: words, kind: words })),
          hostnames: tree,
          rules: fc.array(rule),
        }),
        tree,
        fc.constantFrom('HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'),
        fc.constantFrom('http', 'https', 'grpc', 'tls', 'tcp', 'udp'),
        (gateway, set, route, policy, kind, scheme) => {
          const world = worldOf(
            gatewayObject('Gateway', 'gw', gateway),
            gatewayObject('ListenerSet', 's', set),
            gatewayObject(kind, 'r', route),
            gatewayObject('GRPCRoute', 'g', route),
            gatewayObject('BackendTLSPolicy', 'p', policy),
            backend('a'),
          );
          gatewayConditions(at('Gateway', 'gw'), world);
          listenerSetConditions(at('ListenerSet', 's'), world);
          routeConditions(at(kind, 'r'), world);
          backendTlsPolicyConditions(at('BackendTLSPolicy', 'p'), world);
          const { outcome } = whoAnswers(
            {
              gateway: { cluster: 'c', namespace: 'infra', name: 'gw' },
              port: 80,
              scheme: scheme as 'http',
              host: 'x.com',
              path: '/a',
            },
            world,
          );
          expect(outcome).toBeTruthy();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
