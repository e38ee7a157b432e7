import { isError, ServiceUnavailableError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds until somebody who waits for an answer is told that there is none. */
const PATIENCE = 5_000;

/**
 * Runs a query, and again while the database is locked by somebody else or its server is away. The query must do no harm
 * when it runs twice, since of a connection that broke nobody knows how far it came.
 *
 * @throws ServiceUnavailableError when the database is still away at the end of the patience, or its disk is full; what is no fault of the database is thrown as it is
 */
export async function patiently<T>(
  query: () => Promise<T>,
  patience: number = PATIENCE,
): Promise<T> {
  const end = performance.now() + patience;
  for (let pause = 20; ; pause = Math.min(2 * pause, 250)) {
    try {
      return await query();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'full') {
        throw new ServiceUnavailableError(
          'The database of the tenancy plugin cannot be written: its disk is full or broken. The platform team must free up space. Nothing was lost.',
          error,
        );
      }
      if (!fault) {
        throw error;
      }
      if (performance.now() + pause > end) {
        throw new ServiceUnavailableError(
          `The database of the tenancy plugin is ${
            fault === 'locked' ? 'locked by another process' : 'away'
          }, so nothing was read or written. Try again. If it persists, ask the platform team.`,
          error,
        );
      }
      await sleep(pause);
    }
  }
}

/** Codes of SQLite, PostgreSQL and the network; undefined where the query itself is at fault. */
function faultOf(error: unknown): 'locked' | 'away' | 'full' | undefined {
  const code = isError(error) ? error.code : undefined;
  const said = `${typeof code === 'string' ? code : ''} ${error}`;
  // SQLite ends a transaction by itself when its disk is full, and Knex then fails to.
  if (
    /SQLITE_(FULL|IOERR|READONLY|CANTOPEN)|\b53100\b|ENOSPC|no transaction is active/.test(
      said,
    )
  ) {
    return 'full';
  }
  if (/SQLITE_(BUSY|LOCKED)|\b55P03\b/.test(said)) {
    return 'locked';
  }
  return /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0\d|53300) |Connection (terminated|ended)|KnexTimeoutError/.test(
    said,
  )
    ? 'away'
    : undefined;
}
