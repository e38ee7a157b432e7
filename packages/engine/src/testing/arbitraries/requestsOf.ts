import fc from 'fast-check';
import { EstateScope } from './EstateScope';
import { RequestDocument } from './requestDocument';

/** Makes valid requests of a kind, with all options, of what a scope offers. */
export type RequestsOf = (scope: EstateScope) => fc.Arbitrary<RequestDocument>;

/**
 * The arbitrary of a kind: `requests` of the file beside this one that is called as the kind in lower case.
 *
 * @throws Error when the kind has none
 */
export function requestsOf(kind: string): RequestsOf {
  const file = `./${kind.toLowerCase()}`;
  const { requests } = require(file) as { requests?: RequestsOf };
  if (!requests) {
    throw new Error(`${file}.ts exports no requests.`);
  }
  return requests;
}
