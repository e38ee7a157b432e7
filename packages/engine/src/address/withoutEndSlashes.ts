/**
 * A text without the slashes at its end. A pattern would begin anew at every slash of a long row of them.
 *
 * @public
 */
export function withoutEndSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') {
    end -= 1;
  }
  return text.slice(0, end);
}
