import { z } from 'zod';
import { Finding, ObjectRef } from '../model';
import { refusalFinding } from './Refusals';

/** Nobody reads more of one request at once. */
const MOST = 50;

/**
 * The issues of a failed parse as findings: path of the field, what was given, what is allowed.
 *
 * @public
 */
export function zodFindings(
  error: z.ZodError,
  input: unknown,
  subject: ObjectRef,
  code: string,
): Finding[] {
  const issues = flatten(error.issues);
  const findings = issues.slice(0, MOST).map(issue =>
    refusalFinding(subject, {
      code,
      field: fieldPath(issue.path),
      message: messageOf(issue),
      given:
        issue.code === 'unrecognized_keys' ? undefined : at(input, issue.path),
      fix: fixOf(issue),
    }),
  );
  return issues.length <= MOST
    ? findings
    : [
        ...findings,
        refusalFinding(subject, {
          code,
          field: '',
          message: `${issues.length - MOST} more fields are wrong.`,
          fix: 'Fix the fields above first.',
        }),
      ];
}

type Issue = z.core.$ZodIssue;

/** Unknown keys become one issue a key; a union reports the branch that came closest. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        ...issue,
        keys: [key],
        path: [...issue.path, key],
        message: 'This field does not exist.',
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const closest = issue.errors.reduce((best, branch) =>
        isCloser(branch, best) ? branch : best,
      );
      if (depth(closest) > 0) {
        return flatten(
          closest.map(inner => ({
            ...inner,
            path: [...issue.path, ...inner.path],
          })),
        );
      }
    }
    return [issue];
  });
}

/** Whether a form fits better: it is wrong further down, then in fewer fields. */
function isCloser(one: readonly Issue[], other: readonly Issue[]): boolean {
  return (
    (depth(one) - depth(other) || flatten(other).length - flatten(one).length) >
    0
  );
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(issue => issue.path.length));
}

/** What is wrong, in words of our own where the schema has none. */
function messageOf(issue: Issue): string {
  if (!/^(Invalid (input|option)|Too (big|small)): /.test(issue.message)) {
    return issue.message;
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'This is missing.'
        : 'This has the wrong type.';
    case 'too_big':
      return unit(issue.origin) ? 'This is too long.' : 'This is too large.';
    case 'too_small':
      return unit(issue.origin) ? 'This is too short.' : 'This is too small.';
    default:
      return 'This value is not allowed.';
  }
}

function fixOf(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'Remove it, or check its spelling.';
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `At most ${amount(issue.maximum, issue.origin)}.`;
    case 'too_small':
      return `At least ${amount(issue.minimum, issue.origin)}.`;
    case 'invalid_type':
      return `Give a value of type ${issue.expected}.`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `Use one of: ${issue.options.map(String).join(', ')}.`
        : 'Correct this field.';
    default:
      return 'Correct this field.';
  }
}

function amount(number: number | bigint, origin: string): string {
  const what = unit(origin);
  return `${number} ${number === 1 ? what.replace(/s$/, '') : what}`.trim();
}

function unit(origin: string): string {
  switch (origin) {
    case 'string':
      return 'characters';
    case 'array':
    case 'set':
      return 'items';
    default:
      return '';
  }
}

/**
 * A path as people write it: `spec.environments[0].name`.
 *
 * @public
 */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') {
      return `${text}[${step}]`;
    }
    const key = String(step);
    if (!/^[A-Za-z_][\w-]*$/.test(key)) {
      return `${text}[${JSON.stringify(key)}]`;
    }
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    return Object.hasOwn(value, step)
      ? (value as Record<PropertyKey, unknown>)[step]
      : undefined;
  }, input);
}
