import { ResponseError } from '@backstage/errors';
import { readProblemOf } from './errors';

describe('readProblemOf', () => {
  const problemOf = async (status: number, body: string, type = 'text/html') =>
    readProblemOf(
      await ResponseError.fromResponse(
        new Response(body, { status, headers: { 'content-type': type } }),
      ),
    );

  it('believes the backend that something is not there, or not for the reader', async () => {
    expect(
      await problemOf(
        404,
        JSON.stringify({
          error: { name: 'NotFoundError', message: 'No such tenant' },
          response: { statusCode: 404 },
        }),
        'application/json',
      ),
    ).toBe('notShown');
  });

  it('takes the word of nobody else for it', async () => {
    expect(await problemOf(404, '<h1>default backend</h1>')).toBe('failed');
    expect(await problemOf(404, '')).toBe('failed');
    expect(await problemOf(502, '<h1>Bad gateway</h1>')).toBe('failed');
  });
});
