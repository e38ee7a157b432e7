import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  accessView,
  cause,
  fixesView,
  grant,
  responseError,
  tenantStatus,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { TenantPage } from './TenantPage';

describe('TenantPage', () => {
  it('says who the tenant is and how it fares everywhere', async () => {
    renderWithApi(<TenantPage tenant="payments" />);

    expect(
      await screen.findByRole('heading', { name: 'payments' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(screen.getByText('small')).toBeInTheDocument();
    expect(screen.getByText('1 of 3 healthy')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Network' }));
    expect(await screen.findByText('1 of 2 serving')).toBeInTheDocument();
    expect(document.title).toMatch(/^Network · payments · Tenants/);
  });

  it('says who may do what, first what Groundwork did not render', async () => {
    renderWithApi(<TenantPage tenant="payments" />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Access' }));

    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent(
      /mallory.*far-reaching.*read Secrets.*by-hand.*not by Groundwork/,
    );
    expect(rows[2]).toHaveTextContent(
      /oidc:payments.*run commands in pods.*change deployments/,
    );
    await userEvent.click(screen.getByRole('radio', { name: 'dev' }));
    expect(screen.queryByText('mallory')).not.toBeInTheDocument();
  });

  it('says of whose rights nothing is known', async () => {
    const view = accessView();
    renderWithApi(<TenantPage tenant="payments" />, {
      getAccess: async () => ({
        data: {
          ...view,
          access: {
            grants: [grant({ level: 'unknown', may: [] })],
            problems: [{ environment: 'prod', why: 'Role: not allowed' }],
          },
        },
      }),
    });
    await userEvent.click(await screen.findByRole('tab', { name: 'Access' }));
    expect(
      await screen.findByText('not known: its role cannot be read'),
    ).toBeInTheDocument();
    expect(screen.getByText(/prod: Role: not allowed/)).toBeInTheDocument();
  });

  it('shows what Git holds, file by file', async () => {
    renderWithApi(<TenantPage tenant="payments" />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Files' }));
    const path = 'tenants/payments/prod/web.yaml';
    await userEvent.click(await screen.findByRole('link', { name: path }));

    expect(await screen.findByText(/kind: Namespace/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Open in Git/ })).toHaveAttribute(
      'href',
      `https://git.example.com/estate/${path}`,
    );
    expect(screen.getByText(/Last changed in 3f9c2e1 by Ada/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Take back 3f9c2e1…' }),
    ).toBeEnabled();
  });

  it('offers to take back the commit that came just before a cause', async () => {
    const commit = '3f9c2e1'.padEnd(40, '0');
    const justBefore = {
      id: '1',
      kind: 'commit' as const,
      event: 'committed' as const,
      environments: ['prod'],
      at: 0,
      title: 'Raise the image',
      commit,
    };
    const plain = cause();
    renderWithApi(<TenantPage tenant="payments" />, {
      getTenantStatus: async () => ({
        data: {
          ...tenantStatus(),
          causes: [
            { ...plain, justBefore },
            {
              ...plain,
              id: 'other',
              justBefore: { ...justBefore, kind: 'sync' as const },
            },
          ],
        },
      }),
      getFixes: async () => ({
        data: fixesView({ mayChange: false }),
      }),
    });
    expect(
      await screen.findByRole('button', { name: 'Take back 3f9c2e1…' }),
    ).toBeDisabled();
  });

  it('offers to take back what gave a request its content', async () => {
    renderWithApi(<TenantPage tenant="payments" />, {
      getRequests: async () => ({
        data: {
          mayChange: true,
          sources: [],
          items: [
            {
              kind: 'Workload',
              name: 'web',
              path: 'tenants/payments/requests/workload-web.yaml',
              stage: 'healthy',
              why: '',
              commit: '3f9c2e1'.padEnd(40, '0'),
            },
          ],
        },
      }),
      getReverts: async ({ tenant, commit }) => ({
        tenant,
        commit,
        items: [
          { kind: 'Route', name: 'shop', what: 'changed' },
          { kind: 'Workload', name: 'web', what: 'changed' },
        ],
      }),
    });
    await userEvent.click(await screen.findByRole('tab', { name: 'Requests' }));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Take back 3f9c2e1 of Workload web…',
      }),
    );
    expect(
      await screen.findByRole('radio', { name: /Workload web/ }),
    ).toBeChecked();
  });

  it('names the tenant in the title of the document', async () => {
    const before = document.title;
    const { unmount } = renderWithApi(<TenantPage tenant="payments" />);
    await screen.findByRole('heading', { name: 'payments' });
    expect(document.title).toMatch(/^payments · Tenants/);
    unmount();
    expect(document.title).toBe(before);
  });

  it('tells a reason no more than twice, opened or not', async () => {
    renderWithApi(<TenantPage tenant="payments" />);
    await screen.findByRole('heading', { name: 'payments' });
    await userEvent.click(
      screen.getByRole('button', { name: 'All 2 applications' }),
    );
    expect(
      screen.getAllByText(/replicas 3 in Git, 5 in the cluster/),
    ).toHaveLength(2);
  });

  it('shows requests from proposal to healthy with their links', async () => {
    renderWithApi(<TenantPage tenant="payments" />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Requests' }));

    expect(await screen.findByText('Proposed')).toBeInTheDocument();
    expect(screen.getByText('waits for review')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Pull request' })).toHaveAttribute(
      'href',
      'https://git.example.com/estate/pulls/7',
    );
    expect(screen.getByText('3f9c2e1')).toBeInTheDocument();
  });

  it('says that the file of a request was deleted, and leads to cleaning up what it left', async () => {
    const why = 'What it rendered is still in Git and runs on.';
    renderWithApi(
      <TenantPage tenant="payments" />,
      {
        getRequests: async () => ({
          data: {
            mayChange: true,
            items: [
              {
                kind: 'Workload',
                capability: { template: 'kubernetes-workload' },
                name: 'gone',
                path: 'tenants/payments/requests/workload-gone.yaml',
                stage: 'orphaned',
                why,
              },
            ],
            sources: [],
          },
        }),
      },
      { hasTemplates: true },
    );
    await userEvent.click(await screen.findByRole('tab', { name: 'Requests' }));

    expect(await screen.findByText('File deleted')).toBeInTheDocument();
    expect(screen.getByText(why)).toBeInTheDocument();
    const link = await screen.findByRole('link', { name: /^Clean up/ });
    expect(decodeURIComponent(String(link.getAttribute('href')))).toMatch(
      /kubernetes-remove.*"kind":"Workload".*"name":"gone"/,
    );
    expect(screen.queryByRole('link', { name: /^Change/ })).toBeNull();
  });

  it('teaches where no request was made', async () => {
    renderWithApi(<TenantPage tenant="payments" />, {
      getRequests: async () => ({ data: { items: [], sources: [] } }),
    });
    await userEvent.click(await screen.findByRole('tab', { name: 'Requests' }));

    expect(await screen.findByText(/No requests yet/)).toBeInTheDocument();
  });

  it.each([403, 404])(
    'says the same of a tenant that is not there and of one that is not yours (%d)',
    async status => {
      renderWithApi(<TenantPage tenant="payments" />, {
        getTenantStatus: async () => {
          throw responseError(status, 'no');
        },
      });

      expect(
        await screen.findByText(
          /Tenant not found, or not owned by one of your teams/,
        ),
      ).toBeInTheDocument();
    },
  );
});
