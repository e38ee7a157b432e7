import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fixesView, hostnameFix, platformView } from '../__fixtures__';
import { renderForm } from '../__testUtils__/renderForm';
import type { TenancyApi } from '../api';
import { gatewayFieldOptions } from './Gateway';
import { requestLoaderFieldOptions } from './RequestLoader';
import { requestNameFieldOptions } from './RequestName';
import { requestPreviewFieldOptions } from './RequestPreview';
import { secretStoreFieldOptions } from './SecretStore';

const spec = { image: 'image', 'ports.0.port': 'port' };

const requests =
  (kind: string, ...names: string[]) =>
  async () => ({
    data: {
      items: names.map(name => ({
        kind,
        name,
        path: '',
        stage: 'healthy' as const,
        why: '',
        commit: 'a'.repeat(40),
      })),
      sources: [],
    },
  });

const getRequest: TenancyApi['getRequest'] = async ({
  tenant,
  kind,
  name,
}) => ({
  path: '',
  commit: 'a'.repeat(40),
  request: {
    kind,
    metadata: { name, tenant },
    spec: {
      image: 'registry.example/api:1',
      ports: [{ name: 'http', port: 8080 }],
      grace: 77,
    },
  },
});

async function next() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
}

const nameProperty = {
  type: 'string',
  title: 'Name',
  'ui:field': 'TenancyRequestName',
  'ui:options': { kind: 'Workload', tenant: 'tenant', mode: 'mode' },
};

describe('TenancyRequestName', () => {
  it('asks for a new name, and says what is wrong with it', async () => {
    const { onCreate } = renderForm({
      fields: [requestNameFieldOptions],
      properties: { name: nameProperty },
      initialState: { mode: 'create', tenant: 'payments' },
    });
    await userEvent.type(await screen.findByLabelText('Name'), 'Api');
    await next();

    expect(
      (await screen.findAllByText(/no upper case letters/)).length,
    ).toBeGreaterThan(0);
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('offers the requests of the tenant of that kind to be changed', async () => {
    renderForm({
      fields: [requestNameFieldOptions],
      properties: { name: nameProperty },
      initialState: { mode: 'change', tenant: 'payments' },
      api: { getRequests: requests('Workload', 'worker', 'api') },
    });
    await userEvent.click(await screen.findByLabelText(/Name/));

    expect(
      (await screen.findAllByRole('option')).map(each => each.textContent),
    ).toEqual(['api', 'worker']);
  });

  it('says that there is nothing to change', async () => {
    renderForm({
      fields: [requestNameFieldOptions],
      properties: { name: nameProperty },
      initialState: { mode: 'change', tenant: 'payments' },
      api: { getRequests: requests('Route', 'api') },
    });

    expect(
      await screen.findByText('payments has no workload yet.'),
    ).toBeInTheDocument();
  });

  it('offers tenants where a tenant is changed', async () => {
    renderForm({
      fields: [requestNameFieldOptions],
      properties: {
        name: {
          ...nameProperty,
          'ui:options': { kind: 'Tenant', mode: 'mode' },
        },
      },
      initialState: { mode: 'change' },
    });
    await userEvent.click(await screen.findByLabelText(/Name/));

    expect(
      (await screen.findAllByRole('option')).map(each => each.textContent),
    ).toEqual(['checkout', 'payments']);
  });
});

describe('TenancyRequest', () => {
  function renderLoader(
    initialState: Record<string, string>,
    api: Partial<TenancyApi> = {},
  ) {
    const ask = jest.fn(getRequest);
    renderForm({
      fields: [requestLoaderFieldOptions],
      page: {
        'ui:field': 'TenancyRequest',
        'ui:options': {
          kind: 'Workload',
          tenant: 'tenant',
          name: 'name',
          mode: 'mode',
          loaded: 'loaded',
          spec,
        },
      },
      properties: {
        image: { type: 'string', title: 'Image' },
        port: { type: 'integer', title: 'Port' },
      },
      initialState,
      api: { getRequest: ask, ...api },
    });
    return ask;
  }

  const base = {
    image: 'registry.example/api:1',
    ports: [{ name: 'http', port: 8080 }],
    grace: 77,
  };
  const fixTo = (to: object) =>
    hostnameFix({
      id: 'ImageNotFound/1',
      options: [
        {
          ...hostnameFix().options[0],
          title: 'Use api:2',
          changes: ['image: api:1 → api:2'],
          edit: {
            kind: 'Workload',
            name: 'api',
            tenant: 'payments',
            base,
            to: { ...base, ...to },
          },
        },
      ],
    });
  const fixed = (to?: object): Partial<TenancyApi> => ({
    getFixes: async () => ({
      data: fixesView({ items: to ? [fixTo(to)] : [] }),
    }),
  });
  const asked = {
    mode: 'change',
    tenant: 'payments',
    name: 'api',
    loaded: JSON.stringify({
      kind: 'Workload',
      tenant: 'payments',
      name: 'api',
      fix: 'ImageNotFound/1',
      option: 0,
    }),
  };

  it('fills in the fix that a link asks for, and says so', async () => {
    renderLoader(asked, fixed({ image: 'registry.example/api:2' }));

    await waitFor(() =>
      expect(screen.getByLabelText('Image')).toHaveValue(
        'registry.example/api:2',
      ),
    );
    expect(screen.getByText(/Filled in: Use api:2/)).toBeInTheDocument();
  });

  it('fills in what Git holds where there is nothing to fix any more', async () => {
    renderLoader(asked, fixed());

    await waitFor(() =>
      expect(screen.getByLabelText('Image')).toHaveValue(
        'registry.example/api:1',
      ),
    );
    expect(screen.getByText(/Nothing was filled in/)).toBeInTheDocument();
  });

  it('fills the form from the request file', async () => {
    renderLoader({ mode: 'change', tenant: 'payments', name: 'api' });

    await waitFor(() =>
      expect(screen.getByLabelText('Image')).toHaveValue(
        'registry.example/api:1',
      ),
    );
    expect(screen.getByLabelText('Port')).toHaveValue(8080);
    expect(screen.getByText(/hold what is in Git/)).toBeInTheDocument();
  });

  it('fills it once, so that going back overwrites nothing', async () => {
    const ask = renderLoader({
      mode: 'change',
      tenant: 'payments',
      name: 'api',
      loaded: JSON.stringify({
        kind: 'Workload',
        tenant: 'payments',
        name: 'api',
        commit: 'a'.repeat(40),
        spec: {},
      }),
      image: 'registry.example/api:2',
    });

    expect(await screen.findByLabelText('Image')).toHaveValue(
      'registry.example/api:2',
    );
    expect(ask).not.toHaveBeenCalled();
  });

  it('reads nothing for what is new', async () => {
    const ask = renderLoader({
      mode: 'create',
      tenant: 'payments',
      name: 'api',
    });

    expect(await screen.findByLabelText('Image')).toHaveValue('');
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('TenancyRequestPreview of a change', () => {
  it('asks with what was loaded, shown and submitted', async () => {
    const ask = jest.fn<
      ReturnType<TenancyApi['preview']>,
      Parameters<TenancyApi['preview']>
    >(() => new Promise(() => {}));
    const base = {
      image: 'registry.example/api:1',
      ports: [{ name: 'http', port: 8080 }],
      grace: 77,
    };
    renderForm({
      fields: [requestPreviewFieldOptions],
      properties: {
        preview: {
          type: 'object',
          'ui:field': 'TenancyRequestPreview',
          'ui:options': {
            kind: 'Workload',
            mode: 'mode',
            tenant: 'tenant',
            name: 'name',
            spec,
          },
        },
      },
      initialState: {
        mode: 'change',
        tenant: 'payments',
        name: 'api',
        image: 'registry.example/api:2',
        port: 8080,
        loaded: JSON.stringify({
          kind: 'Workload',
          tenant: 'payments',
          name: 'api',
          commit: 'a'.repeat(40),
          spec: base,
        }),
      },
      api: { preview: ask },
    });

    await waitFor(() => expect(ask).toHaveBeenCalled());
    expect(ask.mock.calls[0][0]).toEqual({
      edit: {
        kind: 'Workload',
        tenant: 'payments',
        name: 'api',
        base,
        from: base,
        to: { ...base, image: 'registry.example/api:2' },
      },
    });
  });
});

describe('TenancySecretStore', () => {
  it('takes the only store by itself', async () => {
    const { onCreate } = renderForm({
      fields: [secretStoreFieldOptions],
      properties: {
        store: {
          type: 'string',
          title: 'Store',
          'ui:field': 'TenancySecretStore',
          'ui:options': { environments: 'environments' },
        },
      },
      initialState: { environments: ['dev'] },
      api: {
        getPlatform: async () => {
          const platform = platformView();
          return {
            ...platform,
            environments: platform.environments.map(environment => ({
              ...environment,
              secretStores: [
                { name: 'vault', provider: 'vault', prefix: '${{ tenant }}/' },
              ],
            })),
          };
        },
      },
    });

    await waitFor(() =>
      expect(
        screen.getByRole('radio', { name: 'vault (vault)' }),
      ).toBeChecked(),
    );
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({ store: 'vault' }),
    );
  });

  it('says that no store is in all environments', async () => {
    renderForm({
      fields: [secretStoreFieldOptions],
      properties: {
        store: { type: 'string', 'ui:field': 'TenancySecretStore' },
      },
      api: {
        getPlatform: async () => ({
          ...platformView(),
          environments: platformView().environments.map(environment => ({
            ...environment,
            secretStores: [],
          })),
        }),
      },
    });

    expect(
      await screen.findByText(/No secret store of the platform/),
    ).toBeInTheDocument();
  });
});

describe('TenancyGateway by protocol', () => {
  it('offers only gateways that take the protocol of the form', async () => {
    renderForm({
      fields: [gatewayFieldOptions],
      properties: {
        gateway: {
          type: 'string',
          title: 'Gateway',
          'ui:field': 'TenancyGateway',
          'ui:options': { protocol: 'protocol' },
        },
      },
      initialState: { protocol: 'UDP' },
    });

    expect(
      await screen.findByText(/No gateway of the platform takes this/),
    ).toBeInTheDocument();
  });
});
