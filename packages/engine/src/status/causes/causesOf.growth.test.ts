import { brokenTenant } from '../../testing/brokenTenant';
import { growth } from '../../testing/growth';
import { causesInSteps, causesOf } from './causesOf';

describe('causesInSteps', () => {
  it('grows with the number of troubles and not with its square', () => {
    const worlds = new Map(
      [75, 150, 300, 600].map(size => [size, brokenTenant(size)]),
    );
    const run = (size: number) => {
      const { cards, snapshot } = worlds.get(size) ?? brokenTenant(size);
      causesOf(cards, snapshot);
    };
    expect(growth(run, 150)).toBeLessThan(8);
  });

  it('finds each trouble below its cause, in more steps than there are troubles', () => {
    const { cards, snapshot } = brokenTenant(40);
    const steps = causesInSteps(cards, snapshot);
    let taken = 0;
    let step = steps.next();
    while (!step.done) {
      taken += 1;
      step = steps.next();
    }
    const follows = step.value.flatMap(cause => cause.follows);
    expect(
      step.value.flatMap(cause => cause.findings).length + follows.length,
    ).toBeGreaterThanOrEqual(120);
    expect(follows.filter(({ ref }) => ref?.kind === 'HTTPRoute')).toHaveLength(
      40,
    );
    expect(taken).toBeGreaterThan(120);
    expect(step.value).toEqual(causesOf(cards, snapshot));
  });
});
