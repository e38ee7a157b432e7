/*
 * Objects as the scripts of Argo CD see them: null is absent, a field of an absent value is an error, a list ends at its
 * first null. So what a script cannot read is Unknown here too, and never guessed.
 */
import { Unreadable } from './unreadable';

/** The value at a path. All but its last step must be there. */
export function field(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    current = step(current, name);
  }
  return current;
}

/** Whether a script takes the value for absent. */
export function isNil(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The elements of a list; what is no list, or is absent, is an error. */
export function items(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) {
    throw new Unreadable('a list is missing');
  }
  const list = Array.isArray(value) ? value : [];
  const end = list.findIndex(isNil);
  return end < 0 ? list : list.slice(0, end);
}

/** The conditions of a status, none where there is no status or no conditions. */
export function conditionsIn(value: unknown): unknown[] {
  const conditions = isNil(value) ? undefined : field(value, 'conditions');
  return isNil(conditions) ? [] : items(conditions);
}

/** The value as a part of a longer message; only texts and numbers can be one. */
export function textIn(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Unreadable('a text is missing');
  }
  return String(value);
}

function step(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) {
    throw new Unreadable(`nothing has a field ${name}`);
  }
  return Object.prototype.hasOwnProperty.call(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
