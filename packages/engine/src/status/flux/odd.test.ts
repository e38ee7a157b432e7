import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import {
  kustomization,
  release,
  source,
  statusOf,
} from '../../testing/fluxWorld';
import { fluxTarget } from '.';

it('takes objects of Flux as odd as they come', () => {
  const odd = fc.object({
    key: fc.constantFrom(
      'conditions',
      'history',
      'inventory',
      'entries',
      'id',
      'type',
      'status',
      'message',
      'interval',
      'suspend',
      'sourceRef',
      'kind',
      'name',
      'artifact',
      'revision',
      'lastAppliedRevision',
      'helmChart',
    ),
    maxDepth: 4,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(odd, odd, odd, fc.boolean(), (status, spec, of, isChart) => {
      const object = {
        ...(isChart ? release({}) : kustomization({})),
        status,
        spec,
      } as KubernetesObject;
      const found = statusOf(object, source(of, of));
      expect(typeof found.why).toBe('string');
      expect(fluxTarget(object).namespaces.length).toBeGreaterThan(0);
    }),
  );
});
