import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { fakeRenderer } from '../__testUtils__/fakeRenderer';
import { createWaitAction } from './createWaitAction';

const commit = 'd'.repeat(40);

function statusOf(
  state: 'Healthy' | 'Degraded',
  revision: string,
  syncedAt?: number,
): TenantStatusView {
  return {
    tenant: 'payments',
    asOf: 0,
    sources: [],
    links: { argocd: {} },
    environments: [
      {
        name: 'dev',
        cluster: 'dev',
        namespace: 'payments',
        state,
        why: state === 'Healthy' ? '' : 'Deployment/web has no ready pod',
      },
    ],
    network: { state, why: '', native: [], routes: [], isolation: [] },
    sync: {
      state,
      why: '',
      native: [],
      environments: [
        {
          environment: 'dev',
          cluster: 'dev',
          namespace: 'payments',
          state,
          why: state === 'Healthy' ? '' : 'Deployment/web has no ready pod',
          native: [],
          applications: [
            {
              ref: {
                cluster: 'dev',
                group: 'argoproj.io',
                kind: 'Application',
                name: 'payments-dev',
              },
              environment: 'dev',
              layer: 'tenant',
              state,
              why: '',
              native: [],
              sync: 'Synced',
              health: state,
              revision,
              ...(syncedAt === undefined ? {} : { syncedAt }),
              troubled: [],
            },
          ],
        },
      ],
    },
  };
}

describe('tenancy:wait', () => {
  it('ends when every environment is healthy with the commit', async () => {
    const answers = [undefined, statusOf('Healthy', 'e'.repeat(40))];
    let asked = 0;
    const renderer = fakeRenderer({
      status: () => {
        asked += 1;
        return asked === 1 ? answers[1] : statusOf('Healthy', commit);
      },
    });
    const ctx = createMockActionContext({
      input: { tenant: 'payments', commit },
    });

    await createWaitAction(renderer).handler(ctx);

    expect(asked).toBe(2);
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:default/payments',
    );
  });

  it('fails with the reason of each environment when time is up', async () => {
    const renderer = fakeRenderer({
      status: () => statusOf('Degraded', commit),
    });

    await expect(
      createWaitAction(renderer).handler(
        createMockActionContext({
          input: { tenant: 'payments', commit, timeout: 1 },
        }),
      ),
    ).rejects.toThrow(
      /not healthy after 1 s[^]*dev: Degraded, Deployment\/web has no ready pod/,
    );
  });

  it('fails with the cause that any card of an environment has, and what to do', async () => {
    const { environments, ...status } = statusOf('Healthy', commit);
    const why = 'Quota compute is full: 12 of 12 pods';
    const cause = {
      id: 'quota',
      state: 'Degraded' as const,
      why,
      native: [],
      text: why,
      environments: ['dev'],
      findings: [],
      next: 'Scale something down, or ask for a larger tier',
      follows: [],
    };
    const renderer = fakeRenderer({
      status: () => ({
        ...status,
        environments: [{ ...environments[0], state: 'Degraded' as const, why }],
        causes: [cause],
      }),
    });

    await expect(
      createWaitAction(renderer).handler(
        createMockActionContext({
          input: { tenant: 'payments', commit, timeout: 1 },
        }),
      ),
    ).rejects.toThrow(
      '- dev: Degraded, Quota compute is full: 12 of 12 pods. Scale something down',
    );
  });

  it('waits for each environment that it is told, also for one that is not there yet', async () => {
    const renderer = fakeRenderer({
      status: () => statusOf('Healthy', commit),
    });
    const input = { tenant: 'payments', commit, timeout: 1 };
    await expect(
      createWaitAction(renderer).handler(
        createMockActionContext({
          input: { ...input, environments: ['dev', 'prod'] },
        }),
      ),
    ).rejects.toThrow('not healthy after 1 s');
  });

  it('takes another commit that came since, and none from before by a clock that is ahead', async () => {
    const ahead = Date.now() + 7_200_000;
    const other = 'e'.repeat(40);
    let asked = 0;
    const renderer = fakeRenderer({
      status: () => {
        asked += 1;
        return statusOf('Healthy', other, asked < 3 ? ahead : ahead + 1000);
      },
    });

    await createWaitAction(renderer).handler(
      createMockActionContext({ input: { tenant: 'payments', commit } }),
    );

    expect(asked).toBe(3);
  }, 15_000);

  it.each([
    ['forwards', 7_200_000],
    ['backwards', -7_200_000],
  ])(
    'waits as long as it shall when the clock is set %s',
    async (_, jump) => {
      const now = Date.now.bind(Date);
      let asked = 0;
      const clock = jest
        .spyOn(Date, 'now')
        .mockImplementation(() => now() + (asked > 0 ? jump : 0));
      try {
        await expect(
          createWaitAction(
            fakeRenderer({
              status: () => {
                asked += 1;
                return statusOf('Degraded', commit);
              },
            }),
          ).handler(
            createMockActionContext({
              input: { tenant: 'payments', commit, timeout: 1 },
            }),
          ),
        ).rejects.toThrow('not healthy after 1 s');
        expect(asked).toBe(2);
      } finally {
        clock.mockRestore();
      }
    },
    15_000,
  );

  it('says so where nobody watches the clusters', async () => {
    const renderer = fakeRenderer({ status: () => undefined });

    await expect(
      createWaitAction(renderer).handler(
        createMockActionContext({ input: { tenant: 'payments' } }),
      ),
    ).rejects.toThrow(/needs the tenancy backend plugin/);
  });
});
