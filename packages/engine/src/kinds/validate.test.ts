import { crdsOf } from '../validate/__fixtures__/crds';
import { readDefinitions } from '../validate/schema/definition';
import { schemaSet } from '../validate/schemaSet';
import { validate } from './validate';

const schemas = schemaSet({
  cluster: 'spoke',
  definitions: readDefinitions(crdsOf('v1.6.1-standard')),
});

function httpRoute(spec: object, metadata: object = {}) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'shop', namespace: 'payments', ...metadata },
    spec,
  };
}

describe('validate', () => {
  it('accepts a route as people write it', () => {
    const route = httpRoute({
      parentRefs: [
        { name: 'public', namespace: 'gateways', sectionName: 'https' },
      ],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'shop', port: 8080, weight: 90 }],
          timeouts: { request: '10s', backendRequest: '5s' },
        },
      ],
    });
    expect(validate([route], schemas)).toEqual([]);
  });

  it('names field, value and choices of an unknown path type', () => {
    const route = httpRoute({
      rules: [{ matches: [{ path: { type: 'Prefix', value: '/' } }] }],
    });
    expect(validate([route], schemas)).toEqual([
      expect.objectContaining({
        code: 'NotAllowed',
        severity: 'error',
        subject: {
          cluster: 'spoke',
          group: 'gateway.networking.k8s.io',
          kind: 'HTTPRoute',
          namespace: 'payments',
          name: 'shop',
        },
        field: 'spec.rules[0].matches[0].path.type',
        message:
          'spec.rules[0].matches[0].path.type must be Exact, PathPrefix or RegularExpression, is "Prefix"',
        fix: 'Choose Exact, PathPrefix or RegularExpression.',
        fixableBy: 'tenant',
        evidence: [expect.objectContaining({ value: 'Prefix' })],
      }),
    ]);
  });
});
