import { schemaSet } from '../schemaSet';
import { validate } from '../validate';
import { bundledSchemas } from './bundledSchemas';

const schemas = schemaSet({ bundled: bundledSchemas() });

function codesOf(object: object): string[] {
  return validate(
    [{ metadata: { name: 'a', namespace: 'b' }, ...object } as never],
    schemas,
  ).map(finding => `${finding.code} ${finding.field}`);
}

describe('bundled schemas', () => {
  it('know the fields of built-in kinds', () => {
    const ports = [{ port: 80, targetPort: 'http', nodeport: 1 }];
    expect(
      codesOf({ apiVersion: 'v1', kind: 'Service', spec: { ports } }),
    ).toEqual(['UnknownField spec.ports[0].nodeport']);
  });

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

  it('warn of fields that the other channel of a release may have', () => {
    expect(
      validate(
        [
          {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'HTTPRoute',
            metadata: { name: 'a', namespace: 'b' },
            spec: { rules: [{ retry: { attempts: 3 } }] },
          },
        ],
        schemas,
      ),
    ).toEqual([
      expect.objectContaining({
        code: 'UnknownField',
        severity: 'warning',
        field: 'spec.rules[0].retry',
        message: expect.stringMatching(/standard channel.*experimental/),
      }),
    ]);
  });
});
