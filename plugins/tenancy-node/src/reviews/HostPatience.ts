import { ServiceUnavailableError } from '@backstage/errors';

/** Milliseconds where a host that was asked too often names no time. */
const DEFAULT = 60_000;
/** As long at most, whatever it says. */
const MOST = 60 * 60_000;

/**
 * Hosts that were asked too often, and until when each wants to be left alone: those that count go on refusing whoever goes on
 * asking.
 */
export class HostPatience {
  readonly #until = new Map<string, number>();

  /** @throws ServiceUnavailableError while a host is to be left alone */
  assertMayAsk(host: string): void {
    const until = this.#until.get(host) ?? 0;
    if (Date.now() < until) {
      throw tooOften(host, until);
    }
  }

  /** @throws ServiceUnavailableError where an answer says that the host was asked too often */
  assertNotTooOften(host: string, { status, headers }: Response): void {
    const isEmpty = headers.get('x-ratelimit-remaining') === '0';
    const isLimit =
      status === 429 ||
      // GitHub refuses so as well.
      (status === 403 && (isEmpty || headers.has('retry-after')));
    if (isLimit) {
      const until =
        Date.now() + Math.min(MOST, Math.max(1_000, waitIn(headers, isEmpty)));
      this.#until.set(host, until);
      throw tooOften(host, until);
    }
  }
}

/** `Retry-After` is in seconds or a date; GitHub says of an hour that is used up when the next one begins. */
function waitIn(headers: Headers, isEmpty: boolean): number {
  const after = headers.get('retry-after') ?? '';
  const reset = Number(headers.get('x-ratelimit-reset') ?? NaN) * 1_000;
  const waits = [
    Number(after || NaN) * 1_000,
    Date.parse(after) - Date.now(),
    isEmpty ? reset - Date.now() : NaN,
    DEFAULT,
  ];
  return waits.find(Number.isFinite) ?? DEFAULT;
}

function tooOften(host: string, until: number): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `${host} was asked too often, and is asked again after ${new Date(
      until,
    ).toISOString()}`,
  );
}
