import { isNamedCredential } from './credentialName';
import { isLiteral } from './isLiteral';

const most = 2_000;

/**
 * Whether arguments of a program hold a credential: `--password=word`, `--db-password word`, `-u user:word`, `PASSWORD=word program`, and
 * the same in a line that a shell is given.
 */
export function inArguments(given: readonly unknown[]): boolean {
  const words = given
    .flatMap(each => (typeof each === 'string' ? wordsOf(each) : []))
    .slice(0, most);
  const isMySql = words.some(each => /(^|\/)(mysql|mariadb)\w*$/.test(each));
  return words.some((word, index) => {
    const next = words[index + 1];
    const [, name, value] =
      /^-{0,2}([A-Za-z][\w.-]{0,100})(?:=([^]*))?$/.exec(word) ?? [];
    if (name === undefined) {
      return false;
    }
    if (value !== undefined) {
      return isGiven(name, value);
    }
    if (!word.startsWith('-') || next === undefined) {
      return false;
    }
    return (
      (isMySql && /^-p./.test(word)) ||
      (/^(-u|--user)$/.test(word) &&
        /^[A-Za-z][^:\s/$]{0,100}:[^\s$]+$/.test(next)) ||
      (/^-a$/.test(word) && words.some(each => /redis-cli$/.test(each))) ||
      (word.startsWith('--') && !next.startsWith('-') && isGiven(name, next))
    );
  });
}

/** A line for a shell has words of its own. */
function wordsOf(text: string): string[] {
  return /\s/.test(text) && text.length < 20_000
    ? text.split(/\s+/).filter(each => each !== '')
    : [text];
}

function isGiven(name: string, value: string): boolean {
  const plain = value.replace(/^["']|["']$/g, '');
  return isLiteral(plain) && isNamedCredential(name, plain);
}
