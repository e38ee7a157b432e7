/*
 * Objects as the compiled rules of Argo CD see them: fields have types, absent ones are empty, and a field of another type
 * makes the whole object unreadable.
 */
import { KubernetesObject } from '../../model';
import { Fields } from '../../model/fields';
import { isNil } from './scriptFields';
import { Unreadable } from './unreadable';

/** The object at a path, empty when it is absent. */
export function structAt(value: unknown, ...path: string[]): Fields {
  let current: Fields = asStruct(value);
  for (const name of path) {
    current = asStruct(own(current, name));
  }
  return current;
}

/** The text of a field, empty when it is absent. */
export function textAt(fields: Fields, name: string): string {
  const value = own(fields, name);
  if (isNil(value)) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new Unreadable(`${name} is no text`);
  }
  return value;
}

/** The number of a field, undefined when it is absent. */
export function numberAt(fields: Fields, name: string): number | undefined {
  const value = own(fields, name);
  if (isNil(value)) {
    return undefined;
  }
  if (typeof value !== 'number') {
    throw new Unreadable(`${name} is no number`);
  }
  return value;
}

/** The objects of a field that is a list, none when it is absent. */
export function structsAt(fields: Fields, name: string): Fields[] {
  const value = own(fields, name);
  if (isNil(value)) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new Unreadable(`${name} is no list`);
  }
  return value.map(asStruct);
}

/** Whether a field is there; null is not. */
export function hasField(fields: Fields, name: string): boolean {
  return !isNil(own(fields, name));
}

/** The status of an object. */
export function statusOf(object: KubernetesObject): Fields {
  return structAt(object.status);
}

/** Refuses versions of a kind that Argo CD's rule does not know. */
export function demandVersion(
  { apiVersion, kind }: KubernetesObject,
  ...versions: string[]
): void {
  if (!versions.includes(apiVersion)) {
    throw new Unreadable(`version ${apiVersion} of ${kind} has no rule`);
  }
}

function own(fields: Fields, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(fields, name)
    ? fields[name]
    : undefined;
}

function asStruct(value: unknown): Fields {
  if (isNil(value)) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new Unreadable('a field is no object');
  }
  return value as Fields;
}
