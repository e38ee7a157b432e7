import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  driftSummary,
  driftView,
  objectDrift,
  responseError,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import type { TenancyApi } from '../../api';
import { DriftNote } from './DriftNote';

function renderNote(
  drift = driftSummary(),
  overrides: Partial<TenancyApi> = {},
) {
  return renderWithApi(
    <DriftNote tenant="payments" environment="prod" drift={drift} />,
    overrides,
  );
}

const open = async () => {
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  return within(await screen.findByRole('dialog'));
};

describe('DriftNote', () => {
  it('says in one line which field differs, who wrote it and what becomes of it', async () => {
    const { container } = renderNote();

    await screen.findByText('Deployment/web');
    expect(container).toHaveTextContent(
      'Deployment/web replicas: 3 in Git, 5 in the cluster, written by kubectl-edit 4 min ago; Argo CD will put it back',
    );
  });

  it.each([
    [
      objectDrift({ state: 'deleted', fields: [] }),
      'was deleted in the cluster; Argo CD will put it back',
    ],
    [
      objectDrift({
        state: 'extra',
        fields: [],
        putBack: { by: 'sync', why: 'automatic pruning is turned off' },
      }),
      'is no longer in Git; stays until somebody syncs: automatic pruning is turned off',
    ],
    [objectDrift({ furtherFields: 2 }), '5 in the cluster (and 2 more fields)'],
  ])('says what else may be the matter', async (first, words) => {
    const { container } = renderNote(driftSummary({ first: [first] }));

    await screen.findByText('Deployment/web');
    expect(container).toHaveTextContent(words);
  });

  it('does not repeat what the row says already', async () => {
    const why = 'automatic sync is turned off';
    const { container } = renderWithApi(
      <DriftNote
        tenant="payments"
        environment="prod"
        told={`Deployment/web was changed by hand; ${why}`}
        drift={driftSummary({
          first: [objectDrift({ putBack: { by: 'sync', why } })],
        })}
      />,
    );
    await screen.findByText('Deployment/web');
    expect(container).toHaveTextContent(/; stays until somebody syncs/);
    expect(container).not.toHaveTextContent(why);
  });

  it('counts what is not deployed yet, and is silent where something is merely not compared', async () => {
    renderNote(
      driftSummary({ drifted: 0, first: [], notDeployed: 2, notCompared: 1 }),
    );
    expect(
      await screen.findByText('2 objects not deployed yet, 1 not compared'),
    ).toBeInTheDocument();
  });

  it('opens the whole diff by keyboard, and closes it again', async () => {
    renderNote();
    await screen.findByText('Deployment/web');

    const dialog = await open();

    const fields = within(
      await dialog.findByRole('list', { name: 'Fields of Deployment/web' }),
    );
    expect(fields.getByText('spec.replicas')).toBeInTheDocument();
    expect(fields.getByText(/kubectl-edit/)).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', { name: '2 not compared, and why' }),
    );
    expect(dialog.getByText(/Secrets are never read/)).toBeInTheDocument();
    expect(dialog.getByText(/Helm chart/)).toBeInTheDocument();
    expect(dialog.getByText('api:2')).toBeInTheDocument();
    expect(dialog.getByText('hidden')).toBeInTheDocument();
    expect(dialog.getByText(/7 objects compared here/)).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says that nothing differs any more, and how much is not shown', async () => {
    renderNote(driftSummary(), {
      getDrift: async () => ({
        data: driftView({ items: [], applications: [], total: 0 }),
      }),
    });
    await screen.findByText('Deployment/web');
    const dialog = await open();
    expect(
      await dialog.findByText('Nothing differs from Git.'),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again when asked to', async () => {
    renderNote(driftSummary(), {
      getDrift: jest
        .fn()
        .mockRejectedValueOnce(responseError(400, 'the header is too long'))
        .mockResolvedValue({ data: driftView({ total: 300 }) }),
    });
    await screen.findByText('Deployment/web');
    const dialog = await open();
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Try again' }),
    );
    expect(
      await dialog.findByText('The first 3 of 300 objects are shown.'),
    ).toBeInTheDocument();
  });
});
