import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../../__testUtils__/renderForm';
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

  it('offers names that are known, and takes any other', async () => {
    const item = (kind: string, name: string, stage = 'healthy') => ({
      kind,
      name,
      stage: stage as 'healthy',
      path: `${kind}-${name}`,
      why: '',
    });
    const { onCreate } = renderForm({
      fields: [textFieldOptions],
      properties: {
        secret: {
          title: 'Secret',
          type: 'string',
          'ui:field': 'TenancyText',
          'ui:options': { offer: ['Secret'], tenant: 'tenant' },
        },
      },
      initialState: { tenant: 'payments' },
      api: {
        getRequests: async tenant => ({
          data: {
            items: [
              item('Secret', 'stripe'),
              item('Secret', `of-${tenant}`),
              item('Secret', 'gone', 'orphaned'),
              item('Workload', 'api'),
            ],
            sources: [],
          },
        }),
      },
    });
    const secret = await screen.findByLabelText('Secret');
    await waitFor(() => expect(secret).toHaveAttribute('list'));
    const offered = document.getElementById(
      String(secret.getAttribute('list')),
    );
    expect(
      [...(offered?.querySelectorAll('option') ?? [])].map(each => each.value),
    ).toEqual(['of-payments', 'stripe']);

    await userEvent.type(secret, 'my-own');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith({
      tenant: 'payments',
      secret: 'my-own',
    });
  });

  it('is a line of text as any other where the names cannot be had', async () => {
    renderForm({
      fields: [textFieldOptions],
      properties: {
        secret: {
          title: 'Secret',
          type: 'string',
          'ui:field': 'TenancyText',
          'ui:options': { offer: ['Secret'], tenant: 'tenant' },
        },
      },
      initialState: { tenant: 'payments' },
      api: {
        getRequests: async () => {
          throw new Error('away');
        },
      },
    });
    const secret = await screen.findByLabelText('Secret');
    await userEvent.type(secret, 'x');
    expect(secret).toHaveValue('x');
    expect(secret).not.toHaveAttribute('list');
  });
});
