import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import { cause, changeList, quotaCause, silentCause } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { Attention } from './Attention';

const renderCauses = (...causes: CauseView[]) =>
  renderWithApi(<Attention view={{ tenant: 'payments', causes }} />);

describe('Attention', () => {
  it('tells a cause once, whose turn it is and what follows', async () => {
    renderCauses(quotaCause({ since: Date.now() - 90_000 }));

    expect(await screen.findByText('1 cause')).toBeInTheDocument();
    const [item] = within(
      screen.getByRole('list', { name: 'Needs attention, by cause' }),
    ).getAllByRole('listitem');
    expect(item).toHaveTextContent('your team');
    expect(item).toHaveTextContent(/since .*\d{1,2}:\d{2}/);
    expect(item).toHaveTextContent(/next: Ask for a larger tier/);
    expect(
      within(screen.getByRole('list', { name: 'What follows from it' }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Deployment web waits for 2 pods',
      'pay.example.com answers 503',
    ]);
  });

  it('leads to the card that shows it', async () => {
    renderCauses(quotaCause());
    expect(
      await screen.findByRole('link', { name: /Quota compute is full/ }),
    ).toHaveAttribute('href', expect.stringMatching(/\?tab=quota$/));
  });

  it('names what changed just before, and where it stands', async () => {
    const [justBefore] = changeList().items.filter(
      ({ kind }) => kind === 'commit',
    );
    renderCauses(quotaCause({ justBefore }));
    expect(await screen.findByText(/changed just before/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Scale web to 14/ }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\?tab=changes#change-commit-1$/),
    );
  });

  it('counts the rows that a silent cluster leaves as last seen', async () => {
    renderCauses(silentCause(6));
    const more = await screen.findByRole('button', {
      name: '6 rows are as last seen',
    });
    expect(screen.queryByText('Deployment w0: as last seen')).toBeNull();
    await userEvent.click(more);
    expect(screen.getByText('Deployment w0: as last seen')).toBeVisible();
    // Raw words of the transport stand behind their button.
    expect(screen.queryByText(/dial tcp/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText(/dial tcp/)).toBeVisible();
  });

  it('does not call what was never read seen', async () => {
    const silent = silentCause(6);
    const [first] = silent.findings;
    renderCauses({
      ...silent,
      text: 'cluster edge has never answered',
      findings: [{ ...first, why: 'has never answered' }],
    });
    expect(
      await screen.findByRole('button', { name: '6 rows are not known' }),
    ).toBeVisible();
  });

  it('folds away what only may become trouble', async () => {
    renderCauses(
      cause({
        state: 'Healthy',
        text: 'Quota compute: nearly used up: pods',
        isWarning: true,
      }),
    );
    expect(await screen.findByText(/All is well/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'May become trouble: 1' }),
    );
    expect(screen.getByText(/nearly used up: pods/)).toBeVisible();
  });

  it('has a place for what can be done about a cause', async () => {
    renderWithApi(
      <Attention
        view={{ tenant: 'payments', causes: [quotaCause()] }}
        actionsOf={({ id }) => <button type="button">Fix {id}</button>}
      />,
    );
    expect(
      await screen.findByRole('button', { name: /^Fix quota\/prod/ }),
    ).toBeInTheDocument();
  });

  it('does not say that all is well while the portal is silent', async () => {
    renderWithApi(
      <Attention
        view={{ tenant: 'payments' }}
        status={{
          error: new Error('No answer within 15 seconds'),
          answeredAt: Date.now() - 61_000,
        }}
      />,
    );
    expect(
      await screen.findByRole('region', { name: 'Attention' }),
    ).toHaveTextContent('As of 1 min ago all was well.');
    expect(screen.queryByText(/All is well/)).toBeNull();
  });

  it('is one quiet line where all is well', async () => {
    renderWithApi(<Attention view={{ tenant: 'payments' }} />);
    expect(await screen.findByText(/All is well/)).toBeInTheDocument();
    expect(screen.queryByRole('list')).toBeNull();
  });
});
