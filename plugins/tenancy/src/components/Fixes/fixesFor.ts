import type { Fix, ObjectRef } from '@groundwork/engine';

/** What a fix is looked for beside. */
export interface FixSubject {
  refs: readonly ObjectRef[];
  environment?: string;
}

function keyOf({ cluster, group, kind, namespace, name }: ObjectRef): string {
  return [cluster, group, kind, namespace ?? '', name].join('|');
}

/** The fixes of what is about one of these objects, in this environment or wherever. */
export function fixesFor(
  fixes: readonly Fix[],
  { refs, environment }: FixSubject,
): Fix[] {
  const wanted = new Set(refs.map(keyOf));
  return fixes.filter(
    ({ subjects, environments }) =>
      (environment === undefined ||
        environments.length === 0 ||
        environments.includes(environment)) &&
      subjects.some(ref => wanted.has(keyOf(ref))),
  );
}
