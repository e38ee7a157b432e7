import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  estateFindings,
  estateView,
  fixtureTenancyApi,
  platformView,
  responseError,
  setupCluster,
  setupClusterWithoutRights,
  setupView,
  tenantList,
  tenantSummary,
} from '../../__fixtures__';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { renderWithApi } from '../../__testUtils__';
import { tenancyApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { EstatePage } from './EstatePage';

function renderEstate(items: Parameters<typeof tenantList>[0]) {
  return renderWithApi(<EstatePage />, {
    getTenants: async () => ({ data: tenantList(items) }),
  });
}

describe('EstatePage', () => {
  it('lists tenants by trouble with the reason and a way to each', async () => {
    renderEstate([
      tenantSummary('checkout'),
      tenantSummary('payments', 'Degraded'),
    ]);

    const rows = await screen.findAllByRole('listitem');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent('prod of payments is Degraded');
    expect(
      within(rows[0]).getByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/tenancy/payments');
    expect(within(rows[0]).getByText('dev: Degraded')).toBeInTheDocument();
    expect(screen.getByText('2 tenants')).toBeInTheDocument();
  });

  it('names tenants in an app without their pages, too', async () => {
    renderInTestApp(<EstatePage />, {
      apis: [
        [
          tenancyApiRef,
          fixtureTenancyApi({
            getTenants: async () => ({
              data: tenantList([tenantSummary('payments', 'Degraded')]),
            }),
          }),
        ],
      ],
      mountedRoutes: { '/tenancy': rootRouteRef },
    });

    expect(await screen.findAllByText('payments')).not.toHaveLength(0);
    expect(screen.queryByRole('link', { name: 'payments' })).toBeNull();
  });

  it('narrows by chip and by word', async () => {
    renderEstate([
      tenantSummary('checkout'),
      tenantSummary('ledger'),
      tenantSummary('payments', 'Degraded'),
    ]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Healthy 2' }),
    );
    expect(await screen.findByText('2 of 3 tenants')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'payments' }),
    ).not.toBeInTheDocument();

    await userEvent.type(screen.getByRole('searchbox'), 'ledger.example');
    expect(await screen.findByText('1 of 3 tenants')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'nothing');
    expect(await screen.findByText(/No tenant matches/)).toBeInTheDocument();
  });

  it('draws only the rows in sight of ten thousand', async () => {
    renderEstate(
      Array.from({ length: 10_000 }, (_, index) =>
        tenantSummary(`tenant-${index}`),
      ),
    );

    expect(await screen.findByText('10000 tenants')).toBeInTheDocument();
    const rows = screen.getAllByRole('listitem');
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]).toHaveAttribute('aria-setsize', '10000');
    expect(rows[0]).toHaveAttribute('aria-posinset', '1');
  });

  it('counts one as one', async () => {
    renderEstate([tenantSummary('checkout')]);

    expect(await screen.findByText('1 tenant')).toBeInTheDocument();
  });

  it('teaches what a tenant is while there is none', async () => {
    renderEstate([]);

    expect(
      await screen.findByText('You have no tenants yet.'),
    ).toBeInTheDocument();
  });

  it('does not take what the permission policy denies for none', async () => {
    renderWithApi(<EstatePage />, {
      getTenants: async () => ({
        data: { ...tenantList([]), denied: 'tenancy.tenant.read' },
      }),
    });

    expect(
      await screen.findByText(/denies you tenancy.tenant.read/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/no tenants yet/)).not.toBeInTheDocument();
  });

  it('tells who runs the platform what other plugins expose', async () => {
    renderWithApi(<EstatePage />, {
      getPlatform: async () => ({
        ...platformView(),
        findings: [
          {
            code: 'KubernetesProxyUnrestricted',
            severity: 'warning',
            subject: {
              cluster: 'portal',
              group: '',
              kind: 'Permission',
              name: 'kubernetes.proxy',
            },
            message: 'Everybody reads all clusters.',
            fix: 'Install the policy.',
            fixableBy: 'platform',
            evidence: [],
          },
        ],
      }),
    });

    expect(
      await screen.findByText('Everybody reads all clusters.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Install the policy.')).toBeInTheDocument();
  });

  it('leads who runs the platform to what is missing, and only them', async () => {
    const getSetup = jest.fn(async () => ({
      data: setupView({
        configured: 'platform' as const,
        clusters: [setupCluster(), setupClusterWithoutRights()],
        branches: (['done', 'review', 'held'] as const).map(state => ({
          name: state,
          branch: `environments/${state}`,
          state,
          why: '',
          waiting: 0,
          shared: { paths: [], total: 0 },
          held: [],
        })),
      }),
    }));
    const { unmount } = renderWithApi(<EstatePage />, {
      getSetup,
      getEstate: async () => ({ data: estateView({ isAdmin: true }) }),
    });
    expect(
      await screen.findByText(/^2 things are missing/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the setup page' }),
    ).toHaveAttribute('href', '/tenancy/setup');
    unmount();

    getSetup.mockClear();
    renderWithApi(<EstatePage />, {
      getSetup,
      getEstate: async () => ({ data: estateView({ isAdmin: false }) }),
    });
    expect(await screen.findByText('2 tenants')).toBeInTheDocument();
    expect(screen.queryByText(/things? (is|are) missing/)).toBeNull();
    expect(getSetup).not.toHaveBeenCalled();
  });

  it('says nothing of the setup where nothing is missing', async () => {
    const getSetup = jest.fn(async () => ({ data: setupView() }));
    renderWithApi(<EstatePage />, {
      getSetup,
      getEstate: async () => ({ data: estateView({ isAdmin: true }) }),
    });

    await waitFor(() => expect(getSetup).toHaveBeenCalled());
    expect(screen.queryByRole('link', { name: /setup/ })).toBeNull();
  });

  it.each([
    ['nothing', /^Nothing is configured yet/],
    ['unmanaged', /^Cards on the pages of components/],
  ] as const)(
    'says how to begin in a portal that has %s and no tenants',
    async (configured, words) => {
      const getTenants = jest.fn(async () => {
        throw responseError(501, 'Tenancy is not configured');
      });
      renderWithApi(<EstatePage />, {
        getTenants,
        getEstate: getTenants,
        getSetup: async () => ({ data: setupView({ configured }) }),
      });

      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(
        await screen.findByRole('link', { name: 'Open the setup page' }),
      ).toBeInTheDocument();
      expect(screen.queryByRole('alert')).toBeNull();
    },
  );

  it('leads nobody to a page that is not theirs', async () => {
    const refuse = async () => {
      throw responseError(501, 'Tenancy is not configured');
    };
    renderWithApi(<EstatePage />, {
      getTenants: refuse,
      getEstate: refuse,
      getSetup: async () => {
        throw responseError(403, 'Only platform admins');
      },
    });

    expect(
      await screen.findByText('There are no tenants in this portal.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /setup/ })).toBeNull();
  });

  it('says what failed', async () => {
    renderWithApi(<EstatePage />, {
      getTenants: async () => {
        throw responseError(503, 'no cluster has answered yet');
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Details' }),
    );
    expect(screen.getByText('no cluster has answered yet')).toBeInTheDocument();
  });

  it('offers to clear a search that matches nothing', async () => {
    renderWithApi(<EstatePage />);
    await userEvent.type(await screen.findByRole('searchbox'), 'no such thing');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all' }),
    );
    expect(await screen.findByText(/^\d+ tenants?$/)).toBeInTheDocument();
  });

  const open = async (tab: RegExp) =>
    userEvent.click(await screen.findByRole('tab', { name: tab }));

  it('tells a cause once with all tenants that it hits, and whose turn it is', async () => {
    renderWithApi(<EstatePage />);
    await open(/^Causes 1/);

    expect(
      await screen.findByText('cluster edge does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('2 tenants')).toBeInTheDocument();
    expect(screen.getByText('Platform team')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/tenancy/payments',
    );
  });

  it('folds the rest of many tenants, and says how many there are', async () => {
    const tenants = Array.from({ length: 200 }, (_, index) => `t-${index}`);
    const [cause] = estateView().causes;
    renderWithApi(<EstatePage />, {
      getEstate: async () => ({
        data: estateView({ causes: [{ ...cause, tenants, count: 250 }] }),
      }),
    });
    await open(/^Causes/);

    expect(await screen.findByText('250 tenants')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: /^t-/ })).toHaveLength(6);
    await userEvent.click(screen.getByRole('button', { name: 'and 244 more' }));
    expect(screen.getAllByRole('link', { name: /^t-/ })).toHaveLength(200);
    expect(screen.getByText('and 50 more')).toBeInTheDocument();
  });

  it('lists what drifts, what runs out and what an older version rendered', async () => {
    renderWithApi(<EstatePage />);
    await open(/^Drift 1/);
    expect(await screen.findByText('kubectl-edit')).toBeInTheDocument();

    await open(/^Runs out 2/);
    expect(screen.getByText('pay.example.com')).toBeInTheDocument();
    expect(screen.getByText('5 d')).toBeInTheDocument();
    expect(screen.getByText('12 of 12')).toBeInTheDocument();
    expect(screen.getByText('100 %')).toBeInTheDocument();

    await open(/^Versions 1/);
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/tenancy/payments?tab=requests',
    );
  });

  it('lists findings with what to do, of the chosen kind alone', async () => {
    const getEstateFindings = jest.fn(async () => estateFindings());
    renderWithApi(<EstatePage />, { getEstateFindings });
    await open(/^Findings 3/);
    expect(
      await screen.findByText('Service pay does not exist.'),
    ).toBeInTheDocument();
    expect(screen.getByText('of no tenant')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('radio', { name: 'GuardRailMissing 1' }),
    );
    expect(getEstateFindings).toHaveBeenLastCalledWith({
      code: 'GuardRailMissing',
      offset: 0,
    });
  });

  it('searches all tabs by the same words', async () => {
    renderWithApi(<EstatePage />);
    await userEvent.type(await screen.findByRole('searchbox'), 'checkout');
    await open(/^Drift/);
    expect(
      await screen.findByText('Nothing matches the search and the filters.'),
    ).toBeInTheDocument();
    await open(/^Causes/);
    expect(
      await screen.findByText('cluster edge does not answer'),
    ).toBeInTheDocument();
  });

  it.each<[string, { estate?: number; tenants?: number }]>([
    ['causes', { estate: 3 }],
    ['tenants', { tenants: 3 }],
  ])(
    'says how many tenants were not looked at yet, of %s',
    async (_, { estate = 0, tenants }) => {
      renderWithApi(<EstatePage />, {
        getEstate: async () => ({ data: estateView({ pending: estate }) }),
        getTenants: async () => ({
          data: {
            ...tenantList([tenantSummary('checkout')]),
            pending: tenants,
          },
        }),
      });
      expect(
        await screen.findByText('3 tenants were not looked at yet.'),
      ).toBeInTheDocument();
    },
  );
});
