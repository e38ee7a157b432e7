import fc from 'fast-check';
import { KubernetesObject } from '../model';
import { broken } from '../testing/arbitraries/broken';
import { objectsFor } from '../testing/renderFor';
import { bundledSchemas } from './bundled';
import { schemaSet } from './schemaSet';
import { validate } from '../kinds';
import { cases } from '../testing/cases';

const schemas = schemaSet({ cluster: 'spoke', bundled: bundledSchemas() });

const rendered: KubernetesObject[] = [
  ...objectsFor('Workload', {
    image: 'registry.example.com/shop:1.4.2',
    ports: [{ name: 'http', port: 8080 }],
    autoscale: { min: 2, max: 5, cpu: 80 },
  }),
  ...objectsFor('Route', {
    protocol: 'HTTP',
    parents: [{ gateway: 'external' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backends: [{ service: 'shop', port: 8080 }],
      },
    ],
  }),
  ...objectsFor('Secret', {
    store: 'vault',
    data: [{ secretKey: 'password', key: 'payments/database' }],
  }),
  ...objectsFor(
    'Application',
    {
      sources: [
        {
          type: 'helm',
          repo: 'https://charts.example.com',
          chart: 'redis',
          revision: '1.0.0',
        },
      ],
    },
    { tenant: { repositories: ['https://charts.example.com'] } },
  ),
].map(object => JSON.parse(JSON.stringify(object)) as KubernetesObject);

describe('validate', () => {
  it('finds nothing wrong with what is rendered', () => {
    expect(rendered.length).toBeGreaterThan(5);
    expect(validate(rendered, schemas)).toEqual([]);
  });

  it('answers, and leaves the object alone, whatever is broken in it', () => {
    const any = fc.constantFrom(
      ...(rendered as Array<KubernetesObject & { spec: object }>),
    );
    fc.assert(
      fc.property(broken(any), object => {
        const before = JSON.stringify(object);
        const findings = validate([object], schemas);
        for (const finding of findings) {
          expect(finding.message).toContain(finding.field);
          expect(finding.fix).not.toBe('');
          expect(finding.subject.cluster).toBe('spoke');
        }
        expect(JSON.stringify(object)).toBe(before);
      }),
      { numRuns: cases(800) },
    );
  });

  it.each<unknown>([
    {},
    { apiVersion: 'v1' },
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: null },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: [] },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 1, labels: 'a' } },
    { apiVersion: 1, kind: {}, metadata: { finalizers: 'a' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a', namespace: 'b', annotations: null },
      spec: null,
    },
  ])('answers for %j', object => {
    expect(validate([object as KubernetesObject], schemas)).not.toEqual([]);
  });
});
