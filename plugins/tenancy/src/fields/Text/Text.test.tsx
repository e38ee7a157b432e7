import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../../__testUtils__';
import { textFieldOptions } from './Text';

function renderPort() {
  return renderForm({
    fields: [textFieldOptions],
    required: ['port'],
    properties: {
      port: {
        title: 'Port',
        type: ['integer', 'string'],
        default: '',
        'ui:field': 'TenancyText',
        'ui:options': { is: 'port', required: true },
      },
      cpu: {
        title: 'CPU for each pod',
        description: 'Left out, that of the tier.',
        type: 'string',
        'ui:field': 'TenancyText',
        'ui:options': { is: 'cpu' },
      },
    },
  });
}

describe('TenancyText', () => {
  it('says what is wrong once the field is left, and not before', async () => {
    renderPort();
    const cpu = await screen.findByLabelText('CPU for each pod');
    await userEvent.type(cpu, 'half');
    expect(screen.queryByText(/Use a number/)).not.toBeInTheDocument();
    await userEvent.tab();

    expect(
      screen.getByText('Use a number such as 0.5 or 500m'),
    ).toBeInTheDocument();
    expect(cpu).toBeInvalid();
    expect(cpu).toHaveAccessibleDescription('Left out, that of the tier.');
    await userEvent.clear(cpu);
    await userEvent.type(cpu, '500m');
    expect(screen.queryByText(/Use a number/)).not.toBeInTheDocument();
  });

  it('says in words that something is missing', async () => {
    renderPort();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );

    expect(
      await screen.findAllByText(/Fill this in, such as 8080/),
    ).not.toHaveLength(0);
    expect(document.body).not.toHaveTextContent(/required property|must/);
  });

  it('hands over a number where one is meant', async () => {
    const { onCreate } = renderPort();
    await userEvent.type(await screen.findByLabelText(/^Port/), '8080');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );

    expect(onCreate).toHaveBeenCalledWith({ port: 8080 });
  });
});
