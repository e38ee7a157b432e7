import type { EnvironmentDrift, ObservedEdit } from '@groundwork/engine';
import { plainLine } from '@groundwork/engine';

/** Of one object and manager more fields are not named. */
const MAX_FIELDS = 5;

/** Of more objects the others are not told. */
const MAX_EDITS = 100;

/** The objects of an environment that somebody but Argo CD wrote to, with the fields by name and never by value. */
export function handEdits({ objects }: EnvironmentDrift): ObservedEdit[] {
  const edits = new Map<string, ObservedEdit>();
  for (const { ref, fields } of objects) {
    for (const { kind, path, writer } of fields) {
      if (kind === 'changed' && writer && !/^argocd/.test(writer.manager)) {
        const manager = plainLine(writer.manager, 100);
        const key = JSON.stringify([ref, manager]);
        const known = edits.get(key);
        const named = known?.fields ?? [];
        edits.set(key, {
          kind: ref.kind,
          name: plainLine(ref.name, 100),
          manager,
          fields:
            named.length < MAX_FIELDS
              ? [...named, plainLine(path, 120)]
              : named,
          ...(writer.at === undefined ? {} : { at: writer.at }),
        });
      }
    }
  }
  return [...edits.values()].slice(0, MAX_EDITS);
}
