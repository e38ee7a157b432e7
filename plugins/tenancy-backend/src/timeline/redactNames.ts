/** More parts than this has no name of ours. */
const MAX_PARTS = 12;

/**
 * A text without the names of tenants that the reader may not see, alone or as part of a longer name, such as that of a
 * namespace. `own` are words of the reader's own tenant, which may be called like another one.
 */
export function redactNames(
  text: string,
  options: {
    isForeign: (name: string) => boolean;
    own: ReadonlySet<string>;
  },
): string {
  const { isForeign, own } = options;
  return text.replace(/[a-z0-9](?:[-a-z0-9]*[a-z0-9])?/gi, word => {
    const name = word.toLowerCase();
    return !own.has(name) && namesIn(name).some(each => isForeign(each))
      ? '(another tenant)'
      : word;
  });

  function namesIn(name: string): string[] {
    const parts = name.split('-');
    if (parts.length > MAX_PARTS) {
      return [name];
    }
    return parts
      .flatMap((_, from) =>
        parts
          .slice(from)
          .map((_end, to) => parts.slice(from, from + to + 1).join('-')),
      )
      .filter(each => !own.has(each));
  }
}
