import type { Texts } from '../../translations';

/** What the backend says, without the head that the client puts before it. */
export function wordsOf(error: unknown, t: Texts): string {
  const { body, message } = Object(error) as {
    body?: { error?: { message?: string } };
    message?: string;
  };
  return body?.error?.message ?? message ?? t('acting.noAnswer');
}
