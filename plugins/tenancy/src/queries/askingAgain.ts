import { isOfNobody, statusCodeOf } from '../status';

/** A pause that nobody needs to be told of: what restarts behind a proxy is often back by then. */
const BRIEF_MS = 1_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 30_000;
/** Whoever asks for more than this has set a wrong header rather than a wish. */
const LONGEST_WISH_MS = 300_000;

/** Not implemented: it is not configured, and will be after a restart at the earliest. */
const NEVER = 501;

/** Whether the same question may get another answer next time: not where the question itself was refused. */
export function mayPass(error: Error): boolean {
  const code = statusCodeOf(error);
  return (
    code === undefined ||
    (code >= 500 && code !== NEVER) ||
    code === 429 ||
    isOfNobody(error)
  );
}

/** Milliseconds after so many failures and one more: three times as long each time, and no less than `Retry-After` says. */
export function pauseAfter(failures: number, error: Error): number {
  return Math.max(
    Math.min(FIRST_PAUSE_MS * 3 ** failures, LONGEST_PAUSE_MS),
    retryAfterOf(error),
  );
}

/** Whether the question is asked again before anybody is told that it failed: where no connection was made, or none further on. */
export function isBriefly(failures: number, error: Error): boolean {
  const code = statusCodeOf(error);
  return (
    (error instanceof TypeError ||
      isOfNobody(error) ||
      (code !== undefined && [502, 503, 504].includes(code))) &&
    pauseAfter(failures, error) <= BRIEF_MS
  );
}

/** How long the backend, or what stands before it, wants to be left alone, in milliseconds: as seconds or as a date (RFC 9110). */
export function retryAfterOf(error: Error | null): number {
  const { response } = (error ?? {}) as {
    response?: { headers?: Pick<Headers, 'get'> };
  };
  const header = response?.headers?.get('retry-after') ?? '';
  const wish = /^\d+$/.test(header)
    ? Number(header) * 1_000
    : Date.parse(header) - Date.now();
  return wish > 0 ? Math.min(wish, LONGEST_WISH_MS) : 0;
}
