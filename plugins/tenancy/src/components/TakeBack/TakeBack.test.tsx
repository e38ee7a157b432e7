import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  RequestName,
  RevertInput,
} from '@groundwork/backstage-plugin-tenancy-common';
import { published, requestChange, responseError } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import type { TenancyApi } from '../../api';
import { TakeBackButton } from './TakeBackButton';

const commit = '3f9c2e1'.padEnd(40, '0');

function show(overrides: Partial<TenancyApi> = {}, mayChange = true) {
  const asked: Array<[RequestName, RevertInput]> = [];
  renderWithApi(
    <TakeBackButton tenant="payments" commit={commit} mayChange={mayChange} />,
    {
      revert: async (request, input) => {
        asked.push([request, input]);
        return published;
      },
      ...overrides,
    },
  );
  return asked;
}

const open = async () =>
  userEvent.click(
    await screen.findByRole('button', { name: 'Take back 3f9c2e1…' }),
  );
const go = () =>
  screen.findByRole('button', { name: /^(Commit|Open pull request)$/ });

describe('taking back a commit', () => {
  it('shows the difference, does it, and says where it went', async () => {
    const asked = show();
    await open();
    expect(await screen.findByText(/image 1\.4\.2 to 1\.4\.1/)).toBeVisible();
    expect(screen.getByText('+ image: web:1.4.1')).toBeVisible();
    await userEvent.click(await go());
    expect(await screen.findByRole('status')).toHaveTextContent('It is in Git');
    expect(screen.getByRole('link', { name: 'Commit' })).toHaveAttribute(
      'href',
      published.url,
    );
    expect(asked).toEqual([
      [{ tenant: 'payments', kind: 'Workload', name: 'web' }, { commit }],
    ]);
  });

  it('says in words why it cannot be done', async () => {
    show({
      previewRevert: async () =>
        requestChange({
          files: [],
          findings: [
            {
              code: 'EditConflict',
              severity: 'error',
              subject: { cluster: 'git', group: '', kind: 'x', name: 'web' },
              field: 'spec.image',
              message: 'It was changed since.',
              fix: 'Change it to what Git has.',
              fixableBy: 'tenant',
              evidence: [],
            },
          ],
        }),
    });
    await open();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('spec.image It was changed since.');
    expect(await go()).toBeDisabled();
  });

  it('has removals confirmed first', async () => {
    const asked = show({
      previewRevert: async () =>
        requestChange({
          removals: [
            {
              id: 'prod/Deployment/web',
              environment: 'prod',
              ref: { cluster: 'p', group: 'apps', kind: 'x', name: 'web' },
              dependents: [],
              confirmed: false,
            },
          ],
        }),
    });
    await open();
    const box = await screen.findByRole('checkbox', {
      name: /prod\/Deployment\/web/,
    });
    expect(await go()).toBeDisabled();
    await userEvent.click(box);
    await userEvent.click(await go());
    await screen.findByRole('status');
    expect(asked[0][1]).toEqual({
      commit,
      confirmed: ['prod/Deployment/web'],
    });
  });

  it('lets one of several requests be chosen', async () => {
    const asked = show({
      getReverts: async () => ({
        tenant: 'payments',
        commit,
        items: [
          { kind: 'Workload', name: 'web', what: 'changed' },
          { kind: 'Route', name: 'shop', what: 'removed' },
        ],
      }),
    });
    await open();
    await userEvent.click(
      await screen.findByRole('radio', { name: /Route shop · was removed/ }),
    );
    await screen.findByText('+ image: web:1.4.1');
    await userEvent.click(await go());
    await screen.findByRole('status');
    expect(asked[0][0]).toMatchObject({ kind: 'Route', name: 'shop' });
  });

  it('tells what the portal refuses, and can be tried again', async () => {
    show({
      revert: async () => {
        throw responseError(409, 'Git holds nothing any more of it');
      },
    });
    await open();
    await screen.findByText('+ image: web:1.4.1');
    await userEvent.click(await go());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Git holds nothing any more of it',
    );
    expect(await go()).toBeEnabled();
  });

  it('is disabled with its reason for who may not', async () => {
    show({}, false);
    const button = await screen.findByRole('button', { name: /Take back/ });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/Only the owners of payments/);
  });
});
