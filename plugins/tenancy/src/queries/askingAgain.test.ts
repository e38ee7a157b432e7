import { isBriefly, mayPass, pauseAfter, retryAfterOf } from './askingAgain';

function refusal(statusCode: number, retryAfter?: string): Error {
  return Object.assign(new Error('refused'), {
    statusCode,
    response: { headers: { get: () => retryAfter ?? null } },
  });
}

describe('asking again', () => {
  it('asks again where nobody answered or somebody was busy', () => {
    expect(mayPass(new TypeError('Failed to fetch'))).toBe(true);
    [429, 500, 502, 503, 504].forEach(code =>
      expect(mayPass(refusal(code))).toBe(true),
    );
    [400, 401, 403, 404, 409, 413, 501].forEach(code =>
      expect(mayPass(refusal(code))).toBe(false),
    );
  });

  it('asks more and more seldom, and twice before anybody is told', () => {
    const error = refusal(503);
    expect([0, 1, 2, 3, 9].map(count => pauseAfter(count, error))).toEqual([
      300, 900, 2_700, 8_100, 30_000,
    ]);
    expect([0, 1, 2].map(count => isBriefly(count, error))).toEqual([
      true,
      true,
      false,
    ]);
    [429, 404, 500].forEach(code =>
      expect(isBriefly(0, refusal(code))).toBe(false),
    );
    expect(isBriefly(0, new TypeError('Failed to fetch'))).toBe(true);
    expect(isBriefly(0, new Error('no JSON'))).toBe(false);
  });

  it('takes what nobody finds that is of us for somebody who is away', () => {
    const of = (name: string) =>
      Object.assign(refusal(404), {
        cause: Object.assign(new Error('not found'), { name }),
      });
    expect(
      [mayPass, (e: Error) => isBriefly(0, e)].map(is => is(of('Error'))),
    ).toEqual([true, true]);
    expect(mayPass(of('NotFoundError'))).toBe(false);
  });

  it('waits as long as the answer wishes, within reason', () => {
    expect(pauseAfter(0, refusal(503, '20'))).toBe(20_000);
    expect(isBriefly(0, refusal(503, '20'))).toBe(false);
    expect(pauseAfter(0, refusal(503, '0'))).toBe(300);
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    expect(retryAfterOf(refusal(503, inAMinute))).toBeGreaterThan(50_000);
    expect(retryAfterOf(refusal(503, '999999999999'))).toBe(300_000);
    expect(retryAfterOf(refusal(503, 'soon'))).toBe(0);
    expect(retryAfterOf(new Error('no answer'))).toBe(0);
  });
});
