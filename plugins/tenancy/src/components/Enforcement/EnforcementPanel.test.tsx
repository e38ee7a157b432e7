import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  enforcementView,
  environmentEnforcement,
  tenantStatus,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { TenantPage } from '../TenantPage';
import { EnforcementPanel } from './EnforcementPanel';
import { ReportOnlyNote } from './ReportOnlyNote';

const ref = (kind: string, name: string) => ({
  cluster: 'spoke-dev',
  group: '',
  kind,
  namespace: 'payments',
  name,
});
const bad = environmentEnforcement({
  environment: 'prod',
  refused: [
    { ref: ref('Service', 'db'), messages: ['No ExternalName services.'] },
  ],
  pods: [
    {
      ref: ref('Deployment', 'web'),
      messages: ['container web must not set privileged'],
    },
  ],
  podSecurity: {
    level: 'restricted',
    version: 'v1.36',
    enforced: 'privileged',
  },
  quota: [
    { quota: 'groundwork-quota', resource: 'pods', used: '31', hard: '30' },
  ],
  routes: [
    {
      ref: ref('HTTPRoute', 'web'),
      hostnames: ['pay.example.com'],
      state: 'Unknown',
      why: 'it is not known where its proxies run',
    },
  ],
  closes: { ingress: true, egress: false },
  adds: [ref('ResourceQuota', 'groundwork-quota')],
});
const view = enforcementView('payments', [environmentEnforcement(), bad]);

describe('what enforcing would do', () => {
  it('stands on the page of a tenant that is reported only, and on no other', async () => {
    const status = tenantStatus();
    const { unmount } = renderWithApi(<TenantPage tenant="payments" />, {
      getTenantStatus: async () => ({ data: { ...status, reportOnly: true } }),
    });
    expect(
      await screen.findByRole('region', { name: 'Reported only' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/· reported only/)).toBeInTheDocument();
    unmount();

    renderWithApi(<TenantPage tenant="payments" />);
    await screen.findByRole('heading', { name: 'payments' });
    expect(
      screen.queryByRole('region', { name: 'Reported only' }),
    ).not.toBeInTheDocument();
  });

  it('says of each environment whether it is ready, and opens to what is not', async () => {
    renderWithApi(<EnforcementPanel tenant="payments" />, {
      getEnforcement: async () => ({ data: view }),
    });
    const [dev, prod] = await screen.findAllByRole('button');
    expect(dev).toHaveTextContent('devReady');
    expect(prod).toHaveTextContent('prod4 findings');
    await userEvent.click(prod);

    const part = (name: string | RegExp) =>
      within(screen.getByRole('heading', { name }).parentElement!);
    expect(
      part('Objects that guard rails would refuse').getByText('Service/db'),
    ).toBeVisible();
    expect(
      part(/Pod Security \(restricted\) or the limits/).getByText(
        /enforces privileged now/,
      ),
    ).toBeVisible();
    expect(
      part('More than the quotas of the tier give').getByText(/31 of 30 pods/),
    ).toBeVisible();
    expect(
      screen.getByText(/not for sure: it is not known where its proxies run/),
    ).toBeVisible();
    expect(screen.getByText(/Other namespaces would reach/)).toBeVisible();
    expect(screen.queryByText(/would reach only DNS/)).toBeNull();
    await userEvent.click(dev);
    expect(
      screen.getByText('Nothing that is there would be refused.'),
    ).toBeVisible();
  });

  it('does not take for ready what it does not know', async () => {
    renderWithApi(<EnforcementPanel tenant="payments" />, {
      getEnforcement: async () => ({
        data: {
          ...enforcementView('payments', [
            environmentEnforcement({ notKnown: ['cluster spoke is silent'] }),
          ]),
          enforcement: {
            environments: [
              environmentEnforcement({ notKnown: ['cluster spoke is silent'] }),
            ],
            problems: [{ environment: 'prod', why: 'cluster prod is gone' }],
          },
        },
      }),
    });
    const dev = await screen.findByRole('button');
    expect(dev).toHaveTextContent('Not all is known');
    expect(screen.getByText('cluster prod is gone')).toBeVisible();
    await userEvent.click(dev);
    expect(screen.getByText('cluster spoke is silent')).toBeVisible();
    expect(
      screen.queryByText('Nothing that is there would be refused.'),
    ).toBeNull();
  });

  it('can be asked for again where it could not be loaded', async () => {
    let isDown = true;
    renderWithApi(<EnforcementPanel tenant="payments" />, {
      getEnforcement: async () => {
        if (isDown) {
          throw new Error('offline');
        }
        return { data: view };
      },
    });
    const again = await screen.findByRole('button', { name: /try again/i });
    isDown = false;
    await userEvent.click(again);
    expect(await screen.findByText('4 findings')).toBeVisible();
  });

  it.each([
    [undefined, 'Reported only. Enforcing has 4 findings here.'],
    ['prod', 'Reported only. Enforcing has 4 findings here.'],
    ['dev', 'Reported only. Enforcing has no finding here.'],
  ])('is one line on a card of %s', async (only, text) => {
    renderWithApi(
      <ReportOnlyNote tenant="payments" {...(only ? { only } : {})} />,
      { getEnforcement: async () => ({ data: view }) },
    );
    expect(await screen.findByText(text)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'What would change' }),
    ).toHaveAttribute('href', '/tenancy/payments');
  });
});
