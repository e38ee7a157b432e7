import { isRecord, sameValue } from './mergeValues';
import { shown } from './applyEdit';

/**
 * What differs between two specs of a request, a line for each field with what was and what is:
 * `image: shop:1.4.1 → shop:1.4.2`.
 *
 * @public
 */
export function describeEdit(was: unknown, is: unknown): string[] {
  return [...fields(was, is, '')];
}

function* fields(was: unknown, is: unknown, field: string): Generator<string> {
  if (isRecord(was) && isRecord(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      yield* fields(was[key], is[key], field === '' ? key : `${field}.${key}`);
    }
    return;
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    for (let at = 0; at < was.length; at += 1) {
      yield* fields(was[at], is[at], `${field}[${at}]`);
    }
    return;
  }
  if (sameValue(was, is)) {
    return;
  }
  yield `${field || 'spec'}: ${shown(was)} → ${shown(is)}`;
}
