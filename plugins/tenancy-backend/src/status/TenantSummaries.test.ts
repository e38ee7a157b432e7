import { mockServices } from '@backstage/backend-test-utils';
import { parsePlatform, type SourceState } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { StatusCache } from './StatusCache';
import { TenantSummaries } from './TenantSummaries';

const pay = {
  name: 'pay',
  environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
};

function summariesOf(
  options: { list?: () => never; sources?: () => SourceState[] } = {},
) {
  const { git: _, ...platform } = tenancyConfig;
  const clock = { now: 1_000_000 };
  const summaries = new TenantSummaries(
    {
      platform: { reportOnly: [] },
      directory: { tenantOfNamespace: () => undefined },
      statuses: new StatusCache({
        platform: parsePlatform(platform),
        snapshot: {
          list:
            options.list ??
            (() => ({ value: [], asOf: 1, source: 'cluster one' })),
        },
        facts: () => ({}),
        logger: mockServices.logger.mock(),
        now: () => clock.now,
      }),
      sourcesOf: options.sources ?? (() => []),
      sources: options.sources ?? (() => []),
    },
    () => clock.now,
  );
  return { summaries, clock };
}

describe('TenantSummaries', () => {
  it('says Unknown, never Healthy, of a tenant that cannot be looked at', async () => {
    const { summaries } = summariesOf({
      list() {
        throw new TypeError('broken object');
      },
    });
    const unknown = {
      state: 'Unknown',
      why: expect.stringContaining('cannot be computed'),
    };
    expect(await summaries.of(pay)).toMatchObject({
      ...unknown,
      environments: [unknown],
    });
  });

  it('looks once for all who ask in the meantime, and again once something changed', async () => {
    const { summaries } = summariesOf();
    const [first, second] = await Promise.all([
      summaries.of(pay),
      summaries.of(pay),
    ]);
    expect(second).toBe(first);

    summaries.invalidate(['pay']);
    expect(await summaries.of(pay)).not.toBe(first);
  });

  it('looks again after two minutes, also where a clock was set back', async () => {
    const { summaries, clock } = summariesOf();
    const first = await summaries.of(pay);
    clock.now += 119_999;
    expect(await summaries.of(pay)).toBe(first);
    clock.now += 1;
    const second = await summaries.of(pay);
    expect(second).not.toBe(first);
    clock.now -= 3_600_000;
    expect(await summaries.of(pay)).not.toBe(second);
  });

  it('does not know how a tenant is once its cluster is silent', async () => {
    const sources: SourceState[] = [
      { source: 'cluster one', kind: 'cluster', asOf: 1 },
    ];
    const { summaries } = summariesOf({ sources: () => sources });
    const before = await summaries.of(pay);
    sources[0].problem = { unknown: 'timeout', message: 'no', since: 1 };
    const after = await summaries.of(pay);
    expect(after).not.toBe(before);
    expect(after.environments).toMatchObject([{ state: 'Unknown' }]);
  });

  it('gives of many those again that are kept, and makes anew what is not', async () => {
    const sources: SourceState[] = [
      { source: 'cluster one', kind: 'cluster', asOf: 1 },
      { source: 'cluster two', kind: 'cluster', asOf: 1 },
    ];
    const { summaries } = summariesOf({ sources: () => sources });
    const tenants = Array.from({ length: 500 }, (_, i) => ({
      name: `team-${i}`,
      environments: [{ name: 'dev', cluster: 'one', namespace: `team-${i}` }],
    }));
    const first = await summaries.all(tenants);
    expect(first.map(({ name }) => name)).toEqual(
      tenants.map(({ name }) => name),
    );
    expect(await summaries.of(tenants[3])).toBe(first[3]);

    summaries.invalidate(['team-7']);
    const moved = { ...tenants[9], owner: 'group:default/shop' };
    const second = await summaries.all([
      ...tenants.slice(0, 9),
      moved,
      ...tenants.slice(10),
    ]);
    expect(second.flatMap((each, i) => (each === first[i] ? [] : i))).toEqual([
      7, 9,
    ]);
    expect(second[9]).toMatchObject({ owner: 'group:default/shop' });

    sources[0].problem = { unknown: 'timeout', message: 'no', since: 1 };
    const third = await summaries.all(tenants);
    expect(third.some((each, i) => each === second[i])).toBe(false);
  });

  describe('for who rather has an answer soon', () => {
    const team = (name: string) => ({
      name,
      environments: [{ name: 'dev', cluster: 'one', namespace: name }],
    });
    const teams = ['a', 'b', 'c'].map(team);
    const caughtUp = async (summaries: TenantSummaries) => {
      while ((await summaries.soon(teams, 0)).pending > 0) {
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
    };

    it('are all made where that is done in time', async () => {
      const { summaries } = summariesOf();
      const { items, pending } = await summaries.soon(teams, 1_000);
      expect(pending).toBe(0);
      expect(items).toEqual(await summaries.all(teams));
    });

    it('are Unknown before they were looked at, and made meanwhile', async () => {
      const { summaries } = summariesOf();
      const { items, pending } = await summaries.soon(teams, 0);
      expect(pending).toBe(3);
      expect(items).toMatchObject(
        teams.map(({ name }) => ({
          name,
          state: 'Unknown',
          why: 'was not looked at yet',
          environments: [{ name: 'dev', namespace: name, state: 'Unknown' }],
        })),
      );
      await caughtUp(summaries);
      const { items: made } = await summaries.soon(teams, 0);
      expect(made.map(({ why }) => why)).not.toContain('was not looked at yet');
      expect(made).toEqual(await summaries.all(teams));
    });

    it('are as they were a moment ago where something changed', async () => {
      const { summaries, clock } = summariesOf();
      const [first] = await summaries.all(teams);
      summaries.invalidate(['a']);
      const { items, pending } = await summaries.soon(teams, 0);
      expect(pending).toBe(1);
      expect(items[0]).toBe(first);
      await caughtUp(summaries);
      expect((await summaries.soon(teams, 0)).items[0]).not.toBe(first);

      // All are to be made anew after two minutes, and stand for it one more.
      clock.now += 120_000;
      expect((await summaries.soon(teams, 0)).items[0].why).not.toBe(
        'was not looked at yet',
      );
    });

    it.each<[string, { later?: number; moves?: true; isSilent?: true }]>([
      ['when that was long ago', { later: 60_000 }],
      ['when it moved or has another owner', { moves: true }],
      ['when a cluster fell silent', { isSilent: true }],
    ])('are Unknown %s', async (_, { later = 0, moves, isSilent }) => {
      const sources: SourceState[] = [
        { source: 'cluster one', kind: 'cluster', asOf: 1 },
      ];
      const { summaries, clock } = summariesOf({ sources: () => sources });
      await summaries.all(teams);
      summaries.invalidate(['a']);
      clock.now += later;
      if (isSilent) {
        sources[0].problem = { unknown: 'timeout', message: 'no', since: 1 };
      }
      const tenant = moves
        ? { ...teams[0], owner: 'group:default/x' }
        : teams[0];
      const { items } = await summaries.soon([tenant], 0);
      expect(items).toMatchObject([
        {
          state: 'Unknown',
          why: 'was not looked at yet',
          ...(moves ? { owner: 'group:default/x' } : {}),
        },
      ]);
    });

    it('are not what was found while something changed, for long', async () => {
      const { summaries, clock } = summariesOf();
      const made = summaries.of(teams[0]);
      summaries.invalidate(['a']);
      const first = await made;
      expect((await summaries.soon([teams[0]], 0)).items).toEqual([first]);
      summaries.invalidate(['a']);
      clock.now += 60_000;
      const { items } = await summaries.soon([teams[0]], 0);
      expect(items[0].why).toBe('was not looked at yet');
    });
  });
});
