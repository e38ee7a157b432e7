import { screen, waitFor } from '@testing-library/react';
import { renderForm } from '../../__testUtils__/renderForm';
import { drafts } from '../shared';
import { requestLoaderFieldOptions } from './index';

const address = '/create/templates/default/run-a-container';
const draft = {
  mode: 'create',
  name: 'api',
  limits: { cpu: '1', memory: '1' },
};

/** A task of the user's with what was submitted. */
function taskOf(
  parameters: object,
  { status = 'completed', template = 'default/run-a-container' } = {},
) {
  return {
    id: '1',
    createdAt: '2026-01-01T00:00:00Z',
    status,
    spec: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      parameters,
      steps: [],
      output: {},
      templateInfo: { entityRef: `template:${template}` },
    },
  };
}

function openForm(listTasks: () => Promise<unknown>) {
  window.history.replaceState({}, '', address);
  drafts.set(address, draft);
  renderForm({
    fields: [requestLoaderFieldOptions],
    page: {
      'ui:field': 'TenancyRequest',
      'ui:options': {
        kind: 'Workload',
        tenant: 'tenant',
        name: 'name',
        loaded: 'loaded',
        mode: 'mode',
      },
    },
    properties: { name: { type: 'string', title: 'Name' } },
    scaffolder: { listTasks: listTasks as never },
  });
}

const tasks =
  (...items: object[]) =>
  async () => ({ tasks: items });

describe('what was entered before', () => {
  afterEach(() => {
    sessionStorage.clear();
    window.history.replaceState({}, '', '/');
  });

  it('is forgotten once it was proposed, by a template of whatever name', async () => {
    openForm(
      tasks(
        taskOf({
          name: 'api',
          limits: { memory: '1', cpu: '1' },
          mode: 'create',
          loaded: undefined,
        }),
      ),
    );
    await waitFor(() => expect(drafts.get(address)).toBeUndefined());
    expect(screen.getByLabelText('Name')).toHaveValue('');
  });

  it.each([
    ['was not proposed', tasks()],
    ['was changed since', tasks(taskOf({ ...draft, name: 'web' }))],
    ['was proposed in vain', tasks(taskOf(draft, { status: 'failed' }))],
    [
      'was proposed elsewhere',
      tasks(taskOf(draft, { template: 'default/another' })),
    ],
    ['may have been, and nobody says', () => Promise.reject(new Error('no'))],
  ])('is there again where it %s', async (_, listTasks) => {
    openForm(listTasks);
    expect(
      await screen.findByText(/what you entered before/),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveValue('api');
    expect(drafts.get(address)).toMatchObject({ name: 'api' });
  });
});
