import type { FixContext } from '../FixContext';
import type { Trouble } from '../Trouble';
import { raisedLimit } from './raisedLimit';

/** A container that keeps running out of memory: twice as much, within the tier. */
export function outOfMemory(context: FixContext): Iterable<Trouble> {
  return raisedLimit(context, {
    code: 'OutOfMemory',
    resource: 'memory',
    word: 'memory',
    tells: ({ why }, { ref }) =>
      why === `${ref.name} keeps ending: out of memory` ||
      why.startsWith(`${ref.name} keeps running out of memory`),
  });
}
