import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Isolation, NetworkStatus } from '@groundwork/engine';
import { brokenRoute, servingRoute, tenantStatus } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { useTenantStatus } from '../../hooks';
import { NetworkCard } from './NetworkCard';

function Card() {
  return <NetworkCard status={useTenantStatus('payments')} />;
}

function renderCard(network: Partial<NetworkStatus> = {}) {
  const view = tenantStatus();
  return renderWithApi(<Card />, {
    getTenantStatus: async () => ({
      data: { ...view, network: { ...view.network, ...network } },
    }),
  });
}

describe('NetworkCard', () => {
  it('opens the broken route at its first broken hop and folds the rest', async () => {
    renderCard();

    expect(await screen.findByText('1 of 2 serving')).toBeInTheDocument();
    const [broken, serving] = screen.getAllByRole('button', {
      name: /pay\..*example\.com/,
    });
    expect(broken).toHaveAccessibleName(/pay.example.com.*Not serving/);
    expect(broken).toHaveAttribute('aria-expanded', 'true');
    expect(serving).toHaveAccessibleName(/Serving/);
    expect(serving).toHaveAttribute('aria-expanded', 'false');

    const address = screen.getByRole('button', { name: /2.*Address/ });
    expect(address).toHaveAttribute('aria-expanded', 'true');
    expect(address).toHaveTextContent('Platform team can fix this');
    expect(
      screen.getByText(/Nobody announces 10.25.150.222/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Gateway/ })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
  });

  it('shows what the controller says beside what was found', async () => {
    renderCard();
    const gateway = await screen.findByRole('button', { name: /Gateway/ });
    await userEvent.click(gateway);

    expect(screen.getByText('controller says Programmed')).toBeInTheDocument();
  });

  it('opens with the keyboard', async () => {
    renderCard({ routes: [servingRoute()] });
    const route = await screen.findByRole('button', {
      name: /pay.dev.example.com/,
    });
    route.focus();
    await userEvent.keyboard('{Enter}');

    expect(route).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('2 of 2 ready')).toBeInTheDocument();
  });

  it('says the reason of a route in trouble without a broken hop', async () => {
    renderCard({
      routes: [
        brokenRoute({
          state: 'Unknown',
          why: 'cluster prod cannot be reached',
          brokenHop: undefined,
          hops: [],
        }),
      ],
    });

    expect(
      await screen.findByText('cluster prod cannot be reached'),
    ).toBeInTheDocument();
    expect(screen.getByText('unknown')).toBeInTheDocument();
    expect(screen.queryByText(/of 1 serving/)).toBeNull();
  });

  it('tells for each environment whether it is isolated', async () => {
    renderCard();
    const list = await screen.findByRole('list', { name: 'Isolation' });

    expect(list).toHaveTextContent('devin isolatedout isolatedDNS allowed');
    expect(list).toHaveTextContent(
      'prodin isolatedout partly isolatedDNS allowedpod web-1 is selected by no egress policy',
    );
  });

  it('says where policies are not enforced, and where that is not known', async () => {
    const [sample] = tenantStatus().network.isolation;
    const why =
      'NetworkPolicies are not enforced in this cluster: flannel runs alone';
    renderCard({
      isolation: [
        {
          ...sample,
          ingress: 'open',
          egress: 'open',
          enforcement: { state: 'no', why },
          why,
        },
        {
          ...sample,
          environment: 'prod',
          enforcement: { state: 'unknown', why: 'nothing is recognised' },
        },
      ],
    });
    const list = await screen.findByRole('list', { name: 'Isolation' });

    expect(list.children[0]).toHaveTextContent(
      `devin open to allout open to allDNS allowed${why}Platform team can fix this`,
    );
    expect(list.children[1]).toHaveTextContent(
      'prodin isolatedout isolatedDNS allowedIt is not known whether these policies are enforced',
    );
  });

  it('shows what an older portal answers, which says nothing of enforcing', async () => {
    const [{ enforcement: _, ...older }] = tenantStatus().network.isolation;
    renderCard({ isolation: [older as Isolation] });
    const list = await screen.findByRole('list', { name: 'Isolation' });

    expect(list).toHaveTextContent('devin isolatedout isolatedDNS allowed');
    expect(list).not.toHaveTextContent('not known');
  });

  it('begins with what is open where there is much', async () => {
    const [sample] = tenantStatus().network.isolation;
    const isolation = Array.from({ length: 40 }, (_, at) => ({
      ...sample,
      namespace: `ns-${at}`,
      ...(at === 39 ? { environment: 'prod', egress: 'open' as const } : {}),
    }));
    renderCard({ isolation });
    const list = await screen.findByRole('list', { name: 'Isolation' });

    expect(list.children).toHaveLength(20);
    expect(list.children[0]).toHaveTextContent(/^prod.*out open/);
  });

  it('does not say that there are no routes where nobody could look', async () => {
    renderCard({
      state: 'Unknown',
      why: 'cluster prod cannot be reached',
      routes: [],
      isolation: [],
    });

    expect(
      await screen.findByText('cluster prod cannot be reached'),
    ).toBeInTheDocument();
    expect(screen.getByText('Unknown')).toBeInTheDocument();
    expect(screen.queryByText(/no route/i)).toBeNull();
  });

  it('teaches what a route is where there is none', async () => {
    renderCard({ state: 'Healthy', why: '', routes: [], isolation: [] });

    expect(await screen.findByText('No routes')).toBeInTheDocument();
    expect(screen.getByText(/gives a workload a hostname/)).toBeInTheDocument();
  });
});
