import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { QuotasStatus } from '@groundwork/engine';
import { quotaView } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { useQuota } from '../../hooks';
import { QuotaCard } from './QuotaCard';

function Card() {
  return <QuotaCard status={useQuota({ tenant: 'payments' })} />;
}

function renderCard(overrides: Partial<QuotasStatus> = {}) {
  return renderWithApi(<Card />, {
    getQuota: async () => ({ data: quotaView(overrides) }),
  });
}

describe('QuotaCard', () => {
  it('says what is used up, as bars with their numbers', async () => {
    renderCard();

    expect(await screen.findByText('used up: pods')).toBeInTheDocument();
    expect(
      screen.getByRole('meter', { name: 'pods: 12 of 12' }),
    ).toHaveAttribute('data-level', 'full');
    expect(screen.getByText('3840Mi of 8Gi (46 %)')).toBeInTheDocument();
    expect(screen.getByText('Deployment/web 9')).toBeInTheDocument();
    expect(screen.getAllByRole('meter')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: '1 not used' }));
    expect(screen.getByText('0 of 0')).toBeInTheDocument();
    expect(screen.getAllByRole('meter')).toHaveLength(2);
  });

  it('shows the bars of what is well, and folds what counts single kinds', async () => {
    const [quota] = quotaView().quota.quotas;
    const well = { ...quota, state: 'Healthy' as const, why: '' };
    const named = (name: string, resource: string) => ({
      ...well,
      ref: { ...quota.ref, name },
      lines: [{ resource, used: '1', hard: '4', share: 0.25, users: [] }],
    });
    renderCard({
      state: 'Healthy',
      why: '',
      quotas: [named('all', 'pods'), named('objects', 'count/jobs.batch')],
    });

    expect(
      await screen.findByRole('meter', { name: 'pods: 1 of 4' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('objects')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^1 that/ }));
    expect(screen.getByText('objects')).toBeInTheDocument();
  });

  it('tells limits in words', async () => {
    renderCard();

    await userEvent.click(
      await screen.findByRole('button', { name: /What containers get/ }),
    );
    expect(
      screen.getByText('prod: A container has at most 4Gi memory'),
    ).toBeInTheDocument();
  });

  it('teaches where there is no quota', async () => {
    renderCard({ state: 'Healthy', why: '', quotas: [], limits: [] });

    expect(await screen.findByText(/No quota limits/)).toBeInTheDocument();
  });

  it('does not say that there is none where it cannot be read', async () => {
    renderCard({
      state: 'Unknown',
      quotas: [],
      limits: [],
      problems: [
        { environment: 'edge', why: 'cluster edge cannot be reached' },
      ],
    });

    expect(
      await screen.findByText(/edge: cluster edge cannot be reached/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No quota limits/)).not.toBeInTheDocument();
  });
});
