import { faultMessages } from '../../testing/faultMessages';
import { faultOf } from './faults';
import { growth } from '../../testing/growth';

describe('whose turn it is', () => {
  it.each(faultMessages)('%s: %s', (_, whose, message) => {
    const { fixableBy, unreachable } = faultOf(message);
    expect(unreachable ? 'away' : fixableBy).toBe(whose);
  });

  it.each([
    'is forbidden: User ',
    'admission webhook ',
    'referencing project ',
    'not found in ',
    'pulling image ',
    'denied the request: ',
    'a',
    ' ',
    '"',
  ])('takes long messages of %j no longer than they are', unit => {
    expect(
      growth(size => faultOf(unit.repeat(size / unit.length)), 20_000),
    ).toBeLessThan(6);
  });
});
