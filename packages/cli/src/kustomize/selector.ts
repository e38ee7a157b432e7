import { RE2JS } from 're2js';
import { Fields, fieldsOf, textOf } from '@groundwork/engine';
import {
  Identity,
  Resource,
  groupOfIdentity,
  identitiesOf,
  versionOf,
} from './Resource';
import { isObject } from './json';

/** A part of a Kustomization is used in a way that is not evaluated here. */
export class NotEvaluated extends Error {
  readonly name = 'NotEvaluated';
}

/**
 * The resources that a `target` of a patch or replacement selects: by whole-word regular expressions over any identity
 * they had, and by selectors of labels and annotations.
 *
 * @throws NotEvaluated
 */
export function select(
  resources: readonly Resource[],
  target: Fields,
): Resource[] {
  const parts: Array<[string, (identity: Identity) => string]> = [
    ['group', groupOfIdentity],
    ['version', versionOf],
    ['kind', ({ kind }) => kind],
    ['name', ({ name }) => name],
    ['namespace', ({ namespace }) => namespace],
  ];
  const tests = parts.flatMap(([field, valueOf]) => {
    const pattern = textOf(target[field]);
    return pattern === undefined
      ? []
      : [{ expression: compiled(pattern), valueOf }];
  });
  return resources.filter(
    resource =>
      identitiesOf(resource).some(identity =>
        tests.every(({ expression, valueOf }) =>
          expression.matches(valueOf(identity)),
        ),
      ) &&
      matchesMap(resource, 'labels', textOf(target.labelSelector)) &&
      matchesMap(resource, 'annotations', textOf(target.annotationSelector)),
  );
}

function compiled(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch {
    throw new NotEvaluated(`the pattern ${pattern} cannot be read`);
  }
}

function matchesMap(
  { object }: Resource,
  field: 'labels' | 'annotations',
  selector: string | undefined,
): boolean {
  if (selector === undefined) {
    return true;
  }
  const map = fieldsOf(fieldsOf(object.metadata)[field]);
  return requirements(selector).every(requirement => {
    const text = requirement.trim();
    const [, key, operator, rest] =
      /^!?\s*([\w./-]+)\s*(==|=|!=|\s(?:notin|in)\s*(?=\())?\s*(.*)$/.exec(
        text,
      ) ?? [];
    if (key === undefined) {
      throw new NotEvaluated(`the selector ${selector} cannot be read`);
    }
    const value = Object.hasOwn(map, key) ? String(map[key]) : undefined;
    switch (operator?.trim()) {
      case '=':
      case '==':
        return value === rest.trim();
      case '!=':
        return value !== rest.trim();
      case 'in':
        return value !== undefined && listed(rest).includes(value);
      case 'notin':
        return value === undefined || !listed(rest).includes(value);
      default:
        return (value === undefined) === text.startsWith('!');
    }
  });
}

/** Divides at commas outside of brackets. */
function requirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).filter(part => part.trim() !== '');
}

function listed(text: string): string[] {
  return text
    .replace(/^\(|\)$/g, '')
    .split(',')
    .map(item => item.trim());
}

/** The text of a scalar as Kustomize writes it. */
export function scalarText(value: unknown): string {
  return isObject(value) || Array.isArray(value)
    ? JSON.stringify(value)
    : String(value ?? '');
}
