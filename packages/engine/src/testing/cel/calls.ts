import { isDeepStrictEqual } from 'node:util';

/** What a question to the authorizer is made of; the answer is the same to all of them. */
export interface Authorizer {
  allowed: boolean;
}

/**
 * The result of a call as Kubernetes' CEL gives it; `args` begin with the receiver. Only what our policies call.
 *
 * @throws Error for what is no overload
 */
export function call(name: string, args: readonly unknown[]): unknown {
  const [first, second, third] = args;
  switch (name) {
    case '!':
      return !truth(first);
    case '==':
      return isDeepStrictEqual(first, second);
    case '!=':
      return !isDeepStrictEqual(first, second);
    case '<':
      return number(first) < number(second);
    case '<=':
      return number(first) <= number(second);
    case '>':
      return number(first) > number(second);
    case '>=':
      return number(first) >= number(second);
    case '+':
      return sum(first, second);
    case '-':
      return number(first) - number(second);
    case 'in':
      return Array.isArray(second)
        ? second.some(item => isDeepStrictEqual(item, first))
        : Object.hasOwn(fields(second), text(first));
    case 'dyn':
      return first;
    case 'size':
      return typeof first === 'string' || Array.isArray(first)
        ? first.length
        : Object.keys(fields(first)).length;
    case 'string':
      return String(first);
    case 'startsWith':
      return text(first).startsWith(text(second));
    case 'endsWith':
      return text(first).endsWith(text(second));
    case 'contains':
      return text(first).includes(text(second));
    case 'matches':
      return new RegExp(text(second)).test(text(first));
    case 'split':
      return text(first).split(text(second));
    case 'trim':
      return text(first).trim();
    case 'lowerAscii':
      return text(first).toLowerCase();
    case 'replace':
      return text(first).replaceAll(text(second), text(third));
    case 'indexOf':
      return text(first).indexOf(text(second));
    case 'substring':
      return text(first).substring(number(second));
    case 'group':
    case 'resource':
    case 'subresource':
    case 'check':
      return first;
    case 'allowed':
      return (first as Authorizer).allowed;
    default:
      throw new Error(`The function ${name} is not known here.`);
  }
}

/** @throws Error for anything but a bool */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') {
    return value;
  }
  throw new Error('no such overload: a bool is needed');
}

/** The fields of an object or entries of a map. @throws Error for anything else */
export function fields(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error('no such key: fields of an object are needed');
}

function text(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  throw new Error('no such overload: a string is needed');
}

function number(value: unknown): number {
  if (typeof value === 'number') {
    return value;
  }
  throw new Error('no such overload: a number is needed');
}

function sum(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) {
    return [...first, ...second];
  }
  return typeof first === 'string'
    ? first + text(second)
    : number(first) + number(second);
}
