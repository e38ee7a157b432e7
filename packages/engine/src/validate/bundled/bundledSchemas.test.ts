import { schemaSet } from '../schemaSet';
import { readDefinitions } from '../schema/definition';
import { validate } from '../../kinds';
import { bundledSchemas } from './bundledSchemas';

const schemas = schemaSet({ bundled: bundledSchemas() });

function codesOf(object: object): string[] {
  return validate(
    [{ metadata: { name: 'a', namespace: 'b' }, ...object } as never],
    schemas,
  ).map(finding => `${finding.code} ${finding.field}`);
}

function routeFindings(spec: object, set = schemas) {
  return validate(
    [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'a', namespace: 'b' },
        spec,
      },
    ],
    set,
  );
}

describe('bundled schemas', () => {
  it('know the fields of built-in kinds', () => {
    const ports = [{ port: 80, targetPort: 'http', nodeport: 1 }];
    expect(
      codesOf({ apiVersion: 'v1', kind: 'Service', spec: { ports } }),
    ).toEqual(['UnknownField spec.ports[0].nodeport']);
  });

  it.each([
    ['a name that no kind has', { workloadRef: { name: 'a' } }, 'warning'],
    ['a typing error', { contaners: [] }, 'error'],
    ['a small letter', { hostnetwork: true }, 'error'],
    ['a field of another place', { replicas: 1 }, 'error'],
  ])(
    'judge %s in a built-in kind by what names there are',
    (_, fields, severity) => {
      const container = { name: 'a', image: 'a:1' };
      const found = validate(
        [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'a', namespace: 'b' },
            spec: { containers: [container], ...fields },
          },
        ],
        schemas,
      );
      expect(found.map(f => [f.code, f.severity])).toEqual([
        ['UnknownField', severity],
      ]);
    },
  );

  it('know the fields of Cilium policies', () => {
    const fromNamespaces = [{ matchLabels: { team: 'a' } }];
    expect(
      codesOf({
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        spec: {
          endpointSelector: {},
          ingress: [{ fromNamespaces }, { fromEntities: ['ingress'] }],
        },
      }),
    ).toEqual(['UnknownField spec.ingress[0].fromNamespaces']);
  });

  it('leave stores of other providers to the cluster', () => {
    expect(
      codesOf({
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        spec: { provider: { gcpsm: { projectID: 'p' } } },
      }),
    ).toEqual([]);
  });

  it('say of other kinds that they were not checked', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'Thing', spec: {} };
    expect(validate([{ metadata: { name: 'a' }, ...object }], schemas)).toEqual(
      [
        expect.objectContaining({
          code: 'NotChecked',
          severity: 'info',
          field: 'apiVersion',
        }),
      ],
    );
  });

  it('leave versions of built-in kinds that they lack to the cluster', () => {
    expect(
      codesOf({
        apiVersion: 'autoscaling/v1',
        kind: 'HorizontalPodAutoscaler',
        spec: {},
      }),
    ).toEqual(['NotChecked apiVersion']);
  });

  it('warn of versions that the bundled releases do not serve, which an older one may', () => {
    expect(
      validate(
        [
          {
            apiVersion: 'external-secrets.io/v1beta1',
            kind: 'ExternalSecret',
            metadata: { name: 'a', namespace: 'b' },
          },
        ],
        schemas,
      ),
    ).toEqual([
      expect.objectContaining({
        code: 'NotServed',
        severity: 'warning',
        message: expect.stringContaining('served as v1, not as v1beta1'),
      }),
    ]);
  });

  it.each([
    ['a field', { retry: { attempts: 3 } }, 'UnknownField spec.rules[0].retry'],
    [
      'a value',
      { filters: [{ type: 'ExternalAuth' }] },
      'NotAllowed spec.rules[0].filters[0].type',
    ],
  ])('warn of %s that the other channel takes', (_, rule, code) => {
    expect(
      routeFindings({ rules: [rule] }).map(
        ({ code: found, field, severity, message }) => ({
          found: `${found} ${field}`,
          severity,
          message,
        }),
      ),
    ).toEqual([
      {
        found: code,
        severity: 'warning',
        message: expect.stringMatching(/standard channel; another release/),
      },
    ]);
  });

  it.each([
    ['a field', { retries: 3 }],
    ['a value', { filters: [{ type: 'Auth' }] }],
  ])('refuse %s that no channel takes', (_, rule) => {
    expect(
      routeFindings({ rules: [rule] }).map(({ severity }) => severity),
    ).toEqual(['error']);
  });

  it('warn of a rule that came with a later release', () => {
    const listeners = [{ name: 'a', port: 443, protocol: 'TLS' }];
    expect(
      validate(
        [
          {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'Gateway',
            metadata: { name: 'a', namespace: 'b' },
            spec: { gatewayClassName: 'a', listeners },
          },
        ],
        schemas,
      ),
    ).toEqual([
      expect.objectContaining({ code: 'RuleBroken', severity: 'warning' }),
    ]);
  });

  it('hold a cluster to what it serves, whatever other releases take', () => {
    const { crds } = bundledSchemas();
    const asked = schemaSet({
      definitions: readDefinitions(crds),
      bundled: bundledSchemas(),
    });
    expect(
      routeFindings({ rules: [{ retry: { attempts: 3 } }] }, asked).map(
        ({ severity }) => severity,
      ),
    ).toEqual(['error']);
  });
});
