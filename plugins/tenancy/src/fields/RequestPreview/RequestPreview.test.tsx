import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { finding, preview } from '../../__fixtures__';
import { renderForm } from '../../__testUtils__/renderForm';
import type { TenancyApi } from '../../api';
import { requestPreviewFieldOptions } from './requestPreviewField';

function renderPreview(
  ask: TenancyApi['preview'],
  initialState: Record<string, string> = {},
) {
  return renderForm({
    fields: [requestPreviewFieldOptions],
    properties: {
      tenant: { type: 'string', title: 'Name' },
      tier: { type: 'string', title: 'Tier' },
      preview: {
        type: 'object',
        'ui:field': 'TenancyRequestPreview',
        'ui:options': {
          kind: 'Tenant',
          expect: 'create',
          name: 'tenant',
          spec: ['tier'],
        },
      },
    },
    initialState,
    api: { preview: ask },
  });
}

async function findPreview() {
  return within(
    await screen.findByRole('region', { name: 'What this will do' }),
  );
}

describe('TenancyRequestPreview', () => {
  it('follows the typing, and asks once it pauses', async () => {
    const ask = jest.fn(async () => preview());
    renderPreview(ask);
    const region = await findPreview();
    expect(region.getByText(/Fill in the form/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Name'), 'payments');
    await userEvent.type(screen.getByLabelText('Tier'), 'small');

    expect(
      await region.findByText('+ namespace payments in dev, prod'),
    ).toBeInTheDocument();
    // A busy machine may type more slowly than the preview waits.
    await waitFor(() =>
      expect(ask).toHaveBeenLastCalledWith(
        {
          expect: 'create',
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Tenant',
            metadata: { name: 'payments' },
            spec: { tier: 'small' },
          },
        },
        expect.anything(),
      ),
    );
    expect(ask.mock.calls.length).toBeLessThan(5);
  });

  it('shows the files, to copy and against Git', async () => {
    const user = userEvent.setup();
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    renderPreview(async () => preview(), { tenant: 'payments' });
    const region = await findPreview();
    await user.click(await region.findByRole('tab', { name: 'Files 2' }));
    await user.click(region.getByRole('button', { name: /payments.yaml/ }));
    expect(region.getByText(/kind: Tenant/)).toBeInTheDocument();
    await user.click(region.getByRole('button', { name: 'Copy' }));
    expect(copy).toHaveBeenCalledWith(expect.stringContaining('kind: Tenant'));
    expect(
      await region.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();

    await user.click(region.getByRole('button', { name: /CODEOWNERS/ }));
    expect(
      region.getByLabelText('Difference from Git', { selector: 'pre' }),
    ).toHaveTextContent(
      /\/platform\/ @platform.*added.*\/tenants\/payments\/ @payments/,
    );
  });

  it('opens at the findings when one forbids the request, and does not go on', async () => {
    renderPreview(
      async () =>
        preview({
          findings: [
            finding({ code: 'Hint', severity: 'warning', message: 'Tight' }),
            finding(),
          ],
        }),
      { tenant: 'payments' },
    );
    const region = await findPreview();
    expect(
      await region.findByRole('tab', { name: 'Findings 2' }),
    ).toHaveAttribute('aria-selected', 'true');
    const items = region.getAllByRole('listitem');
    expect(items[0]).toHaveTextContent(
      /Error.*metadata.name.*There is a tenant payments already.*Choose another name/,
    );
    expect(items[1]).toHaveTextContent(/Warning.*Tight/);

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(/There is a tenant payments already. Choose/),
    ).not.toHaveLength(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('goes on with warnings, and the review says what changes', async () => {
    const { onCreate } = renderPreview(
      async () => preview({ findings: [finding({ severity: 'warning' })] }),
      { tenant: 'payments' },
    );
    const region = await findPreview();
    await region.findByText('+ namespace payments in dev, prod');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );

    expect(onCreate).toHaveBeenCalledWith({
      tenant: 'payments',
      preview: { changes: preview().changes },
    });
  });

  it('goes on with a removal only once it is confirmed, by environment', async () => {
    const removal = (environment: string) => ({
      id: `${environment}/Service/api`,
      environment,
      ref: { cluster: environment, group: '', kind: 'Service', name: 'api' },
      dependents: ['HTTPRoute shop'],
      confirmed: false,
    });
    const removals = [removal('dev'), removal('prod')];
    const ask = jest.fn<
      ReturnType<TenancyApi['preview']>,
      Parameters<TenancyApi['preview']>
    >(async ({ confirmed = [] }) =>
      preview({
        removals,
        findings: removals
          .filter(({ id }) => !confirmed.includes(id))
          .map(({ environment }) =>
            finding({
              code: 'RemovalNotConfirmed',
              field: undefined,
              message: `This takes away from ${environment}: Service api`,
            }),
          ),
      }),
    );
    const { onCreate } = renderPreview(ask, { tenant: 'payments' });
    const region = await findPreview();
    const box = (environment: string) =>
      region.findByRole('checkbox', {
        name: new RegExp(`Remove from ${environment}: Service api`),
      });
    expect(await region.findAllByText(/Still used by HTTPRoute/)).toHaveLength(
      2,
    );
    await userEvent.click(await box('dev'));
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findAllByText(/takes away from prod/)).not.toHaveLength(
      0,
    );

    await userEvent.click(await box('prod'));
    await waitFor(() =>
      expect(region.queryByText(/takes away from prod/)).toBeNull(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({
        preview: expect.objectContaining({
          confirmed: ['dev/Service/api', 'prod/Service/api'],
        }),
      }),
    );
  });

  it('says when no cluster was asked', async () => {
    renderPreview(async () => preview({ checkedLive: false }), {
      tenant: 'payments',
    });

    expect(await screen.findByText(/No cluster was asked/)).toBeInTheDocument();
  });

  it('does not go on when nobody can check', async () => {
    renderPreview(
      async () => {
        throw new Error('the backend is away');
      },
      { tenant: 'payments' },
    );
    expect(
      await screen.findByText(/The preview could not be made/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));

    await waitFor(() =>
      expect(screen.getAllByText(/the backend is away/)).not.toHaveLength(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  describe('to render again', () => {
    function renderAgain(
      initialState: Record<string, string>,
      api: Parameters<typeof renderForm>[0]['api'],
    ) {
      return renderForm({
        fields: [requestPreviewFieldOptions],
        properties: {
          scope: { type: 'string' },
          preview: {
            type: 'object',
            'ui:field': 'TenancyRequestPreview',
            'ui:options': {
              action: 'render',
              kind: 'Tenant',
              tenant: 'tenant',
            },
          },
        },
        initialState,
        api,
      });
    }

    it('asks for the tenant as Git holds it, and shows what comes of it', async () => {
      const ask = jest.fn(async () => preview());
      const spec = { tier: 'small', owner: 'group:default/payments' };
      const getRequest = jest.fn(async () => ({
        path: 'platform/tenants/payments.yaml',
        commit: '1',
        request: { spec },
      }));
      renderAgain(
        { scope: 'one', tenant: 'payments' },
        { preview: ask, getRequest },
      );
      const region = await findPreview();

      expect(
        await region.findByText('+ namespace payments in dev, prod'),
      ).toBeInTheDocument();
      expect(ask).toHaveBeenCalledWith(
        { edit: { kind: 'Tenant', name: 'payments', base: spec, to: spec } },
        expect.anything(),
      );
      expect(getRequest).toHaveBeenCalledWith({
        tenant: 'payments',
        kind: 'Tenant',
        name: 'payments',
      });
    });

    it('asks for all, whatever tenant was chosen before', async () => {
      const ask = jest.fn(async () => preview());
      renderAgain({ scope: 'all', tenant: 'payments' }, { preview: ask });
      const region = await findPreview();

      await region.findByText('+ namespace payments in dev, prod');
      expect(ask).toHaveBeenCalledWith({ all: true }, expect.anything());
    });

    it('asks nothing without a tenant', async () => {
      const ask = jest.fn(async () => preview());
      renderAgain({ scope: 'one' }, { preview: ask });
      expect(
        (await findPreview()).getByText(/Fill in the form/),
      ).toBeInTheDocument();
      expect(ask).not.toHaveBeenCalled();
    });

    it('says when the tenant cannot be read', async () => {
      const ask = jest.fn(async () => preview());
      renderAgain(
        { scope: 'one', tenant: 'payments' },
        {
          preview: ask,
          getRequest: async () => {
            throw new Error('Git is away');
          },
        },
      );
      expect(
        await (await findPreview()).findByText(/could not be made/),
      ).toBeInTheDocument();
      expect(ask).not.toHaveBeenCalled();
    });
  });
});
