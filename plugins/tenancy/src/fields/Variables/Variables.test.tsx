import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../../__testUtils__/renderForm';
import { variablesFieldOptions } from './variablesField';

jest.setTimeout(20_000);

function renderVariables(env?: Record<string, string>) {
  return renderForm({
    fields: [variablesFieldOptions],
    properties: {
      env: {
        title: 'Environment variables',
        patternProperties: { '^': { type: 'string' } },
        'ui:field': 'TenancyVariables',
      },
    },
    ...(env ? { initialState: { env } } : {}),
  });
}

async function submit() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
}

describe('TenancyVariables', () => {
  it('takes a variable, also when it is typed as NAME=value', async () => {
    const { onCreate } = renderVariables({ A: '1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a variable' }),
    );
    await userEvent.keyboard('LOG_LEVEL=debug');
    expect(screen.getAllByLabelText('Value')[1]).toHaveValue('debug');
    await submit();
    expect(onCreate).toHaveBeenCalledWith({
      env: { A: '1', LOG_LEVEL: 'debug' },
    });
  });

  it('says on the row what is wrong, and does not go on', async () => {
    const { onCreate } = renderVariables({ A: '1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a variable' }),
    );
    await userEvent.keyboard('A');
    expect(screen.queryByText('A is there twice')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));

    expect(await screen.findAllByText(/A is there twice/)).not.toHaveLength(0);
    expect(screen.getAllByLabelText('Name')[1]).toBeInvalid();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('takes many that are pasted at once', async () => {
    const { onCreate } = renderVariables({ A: '1' });
    await userEvent.click(await screen.findByLabelText('Name'));
    await userEvent.paste('A=2\nB=3\n');
    expect(screen.getByText(/2 variables taken/)).toBeInTheDocument();
    await submit();
    expect(onCreate).toHaveBeenCalledWith({ env: { A: '2', B: '3' } });
  });

  it('warns of a secret in plain sight', async () => {
    renderVariables({ API_TOKEN: 'x' });
    expect(
      await screen.findByText(/may read Git sees this/),
    ).toBeInTheDocument();
  });

  it('is no value once all are gone', async () => {
    const { onCreate } = renderVariables({ A: '1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove A' }),
    );
    await submit();
    expect(onCreate).toHaveBeenCalledWith({ env: undefined });
  });
});
