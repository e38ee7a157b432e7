import { FindingsError } from './FindingsError';

/**
 * A request that can't be rendered. Nothing was rendered: there is never half a manifest set.
 *
 * @public
 */
export class RequestError extends FindingsError {
  readonly name = 'RequestError';
}
