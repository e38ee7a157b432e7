import { crdsOf } from './__fixtures__/crds';
import { bundledSchemas } from './bundled';
import { readDefinitions } from './schema/definition';
import { schemaSet } from './schemaSet';
import { validate } from '../kinds';

const metadata = { name: 'a', namespace: 'b' };

describe('schemaSet', () => {
  it('names the release where a kind is not installed', () => {
    const schemas = schemaSet({
      definitions: readDefinitions(crdsOf('v1.4.1-standard')),
    });
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TCPRoute',
      metadata,
    };
    expect(validate([route], schemas)).toEqual([
      expect.objectContaining({
        code: 'NotServed',
        fixableBy: 'platform',
        field: 'apiVersion',
        message:
          'apiVersion is not served: this cluster serves Gateway API v1.4.1 standard channel: TCPRoute is not installed',
      }),
    ]);
  });

  it('names the versions where another one is served', () => {
    const schemas = schemaSet({
      definitions: readDefinitions(crdsOf('v1.6.1-standard')),
    });
    const route = (version: string) => ({
      apiVersion: `gateway.networking.k8s.io/${version}`,
      kind: 'TCPRoute',
      metadata,
    });
    expect(
      validate([route('v1alpha2'), route('v7')], schemas).map(f => f.message),
    ).toEqual([
      'apiVersion is not served: this cluster serves Gateway API v1.6.1 standard channel: TCPRoute is served as v1, not as v1alpha2',
      'apiVersion is not served: this cluster serves TCPRoute as gateway.networking.k8s.io/v1, not as gateway.networking.k8s.io/v7',
    ]);
  });

  it('does not take a bundled kind for one that the cluster has', () => {
    const schemas = schemaSet({ definitions: [], bundled: bundledSchemas() });
    const secret = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata,
      spec: {},
    };
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a' },
    };
    expect(
      validate([secret, namespace], schemas).map(finding => finding.code),
    ).toEqual(['NotServed']);
  });

  it('leaves kinds to the API servers that serve them without a definition', () => {
    const definitions = readDefinitions(crdsOf('v1.6.1-standard'));
    const codes = (apiVersion: string, kind: string, apis?: string[]) => {
      const schemas = schemaSet({
        definitions,
        bundled: bundledSchemas(),
        ...(apis ? { apis } : {}),
      });
      const object = { apiVersion, kind, metadata, spec: {} };
      return validate([object], schemas).map(finding => finding.code);
    };
    const apis = ['route.openshift.io/v1', 'gateway.networking.k8s.io/v1'];
    expect(codes('route.openshift.io/v1', 'Route', apis)).toEqual([
      'NotChecked',
    ]);
    expect(codes('route.openshift.io/v2', 'Route', apis)).toEqual([
      'NotServed',
    ]);
    expect(codes('cilium.io/v2', 'CiliumNetworkPolicy', apis)).toEqual([
      'NotServed',
    ]);
    // What definitions bring is theirs, and the kinds that they lack are not there.
    expect(codes('gateway.networking.k8s.io/v1', 'Missing', apis)).toEqual([
      'NotServed',
    ]);
    // Where nobody asked which groups there are.
    expect(codes('route.openshift.io/v1', 'Route')).toEqual(['NotChecked']);
    expect(codes('gateway.networking.k8s.io/v1', 'Missing')).toEqual([
      'NotServed',
    ]);
  });

  it('reads built-in kinds from the documents of an API server', () => {
    const schemas = schemaSet({
      openapi: [
        {
          components: {
            schemas: {
              'io.k8s.api.core.v1.ConfigMap': {
                type: 'object',
                properties: {
                  apiVersion: { type: 'string' },
                  kind: { type: 'string' },
                  metadata: {
                    allOf: [{ $ref: '#/components/schemas/ObjectMeta' }],
                    default: {},
                  },
                  data: {
                    type: 'object',
                    additionalProperties: { type: 'string', default: '' },
                  },
                },
                'x-kubernetes-group-version-kind': [
                  { group: '', version: 'v1', kind: 'ConfigMap' },
                ],
              },
              ObjectMeta: {
                type: 'object',
                properties: {
                  name: { type: 'string' },
                  namespace: { type: 'string' },
                },
              },
            },
          },
        },
      ],
    });
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { on: true, port: '80' },
      dat: {},
    };
    expect(
      validate([map], schemas).map(({ code, field }) => [code, field]),
    ).toEqual([
      ['WrongType', 'data[on]'],
      ['UnknownField', 'dat'],
    ]);
    expect(
      validate([{ ...map, kind: 'Secret' }], schemas).map(f => f.message),
    ).toEqual([
      'apiVersion is not served: Secret of v1 is not installed in this cluster',
    ]);
  });

  it.each<[string, string, string, string]>([
    ['policy/v1beta1', 'PodDisruptionBudget', 'warning', 'Use policy/v1,'],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      'warning',
      'Use autoscaling/v2,',
    ],
    ['batch/v1beta1', 'CronJob', 'warning', 'Use batch/v1,'],
    ['extensions/v1beta1', 'Deployment', 'warning', 'Use apps/v1,'],
    ['extensions/v1beta1', 'Ingress', 'warning', 'Use networking.k8s.io/v1,'],
    ['apps/v1beta2', 'StatefulSet', 'warning', 'Use apps/v1,'],
    [
      'rbac.authorization.k8s.io/v1beta1',
      'Role',
      'warning',
      'Use rbac.authorization.k8s.io/v1,',
    ],
    [
      'apiextensions.k8s.io/v1beta1',
      'CustomResourceDefinition',
      'warning',
      'Use apiextensions.k8s.io/v1,',
    ],
    ['v1', 'Deployment', 'error', 'Use apps/v1.'],
    ['apps/v1', 'deployment', 'error', 'Use Deployment of apps/v1.'],
    ['apps/v1', 'Ingress', 'error', 'Use networking.k8s.io/v1.'],
  ])('says what has %s %s now', (apiVersion, kind, severity, fix) => {
    const found = validate(
      [{ apiVersion, kind, metadata }],
      schemaSet({ bundled: bundledSchemas() }),
    );
    expect(found).toEqual([
      expect.objectContaining({
        code: 'NotServed',
        severity,
        fix: expect.stringContaining(fix),
      }),
    ]);
  });

  it.each([
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['events.k8s.io/v1', 'Event'],
    ['serving.knative.dev/v1', 'Service'],
  ])('leaves %s %s, which there is, to the cluster', (apiVersion, kind) => {
    const found = validate(
      [{ apiVersion, kind, metadata }],
      schemaSet({ bundled: bundledSchemas() }),
    );
    expect(found.map(({ code }) => code)).toEqual(['NotChecked']);
  });
});
