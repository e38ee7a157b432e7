import type { RouteStatus } from '@groundwork/engine';
import { englishTexts } from '../../__testUtils__/englishTexts';
import { routeWord } from './routeWords';

const route = (rest: Partial<RouteStatus>): RouteStatus => ({
  state: 'Degraded',
  why: 'why',
  native: [],
  ref: { cluster: 'c', group: 'g', kind: 'HTTPRoute', name: 'r' },
  environment: 'dev',
  hostnames: [],
  hops: [],
  ...rest,
});

describe('routeWord', () => {
  it('tells a route that serves a part from one that serves nothing', () => {
    expect(routeWord(route({}), englishTexts)).toBe('Not serving');
    expect(
      routeWord(route({ native: ['PartiallyInvalid'] }), englishTexts),
    ).toBe('Partly serving');
  });

  it('calls what is not known so', () => {
    expect(routeWord(route({ state: 'Unknown' }), englishTexts)).toBe(
      'Unknown',
    );
  });
});
