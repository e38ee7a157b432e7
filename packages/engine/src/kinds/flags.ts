import { Fields } from '../model';
import { textsOf } from '../model/fields';

/** As Go reads them. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(
    ['1', 't', 'T', 'TRUE', 'true', 'True'].map(word => [word, true]),
  ),
  ...Object.fromEntries(
    ['0', 'f', 'F', 'FALSE', 'false', 'False'].map(word => [word, false]),
  ),
};

/** What a container is told by a flag with a text, with or without `=`; the last one counts. */
export function textFlag(container: Fields, name: string): string | undefined {
  const words = wordsOf(container);
  const at = lastOf(words, name);
  return at < 0 ? undefined : valueIn(words[at]) ?? words[at + 1] ?? '';
}

/**
 * What a container is told by a flag that is on or off: alone it is on.
 *
 * @param otherwise - what holds where it is not there
 * @returns undefined where it has another value, as one from the environment
 */
export function booleanFlag(
  container: Fields,
  name: string,
  otherwise: boolean,
): boolean | undefined {
  const words = wordsOf(container);
  const at = lastOf(words, name);
  if (at < 0) {
    return otherwise;
  }
  const value = valueIn(words[at]) ?? 'true';
  return Object.hasOwn(BOOLEANS, value) ? BOOLEANS[value] : undefined;
}

/** An argument of a shell has many. */
function wordsOf({ command, args }: Fields): string[] {
  return [...textsOf(command), ...textsOf(args)]
    .flatMap(text => text.split(/\s+/))
    .map(word => word.replace(/["']/g, ''));
}

function lastOf(words: readonly string[], name: string): number {
  return words.findLastIndex(
    word => word === name || word.startsWith(`${name}=`),
  );
}

function valueIn(word: string): string | undefined {
  const at = word.indexOf('=');
  return at < 0 ? undefined : word.slice(at + 1);
}
