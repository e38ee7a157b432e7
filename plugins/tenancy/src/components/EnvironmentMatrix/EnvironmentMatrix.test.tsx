import { screen, within } from '@testing-library/react';
import {
  quotaView,
  secretsView,
  tenantStatus,
  workloadsView,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { EnvironmentMatrix } from './EnvironmentMatrix';

const cards = {
  workloads: workloadsView(),
  secrets: secretsView(),
  quota: quotaView(),
};

describe('EnvironmentMatrix', () => {
  afterEach(() => {
    Reflect.deleteProperty(window, 'matchMedia');
  });

  it('has a column for each environment, and a row for what the cards know', async () => {
    renderWithApi(<EnvironmentMatrix view={tenantStatus()} cards={cards} />);
    const headers = await screen.findAllByRole('columnheader');
    expect(headers.map(each => each.textContent?.trim())).toEqual([
      'dev',
      'staging',
      'prod',
    ]);
    for (const name of ['Pods ready', 'Secrets ready', 'Quota']) {
      expect(screen.getByRole('rowheader', { name })).toBeInTheDocument();
    }
  });

  it('greys what a silent cluster said, and says when it was heard', async () => {
    const view = tenantStatus();
    const [dev] = view.sync.environments;
    renderWithApi(
      <EnvironmentMatrix
        view={{
          ...view,
          sources: [
            {
              source: `cluster ${dev.cluster}`,
              kind: 'cluster',
              asOf: Date.now() - 60_000,
              problem: { unknown: 'timeout', message: 'dial tcp', since: 0 },
            },
          ],
        }}
      />,
    );
    const [header] = await screen.findAllByRole('columnheader');
    expect(header).toHaveTextContent(/^dev as seen 1 min ago/);
    const sync = screen.getByRole('row', { name: /^Sync/ });
    const [first] = within(sync).getAllByRole('cell');
    expect(
      first.querySelector('[data-state]')?.getAttribute('data-state'),
    ).toBe('Unknown');
    expect(screen.queryByText(/dial tcp/)).not.toBeInTheDocument();
  });

  it('is a list for each environment where the window is narrow', async () => {
    Object.assign(window, {
      matchMedia: () => ({
        matches: true,
        addEventListener: () => {},
        removeEventListener: () => {},
        // As Backstage's themes listen.
        addListener: () => {},
        removeListener: () => {},
      }),
    });
    renderWithApi(<EnvironmentMatrix view={tenantStatus()} />);
    const prod = await screen.findByRole('region', { name: 'prod' });
    expect(within(prod).getByText('Commit')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
