import fc from 'fast-check';
import { watchedKinds } from '../kinds';
import { fixesOf } from '../testing/fixWorld';
import { pod, route, waiting, workload } from '../testing/fixLive';
import { oddObject, randomOf } from '../testing/oddObjects';
import { cases } from '../testing/cases';

jest.setTimeout(120_000);

describe('what is odd in a cluster', () => {
  it.each([0.03, 0.3])(
    'never stops the search for fixes, with %s of its values odd',
    oddity => {
      fc.assert(
        fc.property(fc.integer(), seed => {
          const random = randomOf(seed);
          const objects = watchedKinds.flatMap(kind => {
            const made = oddObject(kind, random, oddity);
            return made
              ? [
                  {
                    ...made,
                    metadata: {
                      ...made.metadata,
                      ...(kind.namespaced ? { namespace: 'payments' } : {}),
                    },
                  },
                ]
              : [];
          });
          const fixes = fixesOf({
            requests: [workload(), route()],
            live: {
              'spoke-dev': [
                ...objects,
                pod('web-5c9-a', waiting('ImagePullBackOff', 'not found')),
              ],
            },
          });
          expect(fixes.length).toBeGreaterThanOrEqual(0);
        }),
        { numRuns: cases(6) },
      );
    },
  );
});
