import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ActedApplicationView,
  EnvironmentActions,
  SyncInput,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { OperationProgress } from '@groundwork/engine';
import {
  application as applicationStatus,
  environment,
  responseError,
} from '../../__fixtures__';
import { englishTexts, renderWithApi } from '../../__testUtils__';
import type { TenancyApi } from '../../api';
import { ActionsDialog } from './ActionsDialog';
import { EnvironmentActionBar } from './EnvironmentActionBar';
import { describeOperation, describeStarter } from './operationWords';
import { SyncDialog } from './SyncDialog';
import { useAct } from './useAct';
import { wordsOf } from './wordsOf';

const allowed = { allowed: true } as const;

function application(
  overrides: Partial<ActedApplicationView> = {},
): ActedApplicationView {
  return {
    name: 'pay-dev',
    layer: 'tenant',
    offers: {
      automated: false,
      sync: allowed,
      refresh: allowed,
      terminate: { allowed: false, reason: 'Nothing runs.' },
    },
    resources: [
      { group: 'apps', kind: 'Deployment', name: 'api', sync: 'OutOfSync' },
      { group: '', kind: 'Service', name: 'api', sync: 'Synced' },
    ],
    revisions: [
      { revision: 'b'.repeat(40) },
      { revision: 'a'.repeat(40), at: Date.parse('2026-11-28T12:00:00Z') },
    ],
    ...overrides,
  };
}

function renderSync(
  overrides: Partial<ActedApplicationView> = {},
  api: Partial<TenancyApi> = {},
) {
  const asked: SyncInput[] = [];
  renderWithApi(
    <SyncDialog
      tenant="pay"
      environment="dev"
      application={application(overrides)}
      onDone={() => {}}
      onClose={() => {}}
    />,
    {
      act: async (_place, _action, input) => {
        asked.push(input as SyncInput);
        return { message: 'Argo CD syncs pay-dev.' };
      },
      ...api,
    },
  );
  return asked;
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('SyncDialog', () => {
  it('says what differs, and syncs what the Application follows', async () => {
    const asked = renderSync();
    expect(
      await screen.findByText(/1 of 2 objects differs/),
    ).toBeInTheDocument();
    await press('Sync');
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Argo CD syncs pay-dev.',
    );
    expect(asked).toEqual([
      {
        application: 'pay-dev',
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
        prune: false,
        dryRun: false,
        force: false,
      },
    ]);
  });

  it('says what cannot be undone before it is done', async () => {
    const asked = renderSync();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^Prune/ }),
    );
    await userEvent.click(screen.getByRole('checkbox', { name: /^Force/ }));
    expect(screen.getAllByText(/cannot be undone/i)).toHaveLength(2);
    await userEvent.click(screen.getByRole('checkbox', { name: /^Dry run/ }));
    expect(screen.queryByText(/cannot be undone/i)).not.toBeInTheDocument();
    await press('Try it out');
    expect(asked).toMatchObject([{ prune: true, dryRun: true, force: true }]);
  });

  it('syncs some objects, and none where none is chosen', async () => {
    const asked = renderSync();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^Only some/ }),
    );
    const objects = within(screen.getByRole('group', { name: 'Objects' }));
    const deployment = objects.getByRole('checkbox', { name: /Deployment/ });
    expect(deployment).toBeChecked();
    await userEvent.click(deployment);
    expect(screen.getByRole('button', { name: 'Sync' })).toBeDisabled();
    await userEvent.click(deployment);
    await press('Sync');
    expect(asked).toMatchObject([
      { resources: [{ group: 'apps', kind: 'Deployment', name: 'api' }] },
    ]);
  });

  it('goes back to a revision that it had, and says what that means', async () => {
    const asked = renderSync();
    await userEvent.click(
      await screen.findByRole('radio', { name: /^aaaaaaa/ }),
    );
    expect(
      screen.getByText(/the next sync brings back what Git says/),
    ).toBeInTheDocument();
    await press('Sync');
    expect(asked).toMatchObject([{ revision: 'a'.repeat(40) }]);
  });

  it('offers no revision of what syncs by itself', async () => {
    renderSync({ offers: { ...application().offers, automated: true } });
    expect(
      await screen.findByText(/syncs by itself.*take back the commit/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('tells what was refused', async () => {
    renderSync(
      {},
      {
        act: async () => {
          throw responseError(409, 'A sync window forbids it until 18:00.');
        },
      },
    );
    await screen.findByText(/objects differs/);
    await press('Sync');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A sync window forbids it until 18:00.',
    );
    expect(screen.getByRole('button', { name: 'Sync' })).toBeEnabled();
  });
});

describe('ActionsDialog', () => {
  const actions: EnvironmentActions = {
    environment: 'dev',
    applications: [application()],
    objects: [
      {
        kind: 'Deployment',
        name: 'api',
        action: 'restart',
        offer: allowed,
      },
      {
        kind: 'ExternalSecret',
        name: 'db',
        action: 'refresh-secret',
        offer: { allowed: false, reason: 'Cluster one does not answer.' },
      },
    ],
  };

  it('offers what may be done, and says why not what may not', async () => {
    const asked: unknown[] = [];
    renderWithApi(
      <ActionsDialog
        tenant="pay"
        actions={actions}
        onDone={() => {}}
        onSync={() => {}}
        onClose={() => {}}
      />,
      {
        act: async (place, action, input) => {
          asked.push([place, action, input]);
          return { message: 'The pods of Deployment api are replaced.' };
        },
      },
    );
    const terminate = await screen.findByRole('button', {
      name: 'Terminate the operation of pay-dev',
    });
    expect(terminate).toBeDisabled();
    expect(terminate).toHaveAccessibleDescription('Nothing runs.');
    expect(
      screen.getByRole('button', { name: 'Refresh ExternalSecret db' }),
    ).toHaveAccessibleDescription('Cluster one does not answer.');

    await press('Restart Deployment api');
    // Nothing is done before it is said what, however often one clicks.
    await press('Restart Deployment api');
    expect(asked).toEqual([]);
    const question = screen.getByRole('group', {
      name: /^The pods of Deployment api are replaced, as its/,
    });
    await userEvent.click(
      within(question).getByRole('button', { name: 'Cancel' }),
    );
    expect(screen.queryByText('Restart now')).toBeNull();
    await press('Restart Deployment api');
    await press('Restart now');
    expect(await screen.findByRole('status')).toHaveTextContent(
      'The pods of Deployment api are replaced.',
    );
    await press('Hard refresh pay-dev');
    expect(asked).toEqual([
      [
        { tenant: 'pay', environment: 'dev' },
        'restart',
        { kind: 'Deployment', name: 'api' },
      ],
      [
        { tenant: 'pay', environment: 'dev' },
        'refresh',
        { application: 'pay-dev', hard: true },
      ],
    ]);
  });
});

describe('EnvironmentActionBar', () => {
  const refused = { allowed: false, reason: 'Not yours.' } as const;

  function renderBar(...drifted: Array<'own' | 'platform'>) {
    const states = (layer: 'own' | 'platform') =>
      drifted.includes(layer) ? 'Degraded' : 'Healthy';
    const delivered = (name: string, layer: 'tenant' | 'platform') =>
      applicationStatus({
        layer,
        state: states(layer === 'tenant' ? 'own' : 'platform'),
        ref: { ...applicationStatus().ref, name },
      });
    renderWithApi(
      <EnvironmentActionBar
        tenant="pay"
        row={environment({
          environment: 'dev',
          applications: [
            delivered('pay-dev', 'tenant'),
            delivered('platform-pay-dev', 'platform'),
          ],
        })}
        actions={{
          data: {
            tenant: 'pay',
            environments: [
              {
                environment: 'dev',
                applications: [
                  application(),
                  application({
                    name: 'platform-pay-dev',
                    layer: 'platform',
                    offers: { ...application().offers, sync: refused },
                  }),
                ],
                objects: [],
              },
            ],
          },
          refresh: () => {},
        }}
      />,
    );
  }

  it('syncs the Application that the row speaks of, and names it', async () => {
    renderBar('own');
    const button = await screen.findByRole('button', { name: /^Sync/ });
    expect(button).toHaveTextContent('Sync pay-dev…');
    await userEvent.click(button);
    expect(
      await screen.findByRole('dialog', { name: /Sync pay-dev/ }),
    ).toBeVisible();
  });

  it('offers no sync of another one than that in trouble', async () => {
    renderBar('platform');
    const button = await screen.findByRole('button', { name: /^Sync/ });
    expect(button).toHaveTextContent('Sync platform-pay-dev…');
    expect(button).toHaveAccessibleDescription('Not yours.');
  });
});

describe('useAct', () => {
  it('does once what is clicked twice before the page knows of it', async () => {
    const acted = jest.fn(async () => ({ message: 'done' }));
    function Twice() {
      const { act, message } = useAct(
        { tenant: 'pay', environment: 'dev' },
        () => {},
      );
      const restart = () =>
        act('id', 'restart', { kind: 'Deployment', name: 'api' });
      return (
        <button
          onClick={() => {
            void restart();
            void restart();
          }}
        >
          {message ?? 'Act'}
        </button>
      );
    }
    renderWithApi(<Twice />, { act: acted });
    await userEvent.click(await screen.findByText('Act'));
    expect(await screen.findByText('done')).toBeVisible();
    expect(acted).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByText('done'));
    expect(acted).toHaveBeenCalledTimes(2);
  });
});

describe('wordsOf', () => {
  it('repeats no browser about a lost connection', () => {
    expect(wordsOf(new TypeError('Failed to fetch'), englishTexts)).toBe(
      'The portal does not answer.',
    );
    expect(wordsOf(responseError(409, 'Not now.'), englishTexts)).toBe(
      'Not now.',
    );
  });
});

describe('the words of operations', () => {
  const operation = (overrides: Partial<OperationProgress>) =>
    ({ phase: 'Running', dryRun: false, ...overrides } as OperationProgress);

  it.each([
    [operation({}), 'Syncing'],
    [operation({ message: 'waiting for web' }), 'Syncing: waiting for web'],
    [operation({ phase: 'Succeeded', message: 'all done' }), 'Synced'],
    [operation({ phase: 'Failed', message: 'no' }), 'Sync failed: no'],
    [operation({ dryRun: true }), 'Dry run: syncing'],
  ])('%j', (given, words) => {
    expect(describeOperation(given, englishTexts)).toBe(words);
  });

  it('name the person who started it', () => {
    expect(describeStarter('groundwork/user:default/ada')).toBe('ada');
    expect(describeStarter('admin')).toBe('admin');
  });
});
