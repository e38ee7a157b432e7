import type { AdoptionQuery } from '@groundwork/backstage-plugin-tenancy-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  adoptionList,
  adoptionPreview,
  adoptionTenant,
  published,
  responseError,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import type { TenancyApi } from '../../api';
import { AdoptPage } from './AdoptPage';

const renderPage = (api: Partial<TenancyApi> = {}) =>
  renderWithApi(<AdoptPage />, api);

/** Writes the first rule and applies it. */
async function map(namespace = 'pay', owner = 'group:default/payments') {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Add rule' }));
  const rule = screen.getByRole('group', { name: 'Rule 1' });
  await user.type(within(rule).getByLabelText('Namespace'), namespace);
  await user.type(within(rule).getByLabelText('Owner'), owner);
  await user.keyboard('{Enter}');
  return user;
}

describe('AdoptPage', () => {
  beforeEach(() => localStorage.clear());

  it('says what is adopted, what remains, and what the cluster says beside it', async () => {
    renderPage();

    expect(
      await screen.findByText('12 of 40 namespaces adopted'),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Namespaces' });
    const [, pay, old] = within(table).getAllByRole('row');
    expect(pay).toHaveTextContent('group:default/payments');
    expect(within(pay).getByRole('list')).toHaveAttribute(
      'title',
      expect.stringContaining('decides nothing'),
    );
    expect(old).toHaveTextContent('No owner');
    expect(screen.getByText(/Name an owner to see/)).toBeInTheDocument();
  });

  it('asks with the rules once they are applied, and keeps them over a reload', async () => {
    const getAdoption = jest.fn(async (_query: AdoptionQuery) =>
      adoptionList(),
    );
    const { unmount } = renderPage({ getAdoption });
    await map('team-*');

    const rules = [{ namespace: 'team-*', owner: 'group:default/payments' }];
    await waitFor(() =>
      expect(getAdoption).toHaveBeenLastCalledWith(
        { rules, offset: 0, limit: 20 },
        expect.anything(),
      ),
    );
    unmount();
    renderPage({ getAdoption });
    expect(await screen.findByLabelText('Namespace')).toHaveValue('team-*');
  });

  it('does not apply a rule that names no owner', async () => {
    renderPage();
    await map('team-*', ' ');

    expect(screen.getByText(/needs a namespace and an owner/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Apply rules' })).toBeDisabled();
  });

  it('says what is wrong with the rules, and keeps the page', async () => {
    renderPage({
      getAdoption: async ({ rules }) => {
        if (rules.length > 0) {
          throw responseError(400, 'rules[0]: there is no tier huge');
        }
        return adoptionList();
      },
    });
    await map();

    expect(await screen.findByRole('alert')).toHaveTextContent('no tier huge');
    expect(screen.getByText('12 of 40 namespaces adopted')).toBeVisible();
  });

  it('begins a rule for a namespace that nobody owns', async () => {
    const user = userEvent.setup();
    renderPage();
    await user.click(
      await screen.findByRole('button', { name: 'Add rule for old' }),
    );
    expect(screen.getByLabelText('Namespace')).toHaveValue('old');
    expect(screen.getByLabelText('Owner')).toHaveFocus();
  });

  it('keeps the keyboard where it was when what was pressed is gone', async () => {
    const user = userEvent.setup();
    renderPage({
      previewAdoption: async ({ offset = 0 }) =>
        adoptionPreview({
          items: [offset === 0 ? 'pay' : 'shop', `more-${offset}`].map(tenant =>
            adoptionTenant({ tenant }),
          ),
          ...(offset === 0 ? { next: 2 } : {}),
        }),
    });
    const press = async (name: string | RegExp) => {
      (await screen.findByRole('button', { name })).focus();
      await user.keyboard('{Enter}');
    };
    await press('Add rule');
    expect(screen.queryByText('The rules are applied.')).toBeNull();
    expect(screen.getByLabelText('Namespace')).toHaveFocus();
    await user.keyboard('pay');
    await press('Add rule');
    await press('Move rule 2 up');
    expect(screen.getByRole('button', { name: 'Remove rule 1' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Add rule' })).toHaveFocus();

    await user.type(screen.getByLabelText('Owner'), 'group:default/payments');
    await press('Apply rules');
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent(/are applied/),
    );
    await press('What would become of it');
    await press('Show more');
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent(/^shop/),
    );
  });

  it('shows what would become of a tenant, brings it to Git, and counts it once it is read there', async () => {
    const proposeAdoption = jest.fn(async () => published);
    let looks = 0;
    renderPage({
      proposeAdoption,
      getAdoption: async () => {
        looks += proposeAdoption.mock.calls.length;
        const adopted = looks > 1 ? 13 : 12;
        return adoptionList({
          counts: { ...adoptionList().counts, adopted },
        });
      },
    });
    const user = await map();
    await user.click(
      await screen.findByRole('button', { name: 'What would become of it' }),
    );
    await user.click(await screen.findByRole('button', { name: /^pay/ }));

    const objects = screen.getByRole('table', { name: 'Objects of pay' });
    expect(objects).toHaveTextContent('RoleBinding admins');
    expect(screen.getByText(/data\[DB_PASSWORD\]/)).toBeInTheDocument();
    expect(screen.getByText(/default-deny closes/)).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: /for pay|Commit pay/ }),
    );
    expect(
      await screen.findByRole('link', { name: /Commit|Pull request/ }),
    ).toHaveAttribute('href', published.url);
    expect(proposeAdoption).toHaveBeenCalledTimes(1);
    expect(
      await screen.findByText(/^13 of /, {}, { timeout: 10_000 }),
    ).toBeVisible();
  });

  it('brings several tenants to Git in one change', async () => {
    const item = (tenant: string, owner: string, blocked: string[] = []) =>
      adoptionTenant({ tenant, owner, blocked: blocked.map(why => ({ why })) });
    const proposeAdoption = jest.fn(async () => published);
    renderPage({
      proposeAdoption,
      previewAdoption: async () =>
        adoptionPreview({
          items: [
            item('pay', 'group:default/payments'),
            item('pay-batch', 'group:default/payments'),
            item('shop', 'group:default/shop'),
            item('odd', 'group:default/shop', ['not all is known']),
          ],
        }),
    });
    const user = await map();
    await user.click(
      await screen.findByRole('button', { name: 'What would become of it' }),
    );
    expect(await screen.findByLabelText('Choose odd')).toBeDisabled();
    await user.click(
      screen.getByRole('button', { name: 'group:default/payments (2)' }),
    );
    await user.click(screen.getByLabelText('Choose shop'));
    await user.click(screen.getByLabelText('Choose pay-batch'));
    await user.click(
      screen.getByRole('button', { name: /(Commit|for) 2 tenants/ }),
    );

    expect(await screen.findAllByText('in Git')).toHaveLength(2);
    const told = screen.getByText(/^2 tenants:/);
    expect(told).toHaveFocus();
    expect(within(told).getByRole('link')).toHaveAttribute(
      'href',
      published.url,
    );
    expect(proposeAdoption).toHaveBeenCalledWith(
      expect.objectContaining({ tenants: ['pay', 'shop'] }),
    );
    expect(screen.getByLabelText('Choose pay')).toBeDisabled();

    await user.click(screen.getByRole('button', { name: 'All (1)' }));
    await user.click(
      screen.getByRole('button', { name: /(Commit|for) 1 tenant/ }),
    );
    expect(await screen.findAllByText('in Git')).toHaveLength(3);
    expect(screen.queryByText(/^None of these can be/)).not.toBeInTheDocument();
  });

  it('leads to the pull request that holds a tenant already', async () => {
    const pullRequest = 'https://git.acme.example/estate/pull/3';
    renderPage({
      previewAdoption: async () =>
        adoptionPreview({
          items: [
            { ...adoptionTenant({ tenant: 'pay' }), pullRequest },
            adoptionTenant({ tenant: 'shop' }),
          ],
        }),
    });
    const user = await map();
    await user.click(
      await screen.findByRole('button', { name: 'What would become of it' }),
    );
    expect(await screen.findByText('waits for review')).toBeVisible();
    expect(screen.getByLabelText('Choose pay')).toBeDisabled();
    expect(screen.getByLabelText('Choose shop')).toBeEnabled();
    await user.click(screen.getByText('waits for review'));
    expect(
      await screen.findByRole('link', { name: /pull request/i }),
    ).toHaveAttribute('href', pullRequest);
  });

  it('does not call in Git what waits for review, and says why one that was chosen is refused', async () => {
    const { commit: _, ...proposed } = published;
    const answers = [
      async () => {
        throw responseError(409, 'the host is away');
      },
      async () => proposed,
    ];
    renderPage({
      proposeAdoption: async () => answers.shift()!(),
      previewAdoption: async () =>
        adoptionPreview({
          items: [
            adoptionTenant({ tenant: 'pay' }),
            adoptionTenant({ tenant: 'shop' }),
          ],
        }),
    });
    const user = await map();
    await user.click(
      await screen.findByRole('button', { name: 'What would become of it' }),
    );
    await user.click(await screen.findByLabelText('Choose shop'));
    const go = { name: /(Commit|for) 1 tenant/ };
    await user.click(screen.getByRole('button', go));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the host is away',
    );
    await user.click(screen.getByRole('button', go));

    expect(await screen.findByText('waits for review')).toBeVisible();
    expect(screen.getByText(/^1 tenant:/)).toHaveTextContent(
      /once it is merged/,
    );
    expect(screen.queryByText('in Git')).not.toBeInTheDocument();
  });

  it('offers no way into Git where something stands against it', async () => {
    renderPage({
      previewAdoption: async () =>
        adoptionPreview({
          items: [
            adoptionTenant({
              blocked: [
                {
                  why: 'not all is known: one ConfigMap could not be read',
                  code: 'unread',
                  values: { said: 'one ConfigMap could not be read' },
                },
              ],
              existing: [
                { tenant: 'pay', environment: 'dev', namespace: 'pay-old' },
              ],
            }),
          ],
          notRead: [{ place: 'one ConfigMap', why: 'forbidden' }],
        }),
    });
    const user = await map();
    await user.click(
      await screen.findByRole('button', { name: 'What would become of it' }),
    );
    await user.click(await screen.findByRole('button', { name: /^pay/ }));

    expect(screen.getByText('one ConfigMap: forbidden')).toBeInTheDocument();
    expect(screen.getByText(/namespace: pay-old/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /for pay|Commit pay/ }),
    ).toBeNull();
  });

  it('is calm where nothing remains, and asks for no rules', async () => {
    const counts = { adopted: 12, mapped: 0, open: 0, system: 9 };
    renderPage({
      getAdoption: async () => adoptionList({ items: [], total: 0, counts }),
    });
    expect(
      await screen.findByText('12 of 12 namespaces adopted'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Nothing remains to adopt/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Add rule' })).toBeNull();
    expect(screen.queryByText(/Name an owner to see/)).toBeNull();
  });

  it('does not take a cluster that does not answer for an empty one', async () => {
    renderPage({
      getAdoption: async () =>
        adoptionList({
          items: [],
          total: 0,
          counts: { adopted: 0, mapped: 0, open: 0, system: 0 },
          unread: [{ cluster: 'edge', why: 'no answer' }],
        }),
    });
    expect(
      await screen.findByText(/namespaces of edge are not known/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/nothing to adopt|Nothing remains/)).toBeNull();
  });

  it('is for platform admins', async () => {
    renderPage({
      getAdoption: async () => {
        throw responseError(403, 'no');
      },
    });
    expect(
      await screen.findByText(/Only platform admins see this page/),
    ).toBeInTheDocument();
  });
});
