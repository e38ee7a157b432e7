import fc from 'fast-check';
import { STATES, severityRank } from '@groundwork/engine/model';
import { tenantSummary } from '../../__fixtures__';
import { filterTenants, type TenantFilter } from './filterTenants';

const everything: TenantFilter = {
  text: '',
  states: new Set(),
  environments: new Set(),
};

function names(
  tenants: Parameters<typeof filterTenants>[0],
  filter: Partial<TenantFilter> = {},
) {
  return filterTenants(tenants, { ...everything, ...filter }).map(t => t.name);
}

describe('filterTenants', () => {
  it('puts trouble first, then goes by name', () => {
    expect(
      names([
        tenantSummary('tenant-10'),
        tenantSummary('tenant-9'),
        tenantSummary('beta', 'Progressing'),
        tenantSummary('zeta', 'Degraded'),
      ]),
    ).toEqual(['zeta', 'beta', 'tenant-9', 'tenant-10']);
  });

  it('finds those that are not held to anything yet', () => {
    const tenants = [
      tenantSummary('held'),
      tenantSummary('free', 'Degraded', { reportOnly: true }),
    ];
    expect(names(tenants, { reportOnly: true })).toEqual(['free']);
    expect(names(tenants)).toEqual(['free', 'held']);
  });

  it('finds by hostname, namespace and team, whatever the case', () => {
    const tenants = [
      tenantSummary('shop', 'Healthy', {
        owner: 'group:default/web-team',
        hostnames: ['buy.example.com'],
      }),
      tenantSummary('ledger', 'Healthy', {
        environments: [
          {
            name: 'dev',
            cluster: 'spoke-dev',
            namespace: 'books',
            state: 'Healthy',
            why: '',
          },
        ],
      }),
    ];

    expect(names(tenants, { text: 'BUY.example' })).toEqual(['shop']);
    expect(names(tenants, { text: 'books' })).toEqual(['ledger']);
    expect(names(tenants, { text: 'web-team' })).toEqual(['shop']);
    expect(names(tenants, { text: 'web-team books' })).toEqual([]);
  });

  it('judges a tenant by the chosen environments only', () => {
    const shop = tenantSummary('shop', 'Degraded');
    shop.environments[0].state = 'Healthy';
    const degraded = new Set(['Degraded'] as const);

    expect(
      names([shop], { states: degraded, environments: new Set(['dev']) }),
    ).toEqual([]);
    expect(
      names([shop], { states: degraded, environments: new Set(['prod']) }),
    ).toEqual(['shop']);
    expect(names([shop], { environments: new Set(['elsewhere']) })).toEqual([]);
  });

  it('loses and doubles nobody', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            name: fc.stringMatching(/^[a-z]{1,6}$/),
            state: fc.constantFrom(...STATES),
          }),
          { selector: ({ name }) => name },
        ),
        items => {
          const tenants = items.map(({ name, state }) =>
            tenantSummary(name, state),
          );
          const shown = filterTenants(tenants, everything);
          expect(shown.map(t => t.name).sort()).toEqual(
            tenants.map(t => t.name).sort(),
          );
          const order = shown.map(({ state }) => severityRank(state));
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
    );
  });
});
