import { Finding, ObjectRef } from '../model';
import { refusalFinding } from './Refusals';
import { fieldPath } from './zodFindings';

/** NUL, and halves of characters: no file, no API server and no container takes them. */
const unwritable = /[\0\p{Cs}]/u;

/**
 * Refuses text that could not be written to a file, wherever it is in a document.
 */
export function unwritableText(
  document: unknown,
  subject: ObjectRef,
  path: readonly PropertyKey[] = [],
): Finding[] {
  if (typeof document === 'string') {
    return unwritable.test(document) ? [refuse(subject, path)] : [];
  }
  if (typeof document !== 'object' || document === null) {
    return [];
  }
  return Object.entries(document).flatMap(([key, value]) =>
    unwritable.test(key)
      ? [refuse(subject, path)]
      : unwritableText(value, subject, [
          ...path,
          Array.isArray(document) ? Number(key) : key,
        ]),
  );
}

function refuse(subject: ObjectRef, path: readonly PropertyKey[]): Finding {
  return refusalFinding(subject, {
    code: 'InvalidText',
    field: fieldPath(path),
    message: 'The text holds a NUL or half of a character.',
    fix: 'Write it in whole characters.',
  });
}
