import { FixableBy } from '../../model';
import { fixableByOf } from '../sync/faults';

/** Flux ran out of patience with objects that did not get ready: elsewhere these words mean that nobody answers. */
const unready =
  /^(Helm \w+|health check) failed\b[^\n]{0,500}deadline exceeded/i;

/** Who can fix what a message of Flux is about, where `writer` writes the manifests. */
export function turnOf(message: string, writer: FixableBy): FixableBy {
  return unready.test(message) && !/dial tcp|x509:/.test(message)
    ? writer
    : fixableByOf(message, writer);
}
