import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { finding, platformView, preview } from '../__fixtures__';
import { renderForm } from '../__testUtils__/renderForm';
import { requestLoaderFieldOptions } from './RequestLoader';
import { requestNameFieldOptions } from './RequestName';
import { secretStoreFieldOptions } from './SecretStore';

async function review() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
}

async function create() {
  await review();
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
}

describe('TenancyRequestName', () => {
  function renderName(
    kind: string,
    mode: string,
    options: Partial<Parameters<typeof renderForm>[0]> = {},
  ) {
    return renderForm({
      fields: [requestNameFieldOptions],
      properties: {
        name: {
          type: 'string',
          title: 'Name',
          'ui:field': 'TenancyRequestName',
          'ui:options': { kind, tenant: 'tenant', mode: 'mode' },
        },
      },
      initialState: { mode, tenant: 'payments' },
      ...options,
    });
  }

  it('asks for the name of a new request and refuses a bad one', async () => {
    renderName('Route', 'create');
    await userEvent.type(await screen.findByLabelText('Name'), 'Pay');
    await review();

    expect(
      await screen.findAllByText(/A name has no upper case letters/),
    ).not.toHaveLength(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('says of a new tenant whether its name is taken', async () => {
    renderName('Tenant', 'create', {
      api: { preview: async () => preview({ findings: [finding()] }) },
    });
    await userEvent.type(await screen.findByLabelText('Name'), 'payments');

    expect(
      await screen.findByText(/There is a tenant payments already/),
    ).toBeInTheDocument();
  });

  it('offers what is there to change, of this kind and in Git', async () => {
    renderName('Route', 'change', {
      api: {
        getRequests: async () => ({
          data: {
            items: [
              ['Route', 'pay', '1'],
              ['Route', 'proposed-only', undefined],
              ['Secret', 'stripe', '2'],
            ].map(([kind, name, commit]) => ({
              kind: kind ?? '',
              name: name ?? '',
              path: `${kind}-${name}.yaml`,
              stage: 'merged' as const,
              why: '',
              commit,
            })),
            sources: [],
          },
        }),
      },
    });
    await userEvent.click(await screen.findByLabelText(/Name/));

    expect(
      (await screen.findAllByRole('option')).map(item => item.textContent),
    ).toEqual(['pay']);
  });

  it('says when there is nothing to change', async () => {
    renderName('Workload', 'change');

    expect(
      await screen.findByText('payments has no workload yet.'),
    ).toBeInTheDocument();
  });

  it('wants the tenant first', async () => {
    renderName('Route', 'change', { initialState: { mode: 'change' } });

    expect(
      await screen.findByText('Choose a tenant first.'),
    ).toBeInTheDocument();
  });
});

describe('TenancyRequest', () => {
  const page = {
    'ui:field': 'TenancyRequest',
    'ui:options': {
      kind: 'Route',
      tenant: 'tenant',
      name: 'name',
      mode: 'mode',
      loaded: 'loaded',
      spec: { hostname: 'host' },
    },
  };
  const properties = {
    name: { type: 'string', title: 'Name' },
    host: { type: 'string', title: 'Hostname' },
    loaded: { type: 'string', 'ui:widget': 'hidden' },
  };

  it('takes over no empty list or map, which would be a row of the review', async () => {
    const { onCreate } = renderForm({
      fields: [requestLoaderFieldOptions],
      page: {
        ...page,
        'ui:options': {
          ...page['ui:options'],
          spec: { hostname: 'host', env: 'env', args: 'args' },
        },
      },
      properties,
      initialState: { mode: 'change', tenant: 'payments', name: 'pay' },
      api: {
        getRequest: async () => ({
          path: 'tenants/payments/requests/route-pay.yaml',
          commit: '1',
          request: { spec: { hostname: 'a.example', env: {}, args: [] } },
        }),
      },
    });
    await screen.findByText(/hold what is in Git/);
    await create();

    expect(onCreate).toHaveBeenCalledWith(
      expect.not.objectContaining({ env: expect.anything() }),
    );
    expect(onCreate).toHaveBeenCalledWith(
      expect.not.objectContaining({ args: expect.anything() }),
    );
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({ host: 'a.example' }),
    );
  });

  it('fills the form from the request file, once', async () => {
    const getRequest = jest.fn(async () => ({
      path: 'tenants/payments/requests/route-pay.yaml',
      commit: '1',
      request: { spec: { hostname: 'pay.example.com' } },
    }));
    const { onCreate } = renderForm({
      fields: [requestLoaderFieldOptions],
      page,
      properties,
      initialState: { mode: 'change', tenant: 'payments', name: 'pay' },
      api: { getRequest },
    });
    const host = await screen.findByLabelText('Hostname');
    await screen.findByText(/hold what is in Git/);
    expect(host).toHaveValue('pay.example.com');

    await userEvent.clear(host);
    await userEvent.type(host, 'buy.example.com');
    await create();
    expect(getRequest).toHaveBeenCalledTimes(1);
    expect(getRequest).toHaveBeenCalledWith({
      kind: 'Route',
      tenant: 'payments',
      name: 'pay',
    });
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({ host: 'buy.example.com' }),
    );
  });

  it('leaves a new request alone', async () => {
    const getRequest = jest.fn();
    renderForm({
      fields: [requestLoaderFieldOptions],
      page,
      properties,
      initialState: { mode: 'create', tenant: 'payments', name: 'pay' },
      api: { getRequest },
    });

    expect(await screen.findByLabelText('Hostname')).toHaveValue('');
    expect(getRequest).not.toHaveBeenCalled();
  });

  it('says when the file cannot be read', async () => {
    renderForm({
      fields: [requestLoaderFieldOptions],
      page,
      properties,
      initialState: { mode: 'change', tenant: 'payments', name: 'pay' },
      api: {
        getRequest: async () => {
          throw new Error('Git does not answer');
        },
      },
    });

    expect(
      await screen.findByText(/could not be read: Git does not answer/),
    ).toBeInTheDocument();
  });
});

describe('TenancySecretStore', () => {
  const properties = {
    store: {
      type: 'string',
      title: 'Store',
      'ui:field': 'TenancySecretStore',
      'ui:options': { environments: 'environments' },
    },
  };

  it('takes the only store by itself', async () => {
    const { onCreate } = renderForm({
      fields: [secretStoreFieldOptions],
      properties,
    });
    expect(await screen.findByLabelText('vault (vault)')).toBeChecked();
    await create();

    expect(onCreate).toHaveBeenCalledWith({ store: 'vault' });
  });

  it('offers only stores that all chosen environments have', async () => {
    const platform = platformView();
    platform.environments[0].secretStores.push({
      name: 'aws',
      provider: 'awsSecretsManager',
      prefix: 'payments/',
    });
    renderForm({
      fields: [secretStoreFieldOptions],
      properties,
      initialState: { environments: ['dev', 'prod'], store: 'aws' },
      api: { getPlatform: async () => platform },
    });
    expect(await screen.findByLabelText('vault (vault)')).toBeInTheDocument();
    expect(screen.queryByLabelText(/aws/)).not.toBeInTheDocument();
    await review();

    expect(
      await screen.findAllByText(/"aws" is no secret store/),
    ).not.toHaveLength(0);
  });
});
