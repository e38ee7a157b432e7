import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { responseError } from '../../__fixtures__';
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
    expect(screen.getByText('1 of 2 serving')).toBeInTheDocument();
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

  it('teaches where no request was made', async () => {
    renderWithApi(<TenantPage tenant="payments" />, {
      getRequests: async () => ({ data: { items: [], sources: [] } }),
    });
    await userEvent.click(await screen.findByRole('tab', { name: 'Requests' }));

    expect(await screen.findByText(/No request yet/)).toBeInTheDocument();
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
        await screen.findByText(/no tenant here, or your teams do not own it/),
      ).toBeInTheDocument();
    },
  );
});
