import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { fakeRenderer, refusal } from '../__testUtils__/fakeRenderer';
import { createRevertAction } from './createRevertAction';
import { createSelfHealAction } from './createSelfHealAction';

const request = { tenant: 'pay', kind: 'Workload', name: 'api' };
const commit = 'c'.repeat(40);
const url = 'https://git.example.com/acme/estate/pull/7';
const preview = {
  changes: ['image: api:2 -> api:1'],
  files: [],
  findings: [],
  removals: [],
};

describe('tenancy:revert', () => {
  const run = async (
    answers: Parameters<typeof fakeRenderer>[0],
    more: { confirmed?: string[] } = {},
    isDryRun = false,
  ) => {
    const { asked, ...renderer } = fakeRenderer(answers);
    const input = { ...request, commit, ...more };
    const ctx = { ...createMockActionContext({ input }), isDryRun };
    const checkpoint = jest.spyOn(ctx, 'checkpoint');
    const end = createRevertAction(renderer).handler(ctx);
    return { asked, ctx, end, checkpoint };
  };

  it('has the portal take it back, and says where it went', async () => {
    const { asked, ctx, end, checkpoint } = await run(
      { change: { done: { url } } },
      { confirmed: ['a'] },
    );
    await end;
    expect(asked).toEqual([
      {
        request,
        change: { what: 'revert', input: { commit, confirmed: ['a'] } },
      },
    ]);
    expect(checkpoint).toHaveBeenCalledTimes(1);
    expect(ctx.output).toHaveBeenCalledWith('url', url);
    expect(ctx.output).not.toHaveBeenCalledWith('commit', expect.anything());
  });

  it('says what it would do in a dry run, and does nothing', async () => {
    const { asked, ctx, end } = await run({ change: { preview } }, {}, true);
    await end;
    expect(asked).toEqual([
      { preview: { request, change: { what: 'revert', input: { commit } } } },
    ]);
    expect(ctx.output).toHaveBeenCalledWith('changes', preview.changes);
  });

  it('fails in a dry run with what it would be refused for', async () => {
    const { end } = await run(
      { change: { preview: { ...preview, findings: [refusal('image')] } } },
      {},
      true,
    );
    await expect(end).rejects.toThrow('image: The name is taken');
  });

  it.each([true, false])(
    'says so where no backend is (dry run: %s)',
    async isDryRun => {
      const { end } = await run({}, {}, isDryRun);
      await expect(end).rejects.toThrow(/needs the tenancy backend plugin/);
    },
  );
});

describe('tenancy:self-heal', () => {
  it.each([
    [{ environment: 'dev', until: '2026-11-30T18:00:00Z' }],
    [{ environment: 'dev' }],
  ])('pauses until a time, and resumes without one: %j', async input => {
    const { asked, ...renderer } = fakeRenderer({
      change: { done: { url, commit } },
    });
    const ctx = createMockActionContext({ input: { ...request, ...input } });
    await createSelfHealAction(renderer).handler(ctx);
    expect(asked).toEqual([{ request, change: { what: 'self-heal', input } }]);
    expect(ctx.output).toHaveBeenCalledWith('commit', commit);
  });
});
