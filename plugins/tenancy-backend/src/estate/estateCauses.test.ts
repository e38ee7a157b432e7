import type { Platform, SourceState } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { estateCauses } from './estateCauses';
import type { EstateRow, EstateTrouble } from './EstateRow';

// What is read of a platform here, and no more.
const platform = {
  environments: ['dev', 'edge'].map(name => ({
    name,
    cluster: `spoke-${name}`,
    argocd: { cluster: 'hub' },
  })),
} as unknown as Platform;

const tenant = (name: string): TenantEntry => ({
  name,
  environments: ['dev', 'edge'].map(each => ({
    name: each,
    cluster: `spoke-${each}`,
    namespace: `${name}-${each}`,
  })),
});

const row = (...troubles: Array<Partial<EstateTrouble>>): EstateRow => ({
  at: 10,
  troubles: troubles.map(trouble => ({
    environments: ['dev'],
    state: 'Degraded',
    text: 'quota is full',
    ...trouble,
  })),
  certificates: [],
  quotas: [],
  drift: [],
  older: 0,
});

const told = async (
  rows: Record<string, EstateRow>,
  sources: SourceState[] = [],
) =>
  (
    await estateCauses(
      Object.keys(rows).map(tenant),
      new Map(Object.entries(rows)),
      { platform, sources },
    )
  ).map(({ state, text, count }) => `${state} ${count}: ${text}`);

const silent: SourceState = {
  source: 'cluster spoke-edge',
  kind: 'cluster',
  asOf: 1,
  problem: { unknown: 'timeout', message: 'no answer', since: 2 },
};

describe('estateCauses', () => {
  it('tells what differs by the names of tenants alone once, worst and widest first', async () => {
    expect(
      await told({
        pay: row({ text: 'pay-dev: pay is forbidden' }, { text: 'b' }),
        web: row({ text: 'web-dev: web is forbidden' }),
        shop: row({ state: 'Missing', text: 'c' }),
      }),
    ).toEqual([
      'Degraded 2: …: … is forbidden',
      'Degraded 1: b',
      'Missing 1: c',
    ]);
  });

  it('keeps apart what different people must fix', async () => {
    expect(
      await told({
        pay: row({ fixableBy: 'tenant' }),
        web: row({ fixableBy: 'platform' }),
      }),
    ).toHaveLength(2);
  });

  it('tells of a silent cluster once, with all tenants on it, and of nothing that it darkens', async () => {
    expect(
      await told(
        {
          pay: row({ environments: ['edge'], state: 'Unknown', text: 'x' }),
          web: row({ environments: ['edge'], state: 'Degraded', text: 'y' }),
          shop: row({ environments: ['dev'], state: 'Unknown', text: 'z' }),
        },
        [silent],
      ),
    ).toEqual([
      'Degraded 1: y',
      'Unknown 3: cluster spoke-edge does not answer',
      'Unknown 1: z',
    ]);
  });

  it('raises no alarm from what was looked at before the cluster fell silent', async () => {
    const environments = ['edge'];
    const later = { ...silent, problem: { ...silent.problem!, since: 11 } };
    expect(
      await told({ pay: row({ environments }, { text: 'dev is not' }) }, [
        later,
      ]),
    ).toEqual([
      'Degraded 1: dev is not',
      'Unknown 1: cluster spoke-edge does not answer',
    ]);
  });

  it('takes a cluster whose kinds are only in part readable for no silent one', async () => {
    const partly: SourceState = {
      ...silent,
      problem: { unknown: 'forbidden', message: 'no', since: 2 },
    };
    expect(await told({ pay: row({}) }, [partly])).toEqual([
      'Degraded 1: quota is full',
    ]);
  });

  it('counts all of five thousand tenants, and names as many as somebody reads', async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `t${index}`);
    const causes = await estateCauses(
      names.map(tenant),
      new Map(names.map(name => [name, row({ text: `${name} is full` })])),
      { platform, sources: [silent] },
    );
    expect(causes.map(({ count, tenants }) => [count, tenants.length])).toEqual(
      [
        [5_000, 200],
        [5_000, 200],
      ],
    );
  });
});
