import { nanosOf } from '../quantity';
import { Cursor } from './Cursor';
import { plainText } from '../../snapshot/fields';

/**
 * The value of a quantity in units of 10^-9; fails where it is none or less than nothing.
 */
export function amountOf(cursor: Cursor): bigint | undefined {
  if (!cursor.exists) return undefined;
  const nanos = nanosOf(plainText(cursor.value));
  if (nanos === undefined) {
    cursor.fail(
      'WrongFormat',
      `must be a quantity, is ${JSON.stringify(cursor.value)}`,
      'Write a quantity such as 500m, 4 or 8Gi.',
    );
    return undefined;
  }
  if (nanos < 0n) {
    cursor.fail(
      'OutOfRange',
      `must not be negative, is ${plainText(cursor.value)}`,
      'Give 0 or more.',
    );
  }
  return nanos;
}

/**
 * Fails where, for a resource both maps have, the first amount is greater than the second.
 */
export function atMost(low: Cursor, high: Cursor, words: string): void {
  for (const [name, amount] of low.entries()) {
    const bound = high.get(name);
    const a = nanosOf(plainText(amount.value));
    const b = bound.exists ? nanosOf(plainText(bound.value)) : undefined;
    if (a === undefined || b === undefined || a <= b) continue;
    amount.fail(
      'Conflict',
      `must not be more than ${words}, ${plainText(
        bound.value,
      )}; is ${plainText(amount.value)}`,
      `Lower it to ${plainText(bound.value)}, or raise ${words}.`,
    );
  }
}
