import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../../__testUtils__/renderForm';
import { weightsFieldOptions } from './weightsField';

jest.setTimeout(20_000);

const api = { service: 'api', port: 8080, weight: 90 };

function renderWeights(backends: Array<typeof api>) {
  return renderForm({
    fields: [weightsFieldOptions],
    properties: {
      backends: {
        title: 'Services',
        type: 'array',
        items: { type: 'object' },
        'ui:field': 'TenancyWeights',
      },
    },
    initialState: { backends },
  });
}

describe('TenancyWeights', () => {
  it('shows the share of each service, and what all add up to', async () => {
    renderWeights([api, { ...api, service: 'next', weight: 10 }]);
    expect(await screen.findByText('90 %')).toBeInTheDocument();
    expect(screen.getByText('10 %')).toBeInTheDocument();
    expect(screen.getByText(/^Together 100\./)).toBeInTheDocument();
  });

  it('keeps in sight what is no number, and says what to write', async () => {
    const { onCreate } = renderWeights([api]);
    const port = await screen.findByLabelText('Port');
    await userEvent.clear(port);
    await userEvent.type(port, '70000');
    expect(port).toHaveValue('70000');
    expect(screen.getByText('From 1 to 65535')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(/A port is a whole number from 1 to 65535/),
    ).not.toHaveLength(0);
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('takes the right row away, whatever was typed into the others', async () => {
    const { onCreate } = renderWeights([
      api,
      { ...api, service: 'next', weight: 10 },
    ]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove api' }),
    );
    expect(screen.getByLabelText('Weight')).toHaveValue('10');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith({
      backends: [{ ...api, service: 'next', weight: 10 }],
    });
  });

  it('offers the workloads and services of the tenant', async () => {
    renderForm({
      fields: [weightsFieldOptions],
      properties: {
        backends: {
          title: 'Services',
          type: 'array',
          items: { type: 'object' },
          'ui:field': 'TenancyWeights',
          'ui:options': { tenant: 'tenant' },
        },
      },
      initialState: { tenant: 'payments', backends: [api] },
      api: {
        getRequests: async () => ({
          data: {
            items: ['Workload', 'Service', 'Secret'].map(kind => ({
              kind,
              name: `a-${kind.toLowerCase()}`,
              stage: 'healthy' as const,
              path: kind,
              why: '',
            })),
            sources: [],
          },
        }),
      },
    });
    const service = await screen.findByLabelText('Service');
    const options = () => [
      ...(document
        .getElementById(String(service.getAttribute('list')))
        ?.querySelectorAll('option') ?? []),
    ];
    await waitFor(() =>
      expect(options().map(({ value }) => value)).toEqual([
        'a-service',
        'a-workload',
      ]),
    );
  });
});
