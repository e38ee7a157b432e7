import fc from 'fast-check';
import { renderPlatform } from '../guardrails/renderPlatform';
import { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { mutated } from '../testing/arbitraries/mutated';
import { offeringPlatform } from '../testing/offeringPlatform';
import { objectsFor } from '../testing/renderFor';
import { tenantObjects } from '../testing/renderTenant';
import { bundled } from './__fixtures__/wrongFields';
import { fieldPath, Step } from './fieldPath';
import { validate } from '../kinds';
import { cases } from '../testing/cases';

const objects = [
  ...tenantObjects().objects,
  ...renderPlatform(parsePlatform(offeringPlatform())).files.flatMap(
    file => file.objects,
  ),
  ...objectsFor('Workload', {
    image: 'registry.example.com/shop:1.4.2',
    ports: [{ name: 'http', port: 8080 }],
    autoscale: { min: 2, max: 5, cpu: 80 },
  }),
  ...objectsFor('Secret', {
    store: 'vault',
    data: [{ secretKey: 'password', key: 'payments/database' }],
  }),
].map(object => JSON.parse(JSON.stringify(object)) as KubernetesObject);

/** The paths of all that stands in an object, as findings name them. */
function pathsOf(
  value: unknown,
  steps: readonly Step[] = [],
  found = new Set<string>(),
): Set<string> {
  found.add(fieldPath(steps));
  if (Array.isArray(value)) {
    value.forEach((item, index) => pathsOf(item, [...steps, index], found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      pathsOf(item, [...steps, key], found);
      found.add(fieldPath([...steps, { key }]));
    }
  }
  return found;
}

/** The path without its last step. */
function above(path: string): string {
  return path.replace(/(^|\.)[^.[\]]*$|\[[^\]]*\]$/, '');
}

describe('an object with one change', () => {
  it('is there in all kinds before', () => {
    const kinds = new Set(objects.map(object => object.kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'Namespace',
        'ResourceQuota',
        'LimitRange',
        'NetworkPolicy',
        'RoleBinding',
        'ValidatingAdmissionPolicy',
        'ValidatingAdmissionPolicyBinding',
        'Deployment',
        'Service',
        'HorizontalPodAutoscaler',
        'ExternalSecret',
      ]),
    );
    expect(
      validate(objects, bundled).filter(f => f.severity === 'error'),
    ).toEqual([]);
  });

  it('gets an answer that names a place in it, or the one that is missing', () => {
    fc.assert(
      fc.property(mutated(fc.constantFrom(...objects)), object => {
        const before = JSON.stringify(object);
        const places = pathsOf(object);
        for (const { code, field = '', message } of validate(
          [object],
          bundled,
        )) {
          expect(message).toContain(field);
          if (code === 'MissingField' || code === 'NotChecked') {
            continue;
          }
          const place = [field, above(field)].find(p => places.has(p));
          expect({ field, message, place }).toEqual({
            field,
            message,
            place: expect.any(String),
          });
        }
        expect(JSON.stringify(object)).toBe(before);
      }),
      { numRuns: cases(800) },
    );
  });
});
