import type { TenantRequest } from '@groundwork/engine';
import fc from 'fast-check';
import { RequestedTenants } from './RequestedTenants';

describe('RequestedTenants', () => {
  const tenant = fc.constantFrom('a', 'b', 'c');
  const environments = fc.option(fc.subarray(['dev', 'prod']));

  it('says after any changes what one that is made anew says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tenant, environments, fc.boolean())),
        steps => {
          const files = new Map<string, string[]>();
          const requests = {
            tenants: () => [...files.keys()],
            own: (name: string) => {
              const found = files.get(name);
              return {
                isUnreadable: false,
                ...(found
                  ? {
                      request: {
                        spec: { environments: found },
                      } as TenantRequest,
                    }
                  : {}),
              };
            },
          };
          const requested = new RequestedTenants(requests);
          for (const [name, found, isLookedAt] of steps) {
            if (found) {
              files.set(name, found);
            } else {
              files.delete(name);
            }
            requested.changed([name]);
            if (isLookedAt) {
              requested.in('dev');
            }
          }
          const anew = new RequestedTenants(requests);
          for (const each of ['dev', 'prod', 'other']) {
            expect([...requested.in(each)].sort()).toEqual(
              [...anew.in(each)].sort(),
            );
          }
        },
      ),
    );
  });
});
