import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonObject } from '@backstage/types';
import { platformView } from '../../__fixtures__';
import { renderForm } from '../../__testUtils__/renderForm';
import { rowsFieldOptions } from '../Rows';
import { endpointFieldOptions } from '.';

type Endpoints = Array<{ type: string; name: string }>;

const brokers = { type: 'kafka', name: 'brokers' };
const other = { type: 'prometheus', name: 'metrics' };

function renderEndpoint(
  offered: Record<string, Endpoints | undefined>,
  initialState: JsonObject = {},
) {
  return renderForm({
    fields: [endpointFieldOptions, rowsFieldOptions],
    properties: {
      triggers: {
        title: 'Triggers',
        'ui:field': 'TenancyRows',
        items: {
          title: 'Trigger',
          type: 'object',
          properties: {
            endpoint: {
              title: 'Endpoint',
              type: 'string',
              'ui:field': 'TenancyEndpoint',
              'ui:options': {
                type: 'kafka',
                environments: 'environments',
                required: true,
              },
            },
            kept: { title: 'Kept', type: 'string' },
          },
        },
      },
    },
    initialState: { triggers: [{ kept: 'x' }], ...initialState },
    api: {
      getPlatform: async () => {
        const platform = platformView();
        return {
          ...platform,
          environments: platform.environments.map(environment => ({
            ...environment,
            endpoints: offered[environment.name],
          })),
        };
      },
    },
  });
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('TenancyEndpoint', () => {
  it('offers what environments offer to triggers of its type, and says where one is missing', async () => {
    const { onCreate } = renderEndpoint({
      dev: [brokers, { type: 'kafka', name: 'trial' }, other],
      prod: [brokers],
    });

    expect(await screen.findByRole('radio', { name: 'brokers' })).toBeEnabled();
    expect(
      screen.getByRole('radio', { name: 'trial (not in prod)' }),
    ).toBeEnabled();
    expect(screen.queryByText(/metrics/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'brokers' }));
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      triggers: [{ endpoint: 'brokers', kept: 'x' }],
    });
  });

  it('counts only the environments that are chosen', async () => {
    renderEndpoint(
      { dev: [brokers], prod: [{ type: 'kafka', name: 'busy' }] },
      { environments: ['prod'] },
    );

    expect(await screen.findByRole('radio', { name: 'busy' })).toBeEnabled();
    expect(screen.queryByText(/brokers/)).not.toBeInTheDocument();
  });

  it('asks for a choice', async () => {
    const { onCreate } = renderEndpoint({ dev: [brokers], prod: [brokers] });
    await screen.findByRole('radio', { name: 'brokers' });
    await press('Review');

    expect(
      await screen.findAllByText(/Row 1, Endpoint: Fill this in/),
    ).not.toHaveLength(0);
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('keeps an endpoint that is no longer offered, and says so', async () => {
    renderEndpoint({ dev: [], prod: [] }, { triggers: [{ endpoint: 'gone' }] });

    expect(
      await screen.findByRole('radio', { name: 'gone (not offered)' }),
    ).toBeChecked();
  });

  it('says when nothing is offered', async () => {
    renderEndpoint({ dev: [other], prod: [] });

    expect(
      await screen.findByText(/no chosen environment offers one .* kafka/),
    ).toBeInTheDocument();
  });

  it('takes any name from a backend that does not tell what is offered', async () => {
    const { onCreate } = renderEndpoint({});
    await userEvent.type(await screen.findByLabelText(/Endpoint/), 'brokers');
    await press('Review');
    await press('Create');

    expect(onCreate).toHaveBeenCalledWith({
      triggers: [{ endpoint: 'brokers', kept: 'x' }],
    });
  });
});
