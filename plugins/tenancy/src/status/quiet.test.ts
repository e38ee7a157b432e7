import { tenantStatus } from '../__fixtures__';
import { quietSource } from './quiet';

const now = 1_000_000;

function quietIn(
  ages: Array<number | undefined>,
  problem?: 'timeout' | 'forbidden',
) {
  const view = tenantStatus();
  const [dev, staging] = view.sync.environments;
  return quietSource(
    {
      sync: { ...view.sync, environments: [dev, staging] },
      sources: [dev, staging].map(({ cluster }, index) => ({
        source: `cluster ${cluster}`,
        kind: 'cluster' as const,
        ...(ages[index] === undefined
          ? {}
          : { asOf: now - (ages[index] ?? 0) }),
        ...(index === 0 && problem
          ? { problem: { unknown: problem, message: 'no', since: now } }
          : {}),
      })),
    },
    dev.environment,
  )?.source;
}

describe('quietSource', () => {
  it('names a cluster once nothing was heard of it for 15 s', () => {
    expect(quietIn([15_000, 0])).toBeUndefined();
    expect(quietIn([15_001, 0])).toMatch(/^cluster /);
  });

  it('names one that is known not to answer, and no other that has a problem', () => {
    expect(quietIn([0, 0], 'timeout')).toMatch(/^cluster /);
    expect(quietIn([0, 0], 'forbidden')).toBeUndefined();
  });

  it('takes an old answer as a whole for no sign of a silent cluster', () => {
    expect(quietIn([600_000, 600_000])).toBeUndefined();
  });
});
