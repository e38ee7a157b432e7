import { plainText } from '../../model/fields';
import { nanosOf } from '../../units/quantity';
import { describe } from '../schema/describe';
import { Cursor } from './Cursor';
import { isWhole, ResourcePlace, resourceNameProblem } from './resourceNames';

const MILLI = 1_000_000n;

/**
 * The value of a quantity in units of 10^-9; fails where it is none or less than nothing.
 */
export function amountOf(cursor: Cursor): bigint | undefined {
  const nanos = valueOf(cursor);
  if (cursor.exists && nanos === undefined) {
    cursor.fail(
      'WrongFormat',
      `must be a quantity, is ${describe(cursor.value)}`,
      'Write a quantity such as 500m, 4 or 8Gi.',
    );
  }
  if (nanos !== undefined && nanos < 0n) {
    cursor.fail(
      'OutOfRange',
      `must not be negative, is ${plainText(cursor.value)}`,
      'Use 0 or more.',
    );
  }
  return nanos;
}

/** The value of a quantity in units of 10^-9, undefined where none stands. */
export function valueOf(cursor: Cursor): bigint | undefined {
  const { value } = cursor;
  return typeof value === 'string' || typeof value === 'number'
    ? nanosOf(plainText(value).trim())
    : undefined;
}

/** Checks a map of resources and amounts: each has a name that belongs there and an amount that can be had. */
export function checkAmounts(amounts: Cursor, place: ResourcePlace): void {
  for (const [name, amount] of amounts.entries()) {
    checkResourceName(name, amount, place);
    const nanos = amountOf(amount);
    if (nanos !== undefined && isWhole(name) && !isInteger(nanos)) {
      amount.fail(
        'WrongFormat',
        `must be a whole number, is ${plainText(amount.value)}`,
        'Use a whole number.',
      );
    }
  }
}

export function checkResourceName(
  name: string,
  at: Cursor,
  place: ResourcePlace,
): void {
  const problem = resourceNameProblem(name, place);
  if (problem) {
    at.fail(
      'NotAllowed',
      `has a name that ${problem}`,
      'Correct the name of the resource.',
    );
  }
}

/** API servers round up to a thousandth before they look. */
function isInteger(nanos: bigint): boolean {
  return ((nanos + MILLI - 1n) / MILLI) % 1000n === 0n;
}

/**
 * Fails where, for a resource both maps have, the first amount is greater than the second.
 */
export function atMost(low: Cursor, high: Cursor, words: string): void {
  for (const [name, amount] of low.entries()) {
    const bound = high.get(name);
    const a = valueOf(amount);
    const b = valueOf(bound);
    if (a === undefined || b === undefined || a <= b) {
      continue;
    }
    amount.fail(
      'Conflict',
      `must not be more than ${words}, ${plainText(
        bound.value,
      )}; is ${plainText(amount.value)}`,
      `Lower it to ${plainText(bound.value)}, or raise ${words}.`,
    );
  }
}
