import fc from 'fast-check';
import { OwnedTenants, owns } from './OwnedTenants';

const ref = fc.constantFrom(
  'group:a/x',
  'group:a/y',
  'user:a/z',
  '',
  'Group:A/X',
);

describe('the tenants that somebody owns', () => {
  it('are those of all that they own, in the same order, whichever list it was before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.record({ owner: fc.option(ref, { nil: undefined }) })),
          { minLength: 1, maxLength: 3 },
        ),
        fc.array(
          fc.record({ claims: fc.uniqueArray(ref), isAdmin: fc.boolean() }),
          { minLength: 1 },
        ),
        async (lists, viewers) => {
          const owned = new OwnedTenants();
          for (const list of lists) {
            const all = list.map(({ owner }, i) => ({
              name: `team-${String(i).padStart(3, '0')}`,
              ...(owner === undefined ? {} : { owner }),
              environments: [],
            }));
            for (const { claims, isAdmin } of viewers) {
              const viewer = { claims: new Set(claims), isAdmin };
              expect(await owned.by(viewer, all)).toEqual(
                all.filter(tenant => owns(viewer, tenant)),
              );
            }
          }
        },
      ),
    );
  });
});
