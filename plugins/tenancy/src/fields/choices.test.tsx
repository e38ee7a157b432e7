import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformView, tenantList, tenantSummary } from '../__fixtures__';
import { renderForm } from '../__testUtils__/renderForm';
import { environmentsFieldOptions } from './Environments';
import { gatewayFieldOptions } from './Gateway';
import { tenantPickerFieldOptions } from './TenantPicker';
import { tierFieldOptions } from './Tier';

async function review() {
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }));
}

async function create() {
  await review();
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
}

describe('TenancyEnvironments', () => {
  const options = {
    fields: [environmentsFieldOptions],
    properties: {
      environments: {
        type: 'array',
        title: 'Environments',
        items: { type: 'string' },
        'ui:field': 'TenancyEnvironments',
      },
    },
  };

  it("keeps the platform's order whatever the order of the clicks", async () => {
    const { onCreate } = renderForm(options);
    await userEvent.click(await screen.findByLabelText('prod'));
    await userEvent.click(screen.getByLabelText('dev'));
    await create();

    expect(onCreate).toHaveBeenCalledWith({ environments: ['dev', 'prod'] });
  });

  it('is not undone by the field that loses the focus', async () => {
    // As the owner picker does: it hands over its value again on blur.
    const Blurring = (props: {
      formData?: string;
      onChange: (value: string) => void;
    }) => (
      <input
        aria-label="Owner"
        value={props.formData ?? ''}
        onChange={event => props.onChange(event.target.value)}
        onBlur={event => props.onChange(event.target.value)}
      />
    );
    const { onCreate } = renderForm({
      fields: [
        environmentsFieldOptions,
        { name: 'Blurring', component: Blurring },
      ],
      properties: {
        owner: { type: 'string', 'ui:field': 'Blurring' },
        ...options.properties,
      },
      initialState: { environments: ['prod'] },
    });
    await screen.findByLabelText('dev');
    await userEvent.type(screen.getByLabelText('Owner'), 'a');
    await userEvent.click(screen.getByText('dev'));
    await create();

    expect(onCreate).toHaveBeenCalledWith({
      owner: 'a',
      environments: ['dev', 'prod'],
    });
  });

  it('does not mind the empty items of a list with a least number', async () => {
    const { onCreate } = renderForm({
      ...options,
      properties: {
        environments: { ...options.properties.environments, minItems: 1 },
      },
    });
    await userEvent.click(await screen.findByLabelText('dev'));
    await create();

    expect(onCreate).toHaveBeenCalledWith({ environments: ['dev'] });
  });

  it('refuses an environment that is not offered', async () => {
    renderForm({ ...options, initialState: { environments: ['moon'] } });
    await screen.findByLabelText('dev');
    await review();

    expect(
      await screen.findAllByText(
        /"moon" is not an environment; the platform offers dev, prod/,
      ),
    ).not.toHaveLength(0);
  });

  it('refuses an empty choice', async () => {
    renderForm({ ...options, initialState: { environments: [] } });
    await screen.findByLabelText('dev');
    await review();

    expect(
      await screen.findAllByText(/Choose at least one environment/),
    ).not.toHaveLength(0);
  });

  it('says when the platform cannot be read, and tries again', async () => {
    renderForm({
      ...options,
      api: {
        getPlatform: jest
          .fn()
          .mockRejectedValueOnce(new Error('the backend is away'))
          .mockResolvedValue(platformView()),
      },
    });
    expect(
      await screen.findByText(/the platform could not be read/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByLabelText('dev')).toBeInTheDocument();
  });
});

describe('TenancyTier', () => {
  it('shows what each tier gives', async () => {
    const { onCreate } = renderForm({
      fields: [tierFieldOptions],
      properties: { tier: { type: 'string', 'ui:field': 'TenancyTier' } },
    });
    await userEvent.click(
      await screen.findByLabelText(/small.*4 CPU, 8 GiB, 20 pods/),
    );
    await create();

    expect(onCreate).toHaveBeenCalledWith({ tier: 'small' });
  });

  it('refuses a tier that is not offered', async () => {
    renderForm({
      fields: [tierFieldOptions],
      properties: { tier: { type: 'string', 'ui:field': 'TenancyTier' } },
      initialState: { tier: 'huge' },
    });
    await screen.findByLabelText(/small/);
    await review();

    expect(await screen.findAllByText(/"huge" is not a tier/)).not.toHaveLength(
      0,
    );
  });
});

describe('TenancyTenantPicker', () => {
  const options = {
    fields: [tenantPickerFieldOptions],
    properties: {
      tenant: { type: 'string', 'ui:field': 'TenancyTenantPicker' },
    },
  };

  it('takes the only tenant of the user by itself', async () => {
    const { onCreate } = renderForm(options);
    await screen.findByDisplayValue('payments');
    await create();

    expect(onCreate).toHaveBeenCalledWith({ tenant: 'payments' });
  });

  it('offers only tenants of the user', async () => {
    renderForm({
      ...options,
      ownershipEntityRefs: ['group:default/payments', 'group:default/ledger'],
      api: {
        getTenants: async () => ({
          data: tenantList(
            ['payments', 'ledger', 'checkout'].map(name => tenantSummary(name)),
          ),
        }),
      },
    });
    await userEvent.click(await screen.findByLabelText(/Tenant/));

    expect(
      (await screen.findAllByRole('option')).map(item => item.textContent),
    ).toEqual(['ledger', 'payments']);
  });

  it('refuses a tenant of somebody else', async () => {
    renderForm({ ...options, initialState: { tenant: 'checkout' } });
    await screen.findByLabelText(/Tenant/);
    await review();

    expect(
      await screen.findAllByText(/You own no tenant "checkout"/),
    ).not.toHaveLength(0);
  });

  it('says what to do for one who owns none', async () => {
    renderForm({
      ...options,
      ownershipEntityRefs: ['user:default/ada'],
      api: { getTenants: async () => ({ data: tenantList([]) }) },
    });

    expect(
      await screen.findByText(/You own no tenant yet/),
    ).toBeInTheDocument();
  });

  it('offers all that the platform team sees to those of it, who own none', async () => {
    renderForm({
      ...options,
      ownershipEntityRefs: ['group:default/platform'],
      api: {
        getTenants: async () => ({
          data: tenantList(
            ['payments', 'checkout'].map(name => tenantSummary(name)),
          ),
        }),
      },
    });
    await userEvent.click(await screen.findByLabelText(/Tenant/));

    expect(
      (await screen.findAllByRole('option')).map(item => item.textContent),
    ).toEqual(['checkout', 'payments']);
  });
});

describe('TenancyGateway', () => {
  const properties = {
    gateway: {
      type: 'string',
      'ui:field': 'TenancyGateway',
      'ui:options': { environments: 'environments' },
    },
  };

  it('offers only gateways that all chosen environments have', async () => {
    const platform = platformView();
    platform.environments[1].gateways.shift();
    renderForm({
      fields: [gatewayFieldOptions],
      properties,
      initialState: { environments: ['dev', 'prod'] },
      api: { getPlatform: async () => platform },
    });

    expect(
      await screen.findByLabelText('Company network (internal)'),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/Internet/)).not.toBeInTheDocument();
  });

  it('is not asked for where nobody from outside may come, also once one was chosen', async () => {
    const { onCreate } = renderForm({
      fields: [gatewayFieldOptions],
      properties,
      initialState: { gateway: 'external' },
    });
    await userEvent.click(await screen.findByLabelText('Nobody from outside'));
    await create();

    expect(onCreate).toHaveBeenCalledWith({});
  });

  it('refuses a gateway that is not there', async () => {
    renderForm({
      fields: [gatewayFieldOptions],
      properties,
      initialState: { gateway: 'mesh' },
    });
    await screen.findByLabelText(/Internet/);
    await review();

    expect(await screen.findAllByText(/"mesh" is no gateway/)).not.toHaveLength(
      0,
    );
  });
});
