import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  responseError,
  setupCluster,
  setupClusterAway,
  setupClusterWithoutRights,
  setupView,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { SetupPage } from './SetupPage';

function renderSetup(overrides: Partial<SetupView> = {}) {
  return renderWithApi(<SetupPage />, {
    getSetup: async () => ({ data: setupView(overrides) }),
  });
}

const clusterOf = async (name: string) =>
  screen.findByRole('button', { name: new RegExp(`^${name}`) });

describe('SetupPage', () => {
  it('is calm where all is well', async () => {
    renderSetup();

    const hub = await clusterOf('hub');
    expect(hub).toHaveAttribute('aria-expanded', 'false');
    expect(hub).toHaveTextContent('2 of 2 kinds can be read');
    expect(within(hub).getByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByText(/Degraded|Unknown|Missing/)).toBeNull();
  });

  it('says which rights are missing and what that costs, once', async () => {
    renderSetup({ clusters: [setupCluster(), setupClusterWithoutRights()] });

    const [first] = await screen.findAllByRole('button', {
      name: /^(hub|spoke)/,
    });
    expect(first).toHaveTextContent('spoke');
    const table = screen.getByRole('table', {
      name: 'What is not read of spoke',
    });
    const [, missing, partly, unknown] = within(table).getAllByRole('row');
    expect(missing).toHaveTextContent('Missing');
    expect(missing).toHaveTextContent('ExternalSecret, SecretStore');
    expect(missing).toHaveTextContent(
      'The Secrets card lacks what External Secrets keeps.',
    );
    expect(partly).toHaveTextContent('In part');
    expect(partly).toHaveTextContent('its reader may not watch it in shop');
    expect(unknown).toHaveTextContent('Unknown');
  });

  it('shows what waits for branches of environments, and what of it is the platform’s', async () => {
    const branch = {
      name: 'dev',
      branch: 'environments/dev',
      state: 'done' as const,
      why: '',
      waiting: 0,
      shared: { paths: [], total: 0 },
      held: [],
    };
    renderSetup({
      branches: [
        branch,
        {
          ...branch,
          name: 'prod',
          branch: 'environments/prod',
          state: 'review',
          why: 'waits for pull request #4 of prod',
          url: 'https://git.example.com/pull/4',
          waiting: 30,
          shared: {
            paths: ['platform/prod/_shared/cluster/guard-rails.yaml'],
            total: 21,
          },
          held: [{ tenant: 'shop', why: 'a.bin cannot be promoted' }],
        },
      ],
    });

    const [prod, dev] = within(
      await screen.findByRole('list', { name: 'Branches of environments' }),
    ).getAllByText(/^(dev|prod)$/);
    expect(dev).toHaveTextContent('dev');
    const item = prod.closest('li')!;
    expect(item).toHaveTextContent('environments/prod · 30 files wait');
    expect(item).toHaveTextContent('Waits for review');
    expect(item).toHaveTextContent('_shared/cluster/guard-rails.yaml');
    expect(item).toHaveTextContent('and 20 more');
    expect(item).toHaveTextContent('shop a.bin cannot be promoted');
    expect(within(item).getByRole('link')).toHaveAttribute(
      'href',
      'https://git.example.com/pull/4',
    );
    expect(dev.closest('li')).toHaveTextContent('Holds all');
  });

  it('does not say that rights are missing of a cluster that does not answer', async () => {
    const fix = 'Check the address of this cluster.';
    renderSetup({ clusters: [{ ...setupClusterAway(), fix }] });

    const edge = await clusterOf('edge');
    expect(edge).toHaveTextContent('is not read');
    expect(within(edge).getByText('Unknown')).toBeInTheDocument();
    expect(screen.getByText('no answer within 10 s')).toBeInTheDocument();
    expect(screen.getByText(/^Until it is read/)).toBeInTheDocument();
    expect(screen.getByText(fix)).toBeInTheDocument();
    expect(screen.queryByText('Missing')).toBeNull();
    expect(screen.queryByRole('table', { name: /edge/ })).toBeNull();
  });

  it('names what is not installed as no trouble', async () => {
    renderSetup();
    await userEvent.click(await clusterOf('hub'));

    await userEvent.click(
      screen.getByRole('button', {
        name: '1 kind is not installed, which costs nothing',
      }),
    );
    expect(screen.getByText('CiliumNetworkPolicy')).toBeInTheDocument();
  });

  it('says of each cluster whether anybody enforces policies', async () => {
    const yes = 'Cilium enforces NetworkPolicies';
    const no = 'NetworkPolicies are not enforced in this cluster';
    renderSetup({
      clusters: [
        setupCluster({ policies: { state: 'yes', why: yes } }),
        setupCluster({
          name: 'spoke',
          state: 'Degraded',
          why: no,
          fix: 'Install what enforces them.',
          policies: { state: 'no', why: no },
        }),
      ],
    });
    const hub = await clusterOf('hub');

    expect(screen.getAllByText(no)).toHaveLength(1);
    expect(screen.getByText('Install what enforces them.')).toBeVisible();
    await userEvent.click(hub);
    expect(screen.getByText(yes)).toBeVisible();
  });

  it('says where kinds are read in single namespaces alone', async () => {
    renderSetup({
      clusters: [
        setupCluster({
          kinds: [
            {
              group: '',
              kind: 'Pod',
              right: 'allowed',
              namespaces: ['payments', 'shop'],
              cost: '',
            },
          ],
        }),
      ],
      namespacedManifest: 'kind: RoleBinding\n',
    });
    await userEvent.click(await clusterOf('hub'));

    expect(
      screen.getByText('Read in these namespaces alone: payments, shop'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('For the namespaces of the configuration alone'),
    ).toBeInTheDocument();
  });

  it('copies the manifest', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderSetup();

    await user.click(
      await screen.findByRole('button', { name: 'Copy: For whole clusters' }),
    );
    expect(write).toHaveBeenCalledWith(
      expect.stringContaining('groundwork-reader'),
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('says what other parts add, with the lines to copy', async () => {
    renderSetup({
      parts: [
        { part: 'kubernetes', state: 'on', why: 'serves 1 cluster' },
        {
          part: 'notifications',
          state: 'off',
          why: 'not installed',
          cost: 'Nobody is told when something breaks.',
          copy: 'backend.add(notifications)',
        },
        { part: 'git', state: 'unknown', why: 'no answer', cost: 'No drift.' },
      ],
    });

    const parts = await screen.findByRole('list', { name: 'Parts' });
    const [kubernetes, notifications, git] =
      within(parts).getAllByRole('listitem');
    expect(kubernetes).toHaveTextContent('serves 1 clusterOn');
    expect(git).toHaveTextContent('Unknown');
    await userEvent.click(within(notifications).getByRole('button'));
    expect(notifications).toHaveTextContent(
      'Nobody is told when something breaks.',
    );
    expect(
      within(notifications).getByLabelText('Lines for Notifications'),
    ).toHaveTextContent('backend.add(notifications)');
  });

  it('calls reading by everybody what it is', async () => {
    renderSetup({ access: 'entityReaders', owners: [], notes: ['Take care.'] });

    expect(
      await screen.findByText(
        'Anyone who can register an entity can read any workload that the reader account sees.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Take care.')).toBeInTheDocument();
  });

  it('says who sees what, and who sees nothing', async () => {
    renderSetup({
      owners: [
        {
          owner: 'group:default/payments',
          namespaces: ['hub/payments'],
          projects: ['payments'],
        },
        {
          owner: 'group:default/shop',
          namespaces: [],
          projects: [],
          why: 'None of its namespaces is there.',
        },
      ],
    });

    const table = await screen.findByRole('table', { name: 'Who sees what' });
    const [, payments, shop] = within(table).getAllByRole('row');
    expect(payments).toHaveTextContent('hub/payments');
    expect(shop).toHaveTextContent('Nothing to see');
    expect(shop).toHaveTextContent('None of its namespaces is there.');
    expect(shop).toHaveTextContent('none: no Applications');
  });

  it('says what entities show, and why others show nothing', async () => {
    renderSetup({
      entities: {
        items: [
          {
            entity: 'component:default/books',
            namespaces: [],
            why: 'Nothing is mapped to its owner.',
          },
          { entity: 'component:default/pay', namespaces: ['hub/payments'] },
        ],
        total: 7,
      },
    });

    const table = await screen.findByRole('table', {
      name: 'What entities show',
    });
    const [, books, pay] = within(table).getAllByRole('row');
    expect(books).toHaveTextContent('Nothing to see');
    expect(books).toHaveTextContent('Nothing is mapped to its owner.');
    expect(pay).toHaveTextContent('hub/payments');
    expect(screen.getByText('The first 2 of 7.')).toBeInTheDocument();
  });

  it('says where no entity tells where it runs', async () => {
    renderSetup({ entities: { items: [], total: 0 } });

    expect(await screen.findByText(/carries an annotation/)).toBeVisible();
  });

  it('offers to show what is no tenant where only tenants are configured', async () => {
    renderSetup({ configured: 'platform', access: undefined, owners: [] });

    expect(
      await screen.findByText('Lines that let owners look at it'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Who sees what')).toBeNull();
  });

  it('begins with the lines to copy where nothing is configured', async () => {
    renderSetup({ configured: 'nothing', access: undefined, clusters: [] });

    expect(await screen.findByLabelText('Lines to begin with')).toBeVisible();
    expect(screen.getByText(/access: owners/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Copy: Lines to begin with' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Clusters')).toBeNull();
  });

  it('tells others whose page it is, and asks no more', async () => {
    const getSetup = jest.fn(async () => {
      throw responseError(403, 'Only platform admins');
    });
    renderWithApi(<SetupPage />, { getSetup });

    expect(
      await screen.findByText(/^Only platform admins see this page/),
    ).toBeInTheDocument();
    expect(await screen.findByText(/^You are user:/)).toBeInTheDocument();
    expect(screen.queryByText(/tenant not found/i)).toBeNull();
    expect(getSetup).toHaveBeenCalledTimes(1);
  });

  it('says what failed', async () => {
    renderWithApi(<SetupPage />, {
      getSetup: async () => {
        throw responseError(500, 'boom');
      },
    });

    expect(
      await screen.findByText('The portal could not load this.'),
    ).toBeInTheDocument();
  });
});
