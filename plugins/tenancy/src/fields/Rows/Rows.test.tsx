import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonValue } from '@backstage/types';
import { renderForm } from '../../__testUtils__/renderForm';
import { secretPathFieldOptions } from '../SecretPath';
import { textFieldOptions } from '../Text';
import { rowsFieldOptions } from './rowsField';

jest.setTimeout(20_000);

const text = (options: Record<string, JsonValue> = {}) => ({
  type: ['string', 'integer'],
  'ui:field': 'TenancyText',
  'ui:options': options,
});

function renderRows(
  items: Record<string, JsonValue>,
  rows?: JsonValue[],
  more: Record<string, JsonValue> = {},
) {
  return renderForm({
    fields: [rowsFieldOptions, textFieldOptions, secretPathFieldOptions],
    properties: {
      rows: {
        title: 'Ports',
        'ui:field': 'TenancyRows',
        'ui:options': { add: 'Add a port' },
        items,
      },
    },
    initialState: { ...(rows ? { rows } : {}), ...more },
  });
}

const ports = {
  title: 'Port',
  type: 'object',
  properties: {
    name: { title: 'Name', ...text({ required: true }) },
    port: { title: 'Number', ...text({ is: 'port', required: true }) },
  },
};

const button = (name: string) => screen.findByRole('button', { name });
const press = async (name: string) => userEvent.click(await button(name));

describe('TenancyRows', () => {
  it('adds a row, goes into it, and hands over what was filled in', async () => {
    const { onCreate } = renderRows(ports);
    await press('Add a port');
    await userEvent.keyboard('metrics');
    await userEvent.type(screen.getByLabelText(/Number/), '9090');
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      rows: [{ name: 'metrics', port: 9090 }],
    });
  });

  it('names the row and the field of what is wrong, on the list and on the row', async () => {
    const { onCreate } = renderRows(ports, [
      { name: 'http', port: 8080 },
      { name: 'metrics', port: 'nine' },
    ]);
    await press('Review');

    expect(
      await screen.findAllByText(/Row 2, Number: Use a whole number/),
    ).not.toHaveLength(0);
    const row = within(screen.getByRole('group', { name: 'Port 2' }));
    expect(row.getByLabelText(/Number/)).toBeInvalid();
    expect(row.getByLabelText(/Name/)).toBeValid();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('asks nothing of a row that nobody filled in', async () => {
    const { onCreate } = renderRows(ports);
    await press('Add a port');
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalled();
  });

  it('takes the right row away, and nothing is left of the last one', async () => {
    const { onCreate } = renderRows({ title: 'Word', ...text() }, ['a', 'b']);
    await press('Remove Word 1');
    expect(screen.getByLabelText('Word 1')).toHaveValue('b');
    await press('Remove Word 1');
    expect(await button('Add a port')).toHaveFocus();
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({ rows: undefined });
  });

  it('keeps what no field shows, and drops what another choice would have shown', async () => {
    const { onCreate } = renderRows(
      {
        type: 'object',
        properties: { type: { title: 'What', ...text() } },
        dependencies: {
          type: {
            oneOf: [
              {
                properties: {
                  type: { enum: ['a'] },
                  only: { title: 'Only a', ...text() },
                },
              },
              { properties: { type: { enum: ['b'] } } },
            ],
          },
        },
      },
      [{ type: 'a', only: 'x', hidden: 'y' }],
    );
    expect(await screen.findByLabelText('Only a')).toHaveValue('x');
    await userEvent.clear(screen.getByLabelText('What'));
    await userEvent.type(screen.getByLabelText('What'), 'b');
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      rows: [{ type: 'b', hidden: 'y' }],
    });
  });

  it('holds paths of secrets to the prefix of the tenant', async () => {
    const { onCreate } = renderRows(
      {
        type: 'object',
        properties: {
          key: {
            title: 'Path',
            type: 'string',
            'ui:field': 'TenancySecretPath',
            'ui:options': { tenant: 'tenant' },
          },
        },
      },
      [{ key: 'elsewhere/x' }],
      { tenant: 'payments' },
    );
    await press('Review');
    expect(
      await screen.findAllByText(/Row 1, Path: Paths in .* begin with/),
    ).not.toHaveLength(0);
    expect(onCreate).not.toHaveBeenCalled();
  });
});
