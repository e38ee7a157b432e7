/** An error as the client throws it for a refusal of the backend. */
export function responseError(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode,
  });
}
