import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { OperationProgress } from '@groundwork/engine';
import { fakeRenderer } from '../__testUtils__/fakeRenderer';
import { createSyncAction } from './createSyncAction';

const input = { tenant: 'pay', environment: 'dev' };

/** Runs the action over these states of its operation, one a look. */
async function run(states: Array<Partial<OperationProgress>>, timeout = 60) {
  let looks = 0;
  const { asked, rendererFor } = fakeRenderer({
    operation: () => {
      const state = states[Math.min(looks, states.length - 1)];
      looks += 1;
      const [{ key }] = asked as Array<{ key: string }>;
      return {
        operation: {
          phase: 'Running',
          key,
          retryCount: 0,
          revisions: [],
          dryRun: false,
          prune: false,
          force: false,
          partial: false,
          resources: [],
          ...state,
        },
      };
    },
  });
  const output = jest.fn();
  const context = createMockActionContext({
    input: { ...input, timeout },
    task: { id: 'task-1' },
  });
  await createSyncAction({ rendererFor }).handler({ ...context, output });
  return { asked, output };
}

describe('tenancy:sync', () => {
  it('waits for the end of its own operation, and says what was synced', async () => {
    const { asked, output } = await run([
      { key: 'of-another', phase: 'Succeeded' },
      { phase: 'Requested' },
      { phase: 'Succeeded', revisions: ['c'.repeat(40)] },
    ]);
    expect(asked).toEqual([
      { ...input, application: 'pay-dev', key: expect.any(String) },
    ]);
    expect(output).toHaveBeenCalledWith('revision', 'c'.repeat(40));
  });

  it('asks with the same key when the step runs anew', async () => {
    const done = [{ phase: 'Succeeded' as const }];
    expect((await run(done)).asked).toEqual((await run(done)).asked);
  });

  it('fails with the cause', async () => {
    const failed = run([
      {
        phase: 'Failed',
        message: 'one or more objects failed to apply',
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            name: 'web',
            status: 'SyncFailed',
            message: 'exceeded quota',
          },
        ],
      },
    ]);
    await expect(failed).rejects.toThrow(
      /one or more objects failed to apply\n- Deployment\/web: exceeded quota/,
    );
  });

  it('says that nobody can act', async () => {
    const { rendererFor } = fakeRenderer({});
    await expect(
      createSyncAction({ rendererFor }).handler(
        createMockActionContext({ input, task: { id: 'task-1' } }),
      ),
    ).rejects.toThrow('needs the tenancy backend plugin');
  });
});
