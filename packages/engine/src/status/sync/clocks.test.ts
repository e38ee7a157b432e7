import { application, statusOf } from '../../testing/syncWorld';

const HOUR = 3_600_000;
const now = Date.parse('2026-01-01T12:00:00Z');
const time = (ms: number) => new Date(ms).toISOString();

/** An Application that nobody has looked at yet, made so long ago by the clock of its cluster. */
function fresh(createdAt: number) {
  const made = application(undefined);
  return {
    ...made,
    metadata: { ...made.metadata, creationTimestamp: time(createdAt) },
  };
}

describe('a cluster whose clock is not ours', () => {
  it.each([
    ['ahead', 2 * HOUR],
    ['behind', -2 * HOUR],
  ])('is judged by its own clock when it is %s', (_, ahead) => {
    const judged = (age: number) =>
      statusOf([fresh(now + ahead - age)], [], ['dev'], {
        now,
        facts: { clocks: { hub: ahead } },
      }).environments[0].applications[0];

    expect(judged(5_000)).toMatchObject({
      state: 'Progressing',
      since: now - 5_000,
    });
    expect(judged(10 * 60_000)).toMatchObject({
      state: 'Unknown',
      why: 'Argo CD has reported nothing about it',
    });
  });

  it('never says that something began in the future', () => {
    const [found] = statusOf([fresh(now + 2 * HOUR)], [], ['dev'], { now })
      .environments[0].applications;
    expect(found.since).toBe(now);
  });
});
