import type { FixContext } from '../FixContext';
import type { Trouble } from '../Trouble';
import { raisedLimit } from './raisedLimit';

/** Pods that were evicted since they wrote more to the node's disk than they may: twice as much, within the tier. */
export function outOfDisk(context: FixContext): Iterable<Trouble> {
  return raisedLimit(context, {
    code: 'OutOfDisk',
    resource: 'ephemeralStorage',
    word: 'disk',
    tells: ({ why, message = '' }) =>
      why === 'it used more disk than it may' &&
      // The limit of a volume is another one.
      !/EmptyDir volume/i.test(message),
  });
}
