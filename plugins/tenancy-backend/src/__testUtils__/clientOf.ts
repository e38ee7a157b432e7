import request from 'supertest';
import { as, type Portal } from './startPortal';

/**
 * Asks the API of a test portal as a user.
 */
export function clientOf(portal: () => Portal) {
  const get = (path: string, user = 'ada') =>
    request(portal().server)
      .get(`/api/tenancy/${path}`)
      .set('Authorization', as(user));
  const post = (path: string, body: object | string, user = 'ada') =>
    request(portal().server)
      .post(`/api/tenancy/${path}`)
      .set('Authorization', as(user))
      .type('json')
      .send(body);
  return {
    get,
    post,
    /** Waits until every source has been read. */
    settled: () =>
      until(
        () => get('tenants', 'root'),
        ({ body }) =>
          body.sources.length === 3 &&
          body.sources.every(
            (source: { problem?: unknown }) => !source.problem,
          ),
      ),
  };
}

/**
 * Asks again and again until the answer is as wanted.
 */
export async function until<T>(
  ask: () => Promise<T>,
  check: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (check(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`it did not happen: ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}
