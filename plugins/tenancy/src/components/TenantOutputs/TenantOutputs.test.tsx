import { screen } from '@testing-library/react';
import { responseError, tenantStatus } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { TenantOutputs } from './TenantOutputs';

const output = {
  links: [
    { title: 'Tenant', entityRef: 'resource:default/payments' },
    { title: 'Commit', url: 'https://git.example.com/estate/commit/1' },
  ],
};

describe('TenantOutputs', () => {
  it('waits for the tenant and shows it going live', async () => {
    renderWithApi(<TenantOutputs output={output} />, {
      getTenantStatus: jest
        .fn()
        .mockRejectedValueOnce(responseError(404, 'no such tenant'))
        .mockResolvedValue({ data: tenantStatus() }),
    });
    expect(await screen.findByText(/Proposed. payments/)).toBeInTheDocument();
    expect(screen.getByText('Commit')).toBeInTheDocument();

    expect(
      await screen.findByText('1 of 3 healthy', {}, { timeout: 6_000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open payments' })).toHaveAttribute(
      'href',
      '/tenancy/payments',
    );
  });

  it('does not call proposed what somebody else may have asked for', async () => {
    const nothing = () => Promise.reject(responseError(404, 'no such tenant'));
    renderWithApi(<TenantOutputs output={output} />, {
      getTenantStatus: nothing,
      getRequests: nothing,
    });

    expect(
      await screen.findByText(
        /Tenant not found, or not owned by one of your teams/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Proposed/)).not.toBeInTheDocument();
  });

  it('shows only the links of a task that names no tenant', async () => {
    renderWithApi(<TenantOutputs output={{ links: [output.links[1]] }} />);

    expect(await screen.findByText('Commit')).toBeInTheDocument();
    expect(screen.queryByText('Sync')).not.toBeInTheDocument();
  });
});
