import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SecretsStatus } from '@groundwork/engine';
import {
  certificate,
  missingSecret,
  push,
  responseError,
  secret,
  secretsView,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { useSecrets } from '../../hooks';
import { SecretsCard } from './SecretsCard';

function Card() {
  return <SecretsCard status={useSecrets({ tenant: 'payments' })} />;
}

function renderCard(overrides: Partial<SecretsStatus> = {}) {
  return renderWithApi(<Card />, {
    getSecrets: async () => ({ data: secretsView(overrides) }),
  });
}

describe('SecretsCard', () => {
  it('opens what is missing with the way to put it there, and folds the rest', async () => {
    renderCard();

    expect(await screen.findByText('2 of 3 healthy')).toBeInTheDocument();
    const missing = screen.getByRole('button', { name: /^oidc/ });
    expect(missing).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('button', { name: /^stripe/ })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
    expect(
      screen.getByText('the path does not exist in the store'),
    ).toBeInTheDocument();
    expect(screen.getByText('Your team can fix this')).toBeInTheDocument();
    expect(screen.getByText(/^vault kv put/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the store' }),
    ).toHaveAttribute('href', expect.stringContaining('vault.example.com'));
  });

  it('shows all of a secret when it is opened', async () => {
    renderCard({ secrets: [secret()] });

    await userEvent.click(
      await screen.findByRole('button', { name: /^stripe.*refreshed 12 min/ }),
    );
    const list = within(screen.getByRole('list', { name: 'Secrets' }));
    expect(list.getByText('47 min')).toBeInTheDocument();
    expect(list.getByText('Deployment/api')).toBeInTheDocument();
    expect(list.getByText('API_KEY')).toBeInTheDocument();
  });

  it('tells a fault of the platform once for all the secrets that it hits', async () => {
    const broken = {
      state: 'Degraded' as const,
      why: 'SecretStore vault is not ready',
      fixableBy: 'platform' as const,
    };
    const named = (name: string) =>
      secret({ ...broken, secret: name, ref: { ...secret().ref, name } });
    renderCard({ secrets: [named('a'), named('b'), named('c'), named('d')] });

    expect(
      await screen.findByRole('button', { name: /^a, b, c and 1 more/ }),
    ).toBeInTheDocument();
    expect(screen.getAllByText('SecretStore vault is not ready')).toHaveLength(
      1,
    );
  });

  it('says which keys are not known', async () => {
    renderCard({
      secrets: [{ ...missingSecret(), keys: [], hasUnknownKeys: true }],
    });

    expect(
      await screen.findByText('not known: the store decides'),
    ).toBeInTheDocument();
  });

  it('counts days of certificates and says what one waits for', async () => {
    const step = (kind: string) => ({
      ref: { ...secret().ref, kind, name: 'web-1' },
      state: 'pending',
      message: `${kind} says so`,
    });
    renderCard({
      certificates: [
        certificate(),
        certificate({
          ref: { ...secret().ref, name: 'new' },
          names: ['new.example.com'],
          state: 'Degraded',
          why: 'the name does not resolve',
          fixableBy: 'platform',
          steps: [step('Order'), step('Challenge')],
        }),
      ],
    });

    expect(
      await screen.findByRole('button', { name: /pay.example.com.*41 d left/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Order pending → Challenge pending'),
    ).toBeInTheDocument();
  });

  it('tells what is pushed where, and why it is not', async () => {
    renderCard({
      pushes: [
        push({ ref: { ...push().ref, name: 'well' } }),
        push({
          state: 'Degraded',
          why: 'the Secret that it pushes does not exist',
          fixableBy: 'tenant',
          hasFurtherStores: true,
          deletesRemoved: true,
        }),
      ],
    });

    const list = await screen.findByRole('list', { name: 'Pushed to stores' });
    const [worst, well] = within(list).getAllByRole('button', {
      name: /db-out|well/,
    });
    expect(worst).toHaveAccessibleName(/db-out/);
    expect(well).toHaveAccessibleName(/well.*pushed/);
    expect(list).toHaveTextContent('the Secret that it pushes does not exist');
    expect(list).toHaveTextContent('password → shared/db · word');
    expect(list).toHaveTextContent('shared, stores picked by labels');
    expect(list).toHaveTextContent('its values are deleted from the store');
  });

  it('never says of a Secret that it does not read that it is missing', async () => {
    renderCard();

    const list = await screen.findByRole('list', {
      name: 'Secrets made elsewhere',
    });
    expect(list).toHaveTextContent('registry in prod, used by Deployment/api');
    expect(screen.getByText(/Not known whether/)).toBeInTheDocument();
  });

  it('says once what could not be read', async () => {
    const why = 'cluster edge cannot be reached';
    renderCard({
      state: 'Unknown',
      secrets: [],
      certificates: [],
      pushes: [],
      unknown: [],
      problems: [
        { environment: 'dev', why },
        { environment: 'edge', why },
      ],
    });

    expect(
      await screen.findByText(`dev, edge: ${why}`, { exact: false }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No secrets yet/)).not.toBeInTheDocument();
  });

  it('teaches where there are no secrets', async () => {
    renderCard({
      state: 'Healthy',
      secrets: [],
      certificates: [],
      pushes: [],
      unknown: [],
    });

    expect(await screen.findByText(/No secrets yet/)).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    renderWithApi(<Card />, {
      getSecrets: jest
        .fn()
        .mockRejectedValueOnce(responseError(400, 'the header is too long'))
        .mockResolvedValue({ data: secretsView() }),
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('2 of 3 healthy')).toBeInTheDocument();
  });
});
