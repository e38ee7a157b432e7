import { plainText } from '../../model/fields';
import { nanosOf } from '../../units/quantity';
import { describe, typeName } from './describe';
import { formatCheck } from './formats';
import { isGoTime } from './goTime';
import { Check, Walk } from './walk';

/** What a Go value without any JSON is: what a null in a list or map becomes. */
type Zero = () => unknown;

/** Decodes JSON into one type of Go. */
export interface Decoder {
  check: Check;
  zero: Zero;
}

/** JSON that is kept as it is. */
export const anything: Decoder = { check: value => value, zero: () => null };

export const quantity: Decoder = {
  check: (value, walk) => {
    // Go trims the text, and reads a number as it is written.
    const text = typeof value === 'number' ? plainText(value) : value;
    if (typeof text === 'string' && nanosOf(text.trim()) !== undefined) {
      return typeof value === 'string' ? value.trim() : value;
    }
    walk.fail(
      'WrongFormat',
      value,
      `must be a quantity, is ${describe(value)}`,
      'Write a quantity such as 500m, 4 or 8Gi.',
    );
    return value;
  },
  zero: () => '0',
};

export const int32 = wholeNumber(-2147483648, 2147483647, 32);
// Beyond 2^53 a JavaScript number is no longer what was written, so the bounds are met only nearly.
export const int64 = wholeNumber(-(2 ** 63), 2 ** 63 - 1024, 64);

export const intOrString: Decoder = {
  check: (value, walk) =>
    typeof value === 'string' ? value : int32.check(value, walk),
  zero: () => 0,
};

function wholeNumber(min: number, max: number, bits: number): Decoder {
  return {
    check: (value, walk) => {
      if (!Number.isInteger(value)) {
        wrongType(walk, 'an integer', value);
      } else if ((value as number) < min || (value as number) > max) {
        walk.fail(
          'OutOfRange',
          value,
          `must fit into ${bits} bits, is ${plainText(value)}`,
          `Use a number that fits into ${bits} bits.`,
        );
      }
      return value;
    },
    zero: () => 0,
  };
}

export function textOf(format: string | undefined): Decoder {
  const plain = scalar('a string', '', v => typeof v === 'string');
  const valid = textFormat(format);
  if (!valid) {
    return plain;
  }
  return {
    check: (value, walk) => {
      plain.check(value, walk);
      if (typeof value === 'string' && !valid(value)) {
        walk.fail(
          'WrongFormat',
          value,
          `must be of format ${format}, is ${describe(value)}`,
          `Write it in the format ${format}.`,
        );
      }
      return value;
    },
    zero: () => (format === 'byte' ? '' : null),
  };
}

function textFormat(
  format: string | undefined,
): ((text: string) => boolean) | undefined {
  switch (format) {
    case 'date-time':
      return isGoTime;
    case 'byte':
      // Go's base64 decoder skips line breaks.
      return text => formatCheck('byte')!(text.replace(/[\r\n]/g, ''));
    default:
      return undefined;
  }
}

export function scalar(
  expected: string,
  zero: unknown,
  fits: (value: unknown) => boolean,
): Decoder {
  return {
    check: (value, walk) => {
      if (!fits(value)) {
        wrongType(walk, expected, value);
      }
      return value;
    },
    zero: () => zero,
  };
}

/** Fails where a value of another type is expected. */
export function wrongType(walk: Walk, expected: string, value: unknown): void {
  walk.fail(
    'WrongType',
    value,
    `must be ${expected}, is ${typeName(value)}: ${describe(value)}`,
    `Use ${expected}.`,
  );
}
