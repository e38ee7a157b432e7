import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  application,
  environment,
  responseError,
  tenantStatus,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { useTenantStatus } from '../../hooks';
import type { TenancyApi } from '../../api';
import { SyncCard } from './SyncCard';

function Card() {
  return <SyncCard status={useTenantStatus('payments')} />;
}

function renderCard(getTenantStatus: TenancyApi['getTenantStatus']) {
  return renderWithApi(<Card />, { getTenantStatus });
}

async function rowOf(name: string) {
  const cell = await screen.findByText(name);
  const row = cell.closest('li');
  expect(row).not.toBeNull();
  return within(row as HTMLElement);
}

describe('SyncCard', () => {
  afterEach(() => jest.restoreAllMocks());

  it('answers first how many environments are healthy', async () => {
    renderCard(async () => ({ data: tenantStatus() }));

    expect(await screen.findByText('1 of 3 healthy')).toBeInTheDocument();
    expect(screen.getByText('live')).toBeInTheDocument();
  });

  it('says who brought what to a healthy environment, and nothing more', async () => {
    renderCard(async () => ({ data: tenantStatus() }));

    const dev = await rowOf('dev');
    expect(dev.getByText('Healthy')).toBeInTheDocument();
    expect(dev.getByText('3f9c2e1')).toBeInTheDocument();
    expect(dev.getByText('Raise pool size')).toBeInTheDocument();
    expect(dev.getByText('12 min ago')).toHaveAttribute('title');
    expect(dev.getByText('synced')).toHaveTextContent('synced 12 min ago');
    expect(dev.queryByText(/why/)).not.toBeInTheDocument();
  });

  it('says of what kind is what Flux delivers by', async () => {
    const of = (kind: string, group: string) =>
      application({
        ref: {
          cluster: 'hub',
          group,
          kind,
          namespace: 'payments',
          name: 'pay',
        },
      });
    renderCard(async () => ({
      data: tenantStatus({
        sync: {
          state: 'Healthy',
          why: '',
          native: [],
          environments: [
            environment({
              environment: 'dev',
              applications: [
                of('Kustomization', 'kustomize.toolkit.fluxcd.io'),
                of('HelmRelease', 'helm.toolkit.fluxcd.io'),
              ],
            }),
          ],
        },
      }),
    }));

    const dev = await rowOf('dev');
    expect(dev.getByText('Kustomization pay')).toBeInTheDocument();
    await userEvent.click(
      dev.getByRole('button', { name: 'All 2 that deliver here' }),
    );
    expect(dev.getByText('HelmRelease pay')).toBeInTheDocument();
  });

  it('says what a busy environment waits for and how long', async () => {
    renderCard(async () => ({ data: tenantStatus() }));

    const staging = await rowOf('staging');
    expect(staging.getByText('rollout 2 of 4 pods ready')).toBeInTheDocument();
    expect(staging.getByText(/^4\d s$/)).toBeInTheDocument();
    expect(staging.queryByText(/why/)).not.toBeInTheDocument();
  });

  it('says why an environment is in trouble, who can fix it and where', async () => {
    renderCard(async () => ({ data: tenantStatus() }));

    const prod = await rowOf('prod');
    expect(
      prod.getByText('replicas 3 in Git, 5 in the cluster'),
    ).toBeInTheDocument();
    expect(prod.getByText('Your team can fix this')).toBeInTheDocument();
    expect(prod.getByRole('link', { name: 'Open in Argo CD' })).toHaveAttribute(
      'href',
      'https://argocd.prod.example.com/applications/payments-prod',
    );
  });

  it('folds several applications under their environment', async () => {
    renderCard(async () => ({ data: tenantStatus() }));

    const prod = await rowOf('prod');
    const more = prod.getByRole('button', { name: 'All 2 applications' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    expect(
      prod.queryByText('platform-prod-payments-cluster'),
    ).not.toBeInTheDocument();
    await userEvent.click(more);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(
      prod.getByText('platform-prod-payments-cluster'),
    ).toBeInTheDocument();
    expect(prod.getByText(/spec.replicas changed by hand/)).toBeInTheDocument();
  });

  it('says of a healthy environment what waits for its branch, and links to the review', async () => {
    const view = tenantStatus();
    renderCard(async () => ({
      data: {
        ...view,
        sync: {
          ...view.sync,
          environments: [
            environment({
              environment: 'prod',
              promotion: {
                state: 'review',
                why: 'waits for pull request #12 of prod',
                url: 'https://git.example.com/acme/estate/pull/12',
              },
            }),
          ],
        },
      },
    }));

    const prod = await rowOf('prod');
    expect(prod.getByText('Healthy')).toBeInTheDocument();
    expect(
      prod.getByText('waits for pull request #12 of prod'),
    ).toBeInTheDocument();
    expect(
      prod.getByRole('link', { name: 'Open the pull request' }),
    ).toHaveAttribute('href', 'https://git.example.com/acme/estate/pull/12');
  });

  it('shows the rest when one cluster does not answer, and how old its row is', async () => {
    const since = Date.now() - 130_000;
    const view = tenantStatus();
    renderCard(async () => ({
      data: {
        ...view,
        sources: [
          ...view.sources,
          {
            source: 'cluster spoke-staging',
            kind: 'cluster',
            asOf: since,
            problem: { unknown: 'timeout', message: 'no answer', since },
          },
        ],
      },
    }));

    const staging = await rowOf('staging');
    expect(staging.getByText('2 min ago')).toBeInTheDocument();
    expect(
      screen.getByText(/2 min old: cluster spoke-staging has not answered/),
    ).toBeInTheDocument();
    expect((await rowOf('dev')).getByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByText('live')).not.toBeInTheDocument();
  });

  it('says what an environment lacks, and which commit brought it elsewhere', async () => {
    renderCard(async () => ({
      data: tenantStatus({
        differences: [
          {
            environment: 'prod',
            against: 'staging',
            words: '2 changes behind staging: image web:1.4.1, route shop',
            behind: 2,
            ahead: 0,
            unclear: 0,
            intended: 1,
            changes: [
              {
                direction: 'behind',
                what: 'image web:1.4.1',
                commit: {
                  commit: 'c'.repeat(40),
                  message: 'Release 1.4.1',
                  author: 'A. Ng',
                  at: Date.now() - 3_600_000,
                },
              },
              { direction: 'behind', what: 'route shop', olderThan: 2000 },
            ],
          },
          {
            environment: 'staging',
            against: 'dev',
            words: 'same as dev',
            behind: 0,
            ahead: 0,
            unclear: 0,
            intended: 0,
            changes: [],
          },
        ],
      }),
    }));

    const prod = await rowOf('prod');
    await userEvent.click(
      prod.getByRole('button', { name: /^2 changes behind staging/ }),
    );
    expect(prod.getByText('Release 1.4.1')).toBeInTheDocument();
    expect(prod.getByText('ccccccc')).toBeInTheDocument();
    expect(
      prod.getByText(/older than the last 2,000 commits/),
    ).toBeInTheDocument();
    expect((await rowOf('staging')).queryByText(/same as/)).toBeNull();
  });

  it('says of a commit that is too old to be known that it is', async () => {
    renderCard(async () => ({
      data: tenantStatus({
        sync: {
          ...tenantStatus().sync,
          environments: [
            environment({
              environment: 'dev',
              applications: [
                application({
                  revision: 'd'.repeat(40),
                  revisionMessage: undefined,
                  revisionOlderThan: 2000,
                }),
              ],
            }),
          ],
        },
      }),
    }));

    const dev = await rowOf('dev');
    expect(
      dev.getByText('older than the last 2,000 commits'),
    ).toBeInTheDocument();
    expect(dev.queryByText('ddddddd')).not.toBeInTheDocument();
  });

  it('does not say twice what it is busy with', async () => {
    const why = 'rollout: 2 of 4 pods ready';
    renderCard(async () => ({
      data: tenantStatus({
        sync: {
          state: 'Progressing',
          why,
          native: [],
          environments: [
            environment({
              environment: 'staging',
              state: 'Progressing',
              // As a row of several says it.
              why: `web: ${why}`,
              applications: [application({ state: 'Progressing', why })],
            }),
          ],
        },
      }),
    }));
    const staging = await rowOf('staging');
    expect(staging.getAllByText(/2 of 4 pods ready/)).toHaveLength(1);
  });

  it('says what could not be read instead of guessing', async () => {
    renderCard(async () => ({
      data: tenantStatus({
        sync: {
          state: 'Unknown',
          why: 'edge could not be read',
          native: [],
          environments: [
            environment({
              environment: 'edge',
              state: 'Unknown',
              why: 'cluster edge cannot be reached',
              fixableBy: 'platform',
              native: [],
              applications: [],
            }),
          ],
        },
      }),
    }));

    const edge = await rowOf('edge');
    expect(edge.getByText('Unknown')).toBeInTheDocument();
    expect(
      edge.getByText('cluster edge cannot be reached'),
    ).toBeInTheDocument();
    expect(edge.getByText('Platform team can fix this')).toBeInTheDocument();
  });

  it('keeps what it knew when the portal stops answering', async () => {
    renderCard(
      jest
        .fn()
        .mockResolvedValueOnce({ data: tenantStatus() })
        .mockRejectedValue(new Error('Failed to fetch')),
    );
    expect(await screen.findByText('1 of 3 healthy')).toBeInTheDocument();
    const now = Date.now;
    // What looks at the clock does so after the event: it stays put forward until the question was asked.
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));

    expect(
      await screen.findByText(/the portal has not answered since/),
    ).toBeInTheDocument();
    expect(screen.getByText('1 of 3 healthy')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('shows grey lines until the first answer', async () => {
    renderCard(() => new Promise(() => {}));

    expect(await screen.findByText('Loading')).toBeInTheDocument();
  });

  it('says what failed and tries again when asked to', async () => {
    // What was refused is not asked again by itself, so that the button is what did it.
    renderCard(
      jest
        .fn()
        .mockRejectedValueOnce(responseError(400, 'the header is too long'))
        .mockResolvedValue({ data: tenantStatus() }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Details' }),
    );
    expect(screen.getByText('the header is too long')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('1 of 3 healthy')).toBeInTheDocument();
  });

  it('teaches what a tenant is where there is none', async () => {
    renderCard(async () => {
      throw responseError(404, 'no such tenant');
    });

    expect(
      await screen.findByText(
        /Tenant not found, or not owned by one of your teams/,
      ),
    ).toBeInTheDocument();
  });

  it('says who can give access to a tenant one may not see', async () => {
    renderCard(async () => {
      throw responseError(403, 'not allowed');
    });

    expect(
      await screen.findByText(
        /Tenant not found, or not owned by one of your teams/,
      ),
    ).toBeInTheDocument();
  });

  it('says what will show here before anything is deployed', async () => {
    renderCard(async () => ({
      data: tenantStatus({
        sync: { state: 'Missing', why: '', native: [], environments: [] },
      }),
    }));

    expect(
      await screen.findByText(/Nothing is deployed yet/),
    ).toBeInTheDocument();
  });
});
