/** What the backend says, without the head that the client puts before it. */
export function wordsOf(error: unknown): string {
  const { body, message } = Object(error) as {
    body?: { error?: { message?: string } };
    message?: string;
  };
  return body?.error?.message ?? message ?? 'The portal does not answer.';
}
