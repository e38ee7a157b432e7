import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonValue } from '@backstage/types';
import { renderForm } from '../../__testUtils__/renderForm';
import { rowsFieldOptions } from '../Rows';
import { textFieldOptions } from '../Text';
import { variablesFieldOptions } from '../Variables';
import { perEnvironmentFieldOptions } from './PerEnvironment';

jest.setTimeout(20_000);

const text = { type: 'string', 'ui:field': 'TenancyText' };

function renderOverrides(overrides?: Record<string, JsonValue>) {
  return renderForm({
    fields: [
      perEnvironmentFieldOptions,
      rowsFieldOptions,
      textFieldOptions,
      variablesFieldOptions,
    ],
    properties: {
      overrides: {
        title: 'Different in an environment',
        'ui:field': 'TenancyPerEnvironment',
        patternProperties: {
          '^': {
            type: 'object',
            properties: {
              image: { title: 'Image', ...text },
              hostnames: {
                title: 'Hostnames',
                'ui:field': 'TenancyRows',
                'ui:options': { add: 'Add a hostname' },
                items: { title: 'Hostname', ...text },
              },
              env: {
                title: 'Environment variables',
                type: 'object',
                'ui:field': 'TenancyVariables',
                additionalProperties: { type: 'string' },
              },
            },
          },
        },
      },
    },
    ...(overrides ? { initialState: { overrides } } : {}),
  });
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function submit() {
  await press('Review');
  await press('Create');
}

describe('TenancyPerEnvironment', () => {
  it('takes a first row of one environment alone', async () => {
    const { onCreate } = renderOverrides();
    await press(/^prod/);
    await press('Add a hostname');
    await userEvent.type(screen.getByLabelText('Hostname 1'), 'two.example');
    await submit();

    expect(onCreate).toHaveBeenCalledWith({
      overrides: { prod: { hostnames: ['two.example'] } },
    });
  });

  it('takes a variable, typed from its name on', async () => {
    const { onCreate } = renderOverrides();
    await press(/^prod/);
    await press('Add a variable');
    await userEvent.keyboard('LEVEL=debug');
    await submit();

    expect(onCreate).toHaveBeenCalledWith({
      overrides: { prod: { env: { LEVEL: 'debug' } } },
    });
  });

  it('is no value once all is gone again', async () => {
    const { onCreate } = renderOverrides({
      prod: { hostnames: ['a.example'] },
    });
    await press('Remove Hostname 1');
    await submit();

    expect(onCreate).toHaveBeenCalledWith({ overrides: undefined });
  });
});
