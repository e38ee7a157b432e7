import { commonHostnames } from './hostname';

describe('commonHostnames', () => {
  it.each([
    ['*.a.com', ['x.a.com'], ['x.a.com']],
    ['*.a.com', ['x.y.a.com'], ['x.y.a.com']],
    ['*.a.com', ['a.com'], undefined],
    ['x.a.com', ['*.a.com'], ['x.a.com']],
    ['*.b.a.com', ['*.a.com'], ['*.b.a.com']],
    [undefined, ['x.a.com'], ['x.a.com']],
    ['x.a.com', [], ['x.a.com']],
    [undefined, [], []],
    ['*.a.com', ['x.a.com', 'other.org'], ['x.a.com']],
    ['X.a.com', ['x.A.com'], ['x.a.com']],
  ])('of listener %s and route %j is %j', (listener, route, common) => {
    expect(commonHostnames(listener, route)).toEqual(common);
  });
});
