import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { finding, fixtureTenancyApi, preview } from '../../__fixtures__';
import { renderForm } from '../../__testUtils__/renderForm';
import type { TenancyApi } from '../../api';
import { tenantNameFieldOptions } from './TenantName';

function renderName(api: Partial<TenancyApi> = {}) {
  return renderForm({
    fields: [tenantNameFieldOptions],
    properties: {
      tenant: {
        type: 'string',
        title: 'Name',
        'ui:field': 'TenancyTenantName',
      },
    },
    required: ['tenant'],
    api,
  });
}

describe('TenancyTenantName', () => {
  it('says while one types that a name is free', async () => {
    renderName();
    await userEvent.type(await screen.findByLabelText(/Name/), 'shop');

    expect(await screen.findByText('shop is free')).toBeInTheDocument();
  });

  it('says that a name is taken, and does not go on', async () => {
    const ask = jest.fn(async () => preview({ findings: [finding()] }));
    const { onCreate } = renderName({ preview: ask });
    await userEvent.type(await screen.findByLabelText(/Name/), 'payments');
    const problem = 'There is a tenant payments already. Choose another name.';
    expect(await screen.findByText(problem)).toBeInTheDocument();
    expect(ask).toHaveBeenCalledWith(
      expect.objectContaining({
        expect: 'create',
        request: expect.objectContaining({
          kind: 'Tenant',
          metadata: { name: 'payments' },
          spec: expect.objectContaining({
            environments: (
              await fixtureTenancyApi().getPlatform()
            ).environments.map(({ name }) => name),
          }),
        }),
      }),
      expect.anything(),
    );

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(screen.getAllByText(new RegExp(problem))).not.toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('refuses a bad shape without asking the backend', async () => {
    const ask = jest.fn(async () => preview());
    renderName({ preview: ask });
    await userEvent.type(await screen.findByLabelText(/Name/), 'Shop');

    expect(
      await screen.findByText('A name has no upper case letters'),
    ).toBeInTheDocument();
    expect(ask).not.toHaveBeenCalled();
  });

  it('is kept from no environment by another one that nobody can ask', async () => {
    const asked: unknown[] = [];
    renderName({
      preview: async ({ request }) => {
        const { environments } = (
          request as { spec: { environments: string[] } }
        ).spec;
        asked.push(environments);
        if (environments.length > 1) {
          throw new Error('Not read yet: cluster edge');
        }
        return preview();
      },
    });
    await userEvent.type(await screen.findByLabelText(/Name/), 'shop');

    expect(await screen.findByText('shop is free')).toBeInTheDocument();
    expect(asked).toContainEqual([expect.any(String)]);
  });

  it('does not call free what nobody could look up', async () => {
    renderName({
      preview: async () => {
        throw new Error('Request failed with 503', {
          cause: new Error('Git does not answer'),
        });
      },
    });
    await userEvent.type(await screen.findByLabelText(/Name/), 'shop');

    expect(
      await screen.findByText(
        'Nobody could say whether shop is free: Git does not answer',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('shop is free')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(/Could not be checked: Git does not answer/),
    ).not.toHaveLength(0);
  });
});
