import { FindingsError } from '../request/FindingsError';

/**
 * A platform configuration that can't be used. Its findings are for the platform team.
 *
 * @public
 */
export class PlatformError extends FindingsError {
  readonly name = 'PlatformError';
}
