import { ResponseError } from '@backstage/errors';
import { withPlainErrors } from './withPlainErrors';

async function thrownBy(error: unknown) {
  const action = withPlainErrors({
    handler: async () => {
      throw error;
    },
  });
  return action.handler().then(
    () => undefined,
    ({ name, message, stack }: Error) => ({ name, message, stack }),
  );
}

const answer = (status: number, body: object) =>
  ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      statusText: 'No',
      headers: { 'content-type': 'application/json' },
    }),
  );

describe('what the log of a task says', () => {
  it('is what the backend answered, and not that a request failed', async () => {
    const message = 'Tenant pay not found, or not owned by one of your teams.';
    expect(
      await thrownBy(
        await answer(403, {
          error: { name: 'NotAllowedError', message },
          response: { statusCode: 403 },
        }),
      ),
    ).toEqual({ name: 'NotAllowedError', message, stack: message });
  });

  it('is that the request failed where nobody says why', async () => {
    const message = 'Request failed with 500 No';
    expect(await thrownBy(await answer(500, {}))).toMatchObject({
      name: 'ResponseError',
      message,
      stack: message,
    });
  });
});
