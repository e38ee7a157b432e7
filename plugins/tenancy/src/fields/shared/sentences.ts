/** Joins texts to a line of sentences, whether or not they end with a full stop. */
export function sentences(...texts: string[]): string {
  return texts
    .map(text => text.trim().replace(/\.$/, ''))
    .filter(Boolean)
    .map(text => `${text}.`)
    .join(' ');
}
