import { severityRank, STATES, type State } from '.';

// A state that is added must be given its place here too: the type demands each exactly once.
const order: Record<State, number> = {
  Degraded: 0,
  Missing: 1,
  Unknown: 2,
  Progressing: 3,
  Suspended: 4,
  Healthy: 5,
};

describe('the order of states', () => {
  it('ranks every state, the worst first', () => {
    expect(
      Object.fromEntries(STATES.map(state => [state, severityRank(state)])),
    ).toEqual(order);
  });

  it('puts what is not known before what is on its way, and behind what is broken', () => {
    expect(severityRank('Unknown')).toBeGreaterThan(severityRank('Missing'));
    expect(severityRank('Unknown')).toBeLessThan(severityRank('Progressing'));
  });
});
