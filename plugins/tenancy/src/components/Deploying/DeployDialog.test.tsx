import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DeploymentInput } from '@groundwork/backstage-plugin-tenancy-common';
import {
  deploymentView,
  responseError,
  versionsView,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import type { TenancyApi } from '../../api';
import { DeployButton } from './DeployButton';

const place = { tenant: 'pay', workload: 'api' };
const repository = 'registry.example.com/pay/api';

function renderButton(overrides: Partial<TenancyApi> = {}) {
  const asked: DeploymentInput[] = [];
  renderWithApi(<DeployButton {...place} environment="prod" />, {
    deploy: async (_, input) => {
      asked.push(input);
      return deploymentView(place);
    },
    ...overrides,
  });
  return asked;
}

async function open() {
  await userEvent.click(await screen.findByRole('button', { name: /^Deploy/ }));
}

describe('DeployDialog', () => {
  it('promotes what another environment runs', async () => {
    const asked = renderButton();
    await open();

    await userEvent.click(
      await screen.findByRole('radio', {
        name: /4\.12\.0 · runs in dev · by Ada/,
      }),
    );
    expect(
      screen.getByRole('checkbox', { name: 'prod (4.11.2)' }),
    ).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));

    expect(await screen.findByRole('status')).toHaveTextContent(
      'api is in Git',
    );
    expect(screen.getByRole('link', { name: 'Commit' })).toBeInTheDocument();
    expect(asked).toEqual([
      { image: `${repository}:4.12.0`, environments: ['prod'] },
    ]);
  });

  it('takes a version that nobody has run, to several environments', async () => {
    const asked = renderButton();
    await open();
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Another one' }),
    );
    expect(screen.getByRole('button', { name: 'Deploy' })).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Image/ }),
      ':5.0.0',
    );
    await userEvent.click(screen.getByRole('checkbox', { name: /^dev/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    await screen.findByRole('status');
    expect(asked).toEqual([{ image: ':5.0.0', environments: ['prod', 'dev'] }]);
  });

  it('shows what is refused, and lets it be put right', async () => {
    renderButton({
      deploy: async () => {
        throw responseError(400, 'spec.image: not from this registry');
      },
    });
    await open();
    await userEvent.click(await screen.findByRole('radio', { name: /4\.12/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'spec.image: not from this registry',
    );
    expect(screen.getByRole('button', { name: 'Deploy' })).toBeEnabled();
  });

  it('proposes where changes are reviewed, and says so', async () => {
    renderButton({
      getVersions: async () => versionsView(place, { publish: 'pullRequest' }),
    });
    await open();
    expect(
      await screen.findByText(/A pull request is opened/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Propose' })).toBeDisabled();
  });

  it('says why it cannot be done', async () => {
    renderButton({
      getVersions: async () => {
        throw responseError(404, 'There is no request that deploys api');
      },
    });
    await open();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no request that deploys api',
    );
  });

  it('follows it until it is healthy', async () => {
    renderButton({
      getDeployment: async () =>
        deploymentView(place, {
          state: 'healthy',
          message: 'api runs and is healthy.',
          environments: [
            {
              environment: 'prod',
              image: `${repository}:4.12.0`,
              state: 'healthy',
            },
          ],
        }),
    });
    await open();
    await userEvent.click(await screen.findByRole('radio', { name: /4\.12/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(
      await screen.findByText('api runs and is healthy.', undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Healthy')).toBeInTheDocument();
  }, 20_000);
});
