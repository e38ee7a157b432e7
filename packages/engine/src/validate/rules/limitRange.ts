import { Cursor, refuseRepeated } from './Cursor';
import { amountOf, atMost } from './quantities';

const AMOUNTS = [
  'min',
  'max',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
];

/**
 * Checks a LimitRange: minimum, default request, default and maximum stand in this order.
 */
export function checkLimitRange(object: Cursor): void {
  const limits = object.get('spec', 'limits').items();
  refuseRepeated(limits, l => l.get('type').text(), 'the type');
  for (const limit of limits) {
    for (const name of AMOUNTS) {
      limit
        .get(name)
        .entries()
        .forEach(([, amount]) => amountOf(amount));
    }
    const [min, max, usual, request] = AMOUNTS.map(name => limit.get(name));
    if (limit.get('type').value === 'Pod') {
      for (const part of [usual, request]) {
        if (part.exists) {
          part.fail(
            'Conflict',
            'is not for pods, only for containers',
            'Remove it.',
          );
        }
      }
    }
    if (
      limit.get('type').value === 'PersistentVolumeClaim' &&
      !min.get('storage').exists &&
      !max.get('storage').exists
    ) {
      limit.fail(
        'MissingField',
        'needs min.storage or max.storage',
        'Give one of them.',
      );
    }
    atMost(min, max, 'max');
    atMost(min, request, 'defaultRequest');
    atMost(request, usual, 'default');
    atMost(request, max, 'max');
    atMost(min, usual, 'default');
    atMost(usual, max, 'max');
  }
}
