import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HostnameView } from '@groundwork/backstage-plugin-tenancy-common';
import { renderForm } from '../__testUtils__/renderForm';
import { hostnameFieldOptions } from './Hostname';
import { secretPathFieldOptions } from './SecretPath';
import { weightsFieldOptions } from './Weights';

async function review() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
}

describe('TenancyHostname', () => {
  function renderHostname(answer: HostnameView) {
    const checkHostname = jest.fn(async () => answer);
    const form = renderForm({
      fields: [hostnameFieldOptions],
      properties: {
        hostname: {
          type: 'string',
          title: 'Hostname',
          'ui:field': 'TenancyHostname',
          'ui:options': { tenant: 'tenant', environment: 'environments' },
        },
      },
      initialState: { tenant: 'payments', environments: ['prod'] },
      api: { checkHostname },
    });
    return { ...form, checkHostname };
  }

  it("offers the tenant's domains and says that a name is free", async () => {
    const { checkHostname } = renderHostname({
      verdict: 'free',
      message: 'payments.example.com is free',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'payments.example.com' }),
    );

    expect(
      await screen.findByText('payments.example.com is free'),
    ).toBeInTheDocument();
    expect(checkHostname).toHaveBeenCalledWith(
      expect.objectContaining({
        tenant: 'payments',
        environment: 'prod',
        hostname: 'payments.example.com',
      }),
    );
  });

  it('does not go on with a name that somebody else holds', async () => {
    renderHostname({
      verdict: 'taken',
      message: 'Taken by another tenant, ask the platform team',
    });
    await userEvent.type(
      await screen.findByLabelText('Hostname'),
      'pay.example.com',
    );
    expect(await screen.findByText(/Taken by another/)).toBeInTheDocument();
    await review();

    await waitFor(() =>
      expect(screen.getAllByText(/Taken by another/)).not.toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });
});

describe('TenancySecretPath', () => {
  const options = {
    fields: [secretPathFieldOptions],
    properties: {
      path: {
        type: 'string',
        title: 'Path',
        'ui:field': 'TenancySecretPath',
        'ui:options': { tenant: 'tenant' },
      },
    },
    initialState: { tenant: 'payments' },
  };

  it("shows the tenant's prefix, which nobody types", async () => {
    const { onCreate } = renderForm(options);
    const input = await screen.findByLabelText('Path');
    expect(input).toHaveValue('');
    expect(screen.getByText('payments/')).toBeInTheDocument();
    await userEvent.type(input, 'db');
    expect(input).toHaveValue('db');
    await review();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );

    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({ path: 'payments/db' }),
    );
  });

  it('takes a path that was copied with its prefix', async () => {
    renderForm(options);
    const input = await screen.findByLabelText('Path');
    await userEvent.click(input);
    await userEvent.paste('payments/db');

    expect(input).toHaveValue('db');
  });

  it('refuses a path outside of it, and shows it whole', async () => {
    renderForm({
      ...options,
      initialState: { tenant: 'payments', path: 'ledger/db' },
    });
    expect(await screen.findByLabelText('Path')).toHaveValue('ledger/db');
    await review();

    expect(
      await screen.findAllByText(/Paths in vault begin with payments\//),
    ).not.toHaveLength(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('refuses to climb out of it', async () => {
    renderForm({
      ...options,
      initialState: { tenant: 'payments', path: 'payments/../ledger/db' },
    });
    await screen.findByLabelText('Path');
    await review();

    expect(await screen.findAllByText(/A path has no "\.\."/)).not.toHaveLength(
      0,
    );
  });
});

describe('TenancyWeights', () => {
  it('shows the share of each backend', async () => {
    const { onCreate } = renderForm({
      fields: [weightsFieldOptions],
      properties: {
        backends: {
          type: 'array',
          items: { type: 'object' },
          'ui:field': 'TenancyWeights',
        },
      },
      initialState: {
        backends: [
          { service: 'web', port: 8080, weight: 3 },
          { service: 'web-canary', port: 8080, weight: 1 },
        ],
      },
    });

    expect(await screen.findByText('75 %')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove web-canary' }),
    );
    expect(screen.getByText('100 %')).toBeInTheDocument();
    await review();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith({
      backends: [{ service: 'web', port: 8080, weight: 3 }],
    });
  });

  it('refuses a split that serves nobody', async () => {
    renderForm({
      fields: [weightsFieldOptions],
      properties: {
        backends: {
          type: 'array',
          items: { type: 'object' },
          'ui:field': 'TenancyWeights',
        },
      },
      initialState: { backends: [{ service: 'web', port: 8080, weight: 0 }] },
    });
    await review();

    expect(
      await screen.findAllByText(/With all weights at 0/),
    ).not.toHaveLength(0);
  });
});
