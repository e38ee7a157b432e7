import { screen, within } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  fixtureTenancyApi,
  tenantList,
  tenantSummary,
} from '../../__fixtures__';
import { tenancyApiRef } from '../../api';
import { rootRouteRef, tenantRouteRef } from '../../routes';
import { BrokenOfMine } from './BrokenOfMine';

function renderWidget(items: Parameters<typeof tenantList>[0]) {
  return renderInTestApp(<BrokenOfMine />, {
    apis: [
      [
        tenancyApiRef,
        fixtureTenancyApi({
          getTenants: async () => ({ data: tenantList(items) }),
        }),
      ],
      mockApis.identity({
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: ['user:default/ada', 'group:default/payments'],
      }),
    ],
    mountedRoutes: {
      '/tenancy': rootRouteRef,
      '/tenancy/:tenant': tenantRouteRef,
    },
  });
}

const mine = { owner: 'group:default/payments' };

describe('BrokenOfMine', () => {
  it('tells what is broken of mine, and of nobody else', async () => {
    renderWidget([
      tenantSummary('ledger', 'Degraded'),
      tenantSummary('api', 'Unknown', mine),
      tenantSummary('payments', 'Degraded', mine),
      tenantSummary('shop', 'Progressing', mine),
    ]);
    const items = await screen.findAllByRole('listitem');
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent('prod of payments is Degraded');
    expect(
      within(items[0]).getByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/tenancy/payments');
    expect(within(items[1]).getByText('Unknown')).toBeInTheDocument();
  });

  it('is one quiet line when all is well', async () => {
    renderWidget([tenantSummary('payments', 'Healthy', mine)]);
    expect(await screen.findByText('Your tenant is well.')).toBeInTheDocument();
  });

  it('counts those that there is no room for', async () => {
    renderWidget(
      Array.from({ length: 9 }, (_, index) =>
        tenantSummary(`t${index}`, 'Degraded', mine),
      ),
    );
    expect(
      await screen.findByRole('link', { name: '3 more are in trouble' }),
    ).toHaveAttribute('href', '/tenancy');
  });

  it('teaches who has no tenant', async () => {
    renderWidget([tenantSummary('ledger', 'Degraded')]);
    expect(
      await screen.findByText('You have no tenants yet.'),
    ).toBeInTheDocument();
  });
});
