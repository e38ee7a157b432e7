import { fieldPath } from '@groundwork/engine';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The keys that there are, by the last name of the object that has them; its own as an empty name. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'access',
    'owners',
    'trusted',
    'sharedNamespaces',
    'conventions',
    'clusters',
    'argocd',
  ],
  owners: [
    'owner',
    'namespaces',
    'clusters',
    'projects',
    'applicationNamespaces',
    'flux',
  ],
  trusted: ['kind', 'label', 'annotation', 'owner', 'teamsCannotWrite'],
  conventions: ['namespace', 'application', 'labelSelector'],
  clusters: ['name', 'destinations', 'cni'],
  destinations: ['server', 'name'],
  argocd: ['cluster', 'namespace', 'name', 'url'],
};

/**
 * What is wrong with `tenancy.unmanaged`, each field in a sentence. A field that is missing beside a key that there is not is not told
 * as well: most likely it is that one, misspelled.
 *
 * @param section - as it stands in the configuration
 */
export function unmanagedProblems(
  issues: readonly Issue[],
  section: unknown,
): string[] {
  const unknown = issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => [...issue.path, key])
      : [],
  );
  const isMisspelled = ({ path }: Issue) =>
    path.length > 0 &&
    valueAt(section, path) === undefined &&
    unknown.some(
      each => fieldPath(each.slice(0, -1)) === fieldPath(path.slice(0, -1)),
    );
  return [
    ...unknown.map(path =>
      unknownKey(fieldPath(path), keysIn(path.slice(0, -1))),
    ),
    ...issues
      .filter(
        issue => issue.code !== 'unrecognized_keys' && !isMisspelled(issue),
      )
      .map(({ path, message }) =>
        [fieldPath(path), message].filter(Boolean).join(': '),
      ),
  ];
}

/** Says of a field that nobody reads it; `there` are the names beside it that somebody does. */
export function unknownKey(
  field: string,
  there: readonly string[] = [],
): string {
  return `${field}: This field does not exist, remove it or check its spelling${
    there.length > 0 ? ` (${there.join(', ')})` : ''
  }`;
}

function keysIn(path: readonly PropertyKey[]): readonly string[] {
  const name = path.filter(each => typeof each === 'string').at(-1) ?? '';
  return KEYS[name] ?? [];
}

function valueAt(section: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined,
    section,
  );
}
