import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SelfHealInput,
  SelfHealView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { published } from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { SelfHealButtons } from './SelfHealButtons';

const HOUR = 3_600_000;

function show(
  item: Partial<SelfHealView['items'][number]> = {},
  mayChange = true,
) {
  const asked: SelfHealInput[] = [];
  renderWithApi(<SelfHealButtons tenant="payments" environment="dev" />, {
    getSelfHeal: async tenant => ({
      data: {
        tenant,
        mayChange,
        items: [
          {
            environment: 'dev',
            application: 'payments-dev',
            pause: { allowed: true },
            maxDays: 1,
            request: { tenant, kind: 'Tenant', name: tenant },
            ...item,
          },
        ],
      },
    }),
    setSelfHeal: async (_request, input) => {
      asked.push(input);
      return { url: published.url };
    },
  });
  return asked;
}

const go = () =>
  screen.findByRole('button', { name: /^(Commit|Open pull request)$/ });

describe('self-heal', () => {
  it('is paused for a while that the platform allows', async () => {
    const asked = show();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Pause self-heal of payments-dev…',
      }),
    );
    expect(await screen.findByRole('radio', { name: '1 hour' })).toBeVisible();
    expect(screen.queryByRole('radio', { name: '3 days' })).toBeNull();
    expect(screen.getByText(/Nothing ends the pause by itself/)).toBeVisible();
    await screen.findByText('+ image: web:1.4.1');
    await userEvent.click(await go());
    expect(await screen.findByRole('status')).toHaveTextContent(
      'It waits for review',
    );
    const [{ environment, until = '' }] = asked;
    expect(environment).toBe('dev');
    const hours = (Date.parse(until) - Date.now()) / HOUR;
    expect(hours).toBeGreaterThan(3);
    expect(hours).toBeLessThan(4.01);
  });

  it('is resumed, and says until when it is paused', async () => {
    const asked = show({ pausedUntil: Date.now() - HOUR });
    const end = await screen.findByText(/Self-heal is paused, to end/);
    expect(end.querySelector('time')).toHaveAttribute('title');
    await userEvent.click(
      screen.getByRole('button', { name: 'Resume self-heal of payments-dev…' }),
    );
    await screen.findByText('+ image: web:1.4.1');
    await userEvent.click(await go());
    await screen.findByRole('status');
    expect(asked).toEqual([{ environment: 'dev' }]);
  });

  it.each([
    [
      'the platform allows none',
      { pause: { allowed: false as const, reason: 'Not in dev.' } },
      true,
      'Not in dev.',
    ],
    ['it is not theirs', {}, false, /Only the owners of payments/],
  ])('is disabled with its reason where %s', async (_, item, may, words) => {
    show(item, may);
    const button = await screen.findByRole('button', { name: /Pause/ });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(words);
  });
});
