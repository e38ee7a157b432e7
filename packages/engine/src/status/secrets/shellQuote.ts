import { isClearText } from '../../request/unwritableText';

/**
 * A text as one word of a POSIX shell: as it is where nothing in it means something there, else in single quotes. Undefined
 * for a text with control characters, which nobody should paste.
 */
export function shellQuote(text: string): string | undefined {
  if (!isClearText(text) || /[\r\n\t]/.test(text)) {
    return undefined;
  }
  return /^[A-Za-z0-9_/.@%+=:,-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Words as one command; undefined where one can't be quoted. */
export function shellCommand(...words: readonly string[]): string | undefined {
  const quoted = words.map(shellQuote);
  return quoted.every(word => word !== undefined)
    ? quoted.join(' ')
    : undefined;
}
