import { plainText } from '../../model/fields';
import { pattern } from '../pattern';
import { describe } from './describe';
import { formatCheck } from './formats';
import { JsonSchema } from './jsonSchema';
import { Check } from './walk';

/**
 * Length, pattern and format of a string. Lengths count code points, as the API server does.
 */
export function stringConstraints(schema: JsonSchema): Check[] {
  const { minLength, maxLength, pattern: source, format } = schema;
  const checks: Check[] = [];
  if (maxLength !== undefined) {
    checks.push((value, walk) => {
      const text = value as string;
      if (text.length > maxLength && codePoints(text) > maxLength) {
        walk.fail(
          'TooLong',
          text,
          `must have at most ${maxLength} characters, has ${codePoints(text)}`,
          `Shorten it to ${maxLength} characters.`,
        );
      }
      return value;
    });
  }
  if (minLength !== undefined && minLength > 0) {
    checks.push((value, walk) => {
      if (codePoints(value as string) < minLength) {
        walk.fail(
          'TooShort',
          value,
          minLength === 1
            ? 'must not be empty'
            : `must have at least ${minLength} characters`,
          `Use at least ${minLength} character${minLength === 1 ? '' : 's'}.`,
        );
      }
      return value;
    });
  }
  if (source !== undefined) {
    checks.push(patternCheck(source, maxLength));
  }
  const valid = format === undefined ? undefined : formatCheck(format);
  if (valid) {
    checks.push((value, walk) => {
      if (!valid(value as string)) {
        walk.fail(
          'WrongFormat',
          value,
          `must be of format ${format}, is ${describe(value)}`,
          `Write it in the format ${format}.`,
        );
      }
      return value;
    });
  }
  return checks;
}

function patternCheck(source: string, maxLength?: number): Check {
  let matches: ((text: string) => boolean) | undefined;
  return (value, walk) => {
    const text = value as string;
    if (maxLength !== undefined && text.length > maxLength * 2) {
      return value;
    }
    try {
      matches ??= pattern(source);
    } catch (cause) {
      walk.fail(
        'NotChecked',
        text,
        `has a pattern that cannot be compiled: ${source} (${String(cause)})`,
        'Correct the pattern in the CustomResourceDefinition.',
      );
      return value;
    }
    if (!matches(text)) {
      walk.fail(
        'WrongFormat',
        text,
        `must match ${source}, is ${describe(text)}`,
        `Write it so that it matches ${source}.`,
      );
    }
    return value;
  };
}

/**
 * Bounds of a number.
 */
export function numberConstraints(schema: JsonSchema): Check[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } =
    schema;
  const checks: Check[] = [];
  const add = (
    holds: (n: number) => boolean,
    problem: string,
    fix: string,
  ): void => {
    checks.push((value, walk) => {
      if (!holds(value as number)) {
        walk.fail(
          'OutOfRange',
          value,
          `${problem}, is ${plainText(value)}`,
          fix,
        );
      }
      return value;
    });
  };
  if (minimum !== undefined) {
    const word = exclusiveMinimum ? 'greater than' : 'at least';
    add(
      n => (exclusiveMinimum ? n > minimum : n >= minimum),
      `must be ${word} ${minimum}`,
      `Use a number that is ${word} ${minimum}.`,
    );
  }
  if (maximum !== undefined) {
    const word = exclusiveMaximum ? 'less than' : 'at most';
    add(
      n => (exclusiveMaximum ? n < maximum : n <= maximum),
      `must be ${word} ${maximum}`,
      `Use a number that is ${word} ${maximum}.`,
    );
  }
  if (multipleOf !== undefined) {
    add(
      n => isMultiple(n, multipleOf),
      `must be a multiple of ${multipleOf}`,
      `Use a multiple of ${multipleOf}.`,
    );
  }
  if (schema.format === 'int32') {
    add(
      n => n >= -2147483648 && n <= 2147483647,
      'must fit into 32 bits',
      'Use a number between -2147483648 and 2147483647.',
    );
  }
  return checks;
}

const TOLERANCE = 1e-9;

/** As `MultipleOf` of go-openapi/validate, which takes 0.3 for three times 0.1. */
function isMultiple(value: number, factor: number): boolean {
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  const whole = Math.round(times);
  return (
    times === whole || Math.abs(times - whole) < TOLERANCE * Math.abs(whole)
  );
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) {
      continue;
    }
    const before = text.charCodeAt(i - 1);
    if (before >= 0xd800 && before <= 0xdbff) {
      count--;
    }
  }
  return count;
}
