import { Finding, ObjectRef } from '../model';
import { refusalFinding } from './Refusals';
import { fieldPath } from './zodFindings';

/** NUL, and halves of characters: no file, no API server and no container takes them. */
const unwritable = /[\0\p{Cs}]/u;

/**
 * What nobody sees: control characters but tab and line breaks, and characters that turn the direction of writing or have no shape.
 * A text with them reads otherwise than it is. Joiners stand between letters and emoji that need them.
 */
const invisible =
  /[^\P{Cc}\t\n\r]|[^\P{Cf}\u200c\u200d]|[\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|(^|[\0-\u007f])[\u200c\u200d]|[\u200c\u200d]([\0-\u007f]|$)/u;

/**
 * Refuses text that could not be written to a file, or that shows otherwise than it is, wherever it is in a document.
 */
export function unwritableText(
  document: unknown,
  subject: ObjectRef,
  path: readonly PropertyKey[] = [],
): Finding[] {
  if (typeof document === 'string') {
    return !isClearText(document) ? [refuse(subject, path, document)] : [];
  }
  if (typeof document !== 'object' || document === null) {
    return [];
  }
  return Object.entries(document).flatMap(([key, value]) =>
    !isClearText(key)
      ? [refuse(subject, path, key)]
      : unwritableText(value, subject, [
          ...path,
          Array.isArray(document) ? Number(key) : key,
        ]),
  );
}

/**
 * Whether a text can be written, and shows as what it is: no NUL, half of a character, control character but tab and line breaks,
 * no character that nobody sees or that turns the direction of writing.
 *
 * @public
 */
export function isClearText(text: string): boolean {
  return !unwritable.test(text) && !invisible.test(text);
}

function refuse(
  subject: ObjectRef,
  path: readonly PropertyKey[],
  text: string,
): Finding {
  const isHalf = unwritable.test(text);
  return refusalFinding(subject, {
    code: 'InvalidText',
    field: fieldPath(path),
    message: isHalf
      ? 'The text contains a broken character.'
      : `The text contains an invisible character: ${named(text)}.`,
    fix: isHalf ? 'Type it again.' : 'Take it out.',
  });
}

function named(text: string): string {
  const code = invisible.exec(text)?.[0].match(/[^\x20-\x7e]/u)?.[0] ?? '';
  const hex = (code.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}
