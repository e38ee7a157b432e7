import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Reason } from './Reason';

const raw = 'Post "https://10.0.0.1": dial tcp: i/o timeout';

describe('Reason', () => {
  it('shows the plain sentence, and the raw message on demand', async () => {
    renderInTestApp(<Reason text={raw} />);
    expect(
      await screen.findByText('a server could not be reached'),
    ).toBeInTheDocument();
    expect(screen.queryByText(raw)).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText(raw)).toBeInTheDocument();
  });

  it('has no details where the sentence says it all', async () => {
    renderInTestApp(<Reason text="waits for a sync" />);
    expect(await screen.findByText('waits for a sync')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
