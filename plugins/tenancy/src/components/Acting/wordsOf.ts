import type { Texts } from '../../translations';

/** What the backend says, without the head that the client puts before it; what a browser says of a lost connection is for nobody. */
export function wordsOf(error: unknown, t: Texts): string {
  const { body, message } = Object(error) as {
    body?: { error?: { message?: string } };
    message?: string;
  };
  return (
    body?.error?.message ??
    (error instanceof TypeError ? undefined : message) ??
    t('acting.noAnswer')
  );
}
