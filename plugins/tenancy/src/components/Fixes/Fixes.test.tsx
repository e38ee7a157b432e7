import { renderInTestApp } from '@backstage/frontend-test-utils';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fixesView,
  fixtureTenancyApi,
  hostnameFix,
  preview,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { tenancyApiRef, type TenancyApi } from '../../api';
import { rootRouteRef, templateRouteRef, tenantRouteRef } from '../../routes';
import { FixButton, FixesScope, FixList } from '.';

const fix = hostnameFix();
const [ref] = fix.subjects;
const button = { name: /Use pay\.example\.com/ };

const beside = (
  <FixesScope tenant="payments">
    <FixButton refs={[ref]} environment="prod" />
  </FixesScope>
);
const answering = (
  changes: Parameters<typeof fixesView>[0] = {},
): Partial<TenancyApi> => ({
  getFixes: async () => ({ data: fixesView({ items: [fix], ...changes }) }),
});

describe('FixButton', () => {
  it('says what it does, and shows what changes and what follows', async () => {
    await renderWithApi(
      beside,
      {
        ...answering(),
        preview: async () => ({
          ...preview(),
          changes: ['~ HTTPRoute pay in prod: spec.hostnames'],
        }),
      },
      { hasTemplates: true },
    );

    await userEvent.click(await screen.findByRole('button', button));

    expect(
      await screen.findByRole('dialog', { name: 'Fix it' }),
    ).toBeInTheDocument();
    expect(screen.getByText('pay.exmple.com')).toBeInTheDocument();
    expect(screen.getByText('pay.example.com')).toBeInTheDocument();
    expect(
      await screen.findByText('~ HTTPRoute pay in prod: spec.hostnames'),
    ).toBeInTheDocument();
    const form = screen.getByRole('link', { name: 'Open in the form' });
    const data = JSON.parse(
      new URL(
        form.getAttribute('href') ?? '',
        'http://localhost',
      ).searchParams.get('formData') ?? '',
    );
    expect(data).toMatchObject({
      mode: 'change',
      tenant: 'payments',
      name: 'pay',
    });
    expect(JSON.parse(data.loaded)).toEqual({
      kind: 'Route',
      tenant: 'payments',
      name: 'pay',
      fix: fix.id,
      option: 0,
    });
  });

  it('is disabled with its reason where the viewer may not', async () => {
    await renderWithApi(beside, answering({ mayChange: false }), {
      hasTemplates: true,
    });
    const found = await screen.findByRole('button', button);
    expect(found).toBeDisabled();
    expect(found).toHaveAccessibleDescription(
      'Only the owners of payments and platform admins can change it.',
    );
  });

  it.each([
    ['without software templates', beside, false],
    [
      'for another object',
      <FixesScope key="scope" tenant="payments">
        <FixButton refs={[{ ...ref, name: 'other' }]} />
      </FixesScope>,
      true,
    ],
    [
      'in another environment',
      <FixesScope key="scope" tenant="payments">
        <FixButton refs={[ref]} environment="dev" />
      </FixesScope>,
      true,
    ],
    ['outside of a scope', <FixButton key="button" refs={[ref]} />, true],
  ])('is not there %s', async (_, element, hasTemplates) => {
    await renderWithApi(
      <>
        {element}
        <p>ready</p>
      </>,
      answering(),
      { hasTemplates },
    );
    await screen.findByText('ready');
    await expect(
      screen.findByRole('button', button, { timeout: 300 }),
    ).rejects.toThrow();
  });

  it('lets several ways be chosen from', async () => {
    const [first] = fix.options;
    const two = hostnameFix({
      options: [
        first,
        {
          ...first,
          title: 'Use the usual name',
          changes: ['hostnames: ["pay.exmple.com"] → not set'],
          remaining: ['Something else is wrong.'],
        },
      ],
    });
    await renderWithApi(beside, answering({ items: [two] }), {
      hasTemplates: true,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /Fix it \(2 ways\)/ }),
    );
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Use the usual name' }),
    );
    expect(await screen.findByText(/Something else is wrong/)).toBeVisible();
  });
});

describe('proposing', () => {
  const schema = {
    title: 'Route',
    steps: [
      {
        title: 'The route',
        schema: {
          'ui:field': 'TenancyRequest',
          'ui:options': {
            kind: 'Route',
            tenant: 'tenant',
            name: 'name',
            mode: 'mode',
            loaded: 'loaded',
            spec: { 'hostnames.0': 'hostname' },
          },
        },
      },
    ],
  };

  function show(scaffolder: object) {
    return renderInTestApp(beside, {
      apis: [
        [tenancyApiRef, fixtureTenancyApi(answering())],
        [scaffolderApiRef, scaffolder as typeof scaffolderApiRef.T],
      ],
      mountedRoutes: {
        '/tenancy': rootRouteRef,
        '/tenancy/:tenant': tenantRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
    });
  }

  const ends = (body: object) => ({
    subscribe: ({ next }: { next: (event: object) => void }) => {
      setTimeout(() => {
        next({
          type: 'log',
          body: { message: 'Beginning step Render and check' },
        });
        next({ type: 'completion', body });
      });
      return { unsubscribe: () => {} };
    },
  });

  async function commit() {
    await userEvent.click(await screen.findByRole('button', button));
    await userEvent.click(
      await screen.findByRole('button', { name: /Open pull request|Commit/ }),
    );
  }

  it('submits the change form of the template, and shows what came of it', async () => {
    const scaffold = jest.fn(async () => ({ taskId: 'task' }));
    await show({
      scaffold,
      getTemplateParameterSchema: async () => schema,
      streamLogs: () =>
        ends({
          status: 'completed',
          output: {
            links: [
              { title: 'Commit', url: '' },
              { title: 'Pull request', url: 'https://git.example.com/pull/7' },
            ],
          },
        }),
    });

    await commit();

    const link = await screen.findByRole('link', { name: /Pull request/ });
    expect(link).toHaveAttribute('href', 'https://git.example.com/pull/7');
    const [[{ templateRef, values }]] = scaffold.mock.calls as unknown as [
      [{ templateRef: string; values: Record<string, string> }],
    ];
    expect(templateRef).toBe('template:default/kubernetes-route');
    expect(values).toMatchObject({
      mode: 'change',
      tenant: 'payments',
      name: 'pay',
      hostname: 'pay.example.com',
    });
    expect(JSON.parse(values.loaded).spec).toEqual({
      hostnames: ['pay.exmple.com'],
    });
    expect(JSON.parse(values.yaml).spec).toEqual({
      hostnames: ['pay.example.com'],
    });
  });

  it('shows what came of it after what was wrong is gone', async () => {
    let items = [fix];
    const api = fixtureTenancyApi({
      getFixes: async () => ({ data: fixesView({ items }) }),
    });
    const signals: Array<(signal: { tenants: string[] }) => void> = [];
    await renderInTestApp(beside, {
      apis: [
        [tenancyApiRef, api],
        [
          signalApiRef,
          {
            subscribe: (_: string, tell: (typeof signals)[number]) => {
              signals.push(tell);
              return { unsubscribe: () => {} };
            },
          } as unknown as typeof signalApiRef.T,
        ],
        [
          scaffolderApiRef,
          {
            scaffold: async () => ({ taskId: 'task' }),
            getTemplateParameterSchema: async () => schema,
            streamLogs: () =>
              ends({
                status: 'completed',
                output: {
                  links: [
                    { title: 'Commit', url: 'https://git.example.com/c/7' },
                  ],
                },
              }),
          } as unknown as typeof scaffolderApiRef.T,
        ],
      ],
      mountedRoutes: {
        '/tenancy': rootRouteRef,
        '/tenancy/:tenant': tenantRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
    });
    await commit();
    await screen.findByRole('link', { name: 'Commit' });

    items = [];
    signals.forEach(tell => tell({ tenants: ['payments'] }));

    await waitFor(() =>
      expect(
        screen.queryByRole('button', { ...button, hidden: true }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('link', { name: 'Commit' })).toBeVisible();
  });

  it('tells why it failed, and lets it be tried again', async () => {
    await show({
      scaffold: async () => ({ taskId: 'task' }),
      getTemplateParameterSchema: async () => schema,
      streamLogs: () =>
        ends({ status: 'failed', error: { message: 'EditConflict: no' } }),
    });

    await commit();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'EditConflict: no',
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /Open pull request|Commit/ }),
      ).toBeEnabled(),
    );
  });
});

describe('FixList', () => {
  it('lists what no cause tells of', async () => {
    await renderWithApi(<FixList tenant="payments" />, answering(), {
      hasTemplates: true,
    });
    expect(
      await screen.findByRole('region', { name: 'What can be fixed here' }),
    ).toHaveTextContent(fix.message);
  });

  it('leaves out what causes tell of', async () => {
    const finding = {
      id: '',
      card: 'network' as const,
      environments: ['prod'],
      title: '',
      state: 'Degraded' as const,
      why: '',
      native: [],
      ref,
    };
    await renderWithApi(
      <>
        <FixList
          tenant="payments"
          besides={[{ ...finding, text: '', findings: [finding], follows: [] }]}
        />
        <p>ready</p>
      </>,
      answering(),
      { hasTemplates: true },
    );
    await screen.findByText('ready');
    await expect(
      screen.findByRole(
        'region',
        { name: 'What can be fixed here' },
        { timeout: 300 },
      ),
    ).rejects.toThrow();
  });
});
