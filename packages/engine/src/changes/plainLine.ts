const longest = 240;

/** Controls, characters that turn the direction of writing or that nobody sees, and halves of characters. */
const odd = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu;

/**
 * A text from outside as one line that shows as what it is: without control and bidirectional characters, bounded.
 *
 * @public
 */
export function plainLine(text: string, most: number = longest): string {
  // No more than could be shown is looked at.
  const line = text
    .slice(0, 8 * most)
    .replace(odd, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line.slice(0, 2 * most + 2));
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/**
 * The first line of a commit message, in plain text.
 *
 * @public
 */
export function commitSubject(message: string): string {
  const [first = ''] = message
    .slice(0, 4000)
    .trimStart()
    .split(/[\r\n]/, 1);
  return plainLine(first);
}
