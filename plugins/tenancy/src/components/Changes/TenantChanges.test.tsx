import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { changeList } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import type { ChangeQuery, TenancyApi } from '../../api';
import { TenantChanges } from './TenantChanges';

function show(overrides: Partial<TenancyApi> = {}) {
  renderWithApi(
    <TenantChanges tenant="payments" environments={['dev', 'prod']} />,
    overrides,
  );
}

describe('TenantChanges', () => {
  it('shows what happened by the hour, newest first, with gaps', async () => {
    show();
    const broke = await screen.findByText('prod went from Healthy to Degraded');
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(2);
    expect(screen.getByText('Nobody watched')).toBeInTheDocument();
    expect(
      broke.compareDocumentPosition(screen.getByText('Nobody watched')),
    ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('says the date of an end that is on another day', async () => {
    const at = new Date(2026, 10, 27, 23, 50).getTime();
    const list = changeList();
    const until = at + 58 * 60_000;
    show({
      getChanges: async () => ({
        data: {
          ...list,
          items: list.items.map(each =>
            each.kind === 'gap' ? { ...each, at, until } : each,
          ),
        },
      }),
    });
    const gap = (await screen.findByText('Nobody watched')).closest('li');
    expect(gap).toHaveTextContent(
      `until ${new Date(until).toLocaleDateString('en-US')}`,
    );
  });

  it('leads from what broke to the change just before it, and does not say because', async () => {
    show();
    const link = await screen.findByRole('link', { name: '“Scale web to 14”' });
    const target = link.getAttribute('href')?.replace(/^.*#/, '');
    const entry = document.getElementById(target ?? '');
    expect(entry).toHaveTextContent('Scale web to 14');
    expect(
      within(entry as HTMLElement).getByRole('link', { name: '3f9c2e1' }),
    ).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/because/i);
  });

  it('asks for what is chosen', async () => {
    const asked: Array<ChangeQuery | undefined> = [];
    show({
      getChanges: async (_tenant, query) => {
        asked.push(query);
        return { data: changeList() };
      },
    });
    await screen.findByText('Nobody watched');
    await userEvent.click(screen.getByRole('button', { name: 'Commit' }));
    await userEvent.click(screen.getByRole('radio', { name: 'prod' }));
    await screen.findByText('Nobody watched');
    expect(asked[asked.length - 1]).toEqual({
      environment: 'prod',
      kinds: ['commit'],
    });
  });

  it('loads what is older when asked', async () => {
    const [first] = changeList().items;
    show({
      getChanges: async (_tenant, query) => ({
        data: query?.before
          ? changeList({
              items: [
                {
                  ...first,
                  id: 'old',
                  at: first.at - 86_400_000,
                  title: 'Older',
                },
              ],
            })
          : changeList({ next: '1.a' }),
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show older' }),
    );
    expect(await screen.findByText('Older')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
    expect(screen.getByText('Nobody watched')).toBeInTheDocument();
  });

  it('teaches where nothing happened, and says what failed', async () => {
    show({ getChanges: async () => ({ data: changeList({ items: [] }) }) });
    expect(await screen.findByText(/Nothing happened yet/)).toBeInTheDocument();
  });
});
