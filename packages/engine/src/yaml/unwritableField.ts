/**
 * Half a character, which no file holds, and what Kustomize refuses when it writes and reads again what it builds, in keys as in values:
 * "control characters are not allowed". It takes those that are escaped in every case, and U+0085.
 */
const refused = /[\p{Cs}\u007f-\u0084\u0086-\u009f\ufffe\uffff]/u;

const longest = 200;

/**
 * The path of the first text in a value that can't be in a manifest that Kustomize builds; undefined where there is none.
 *
 * @public
 */
export function unwritableField(value: unknown): string | undefined {
  const path = pathTo(value);
  return path
    ?.join('.')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '')
    .slice(0, longest);
}

function pathTo(value: unknown): string[] | undefined {
  if (typeof value === 'string') {
    return refused.test(value) ? [] : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, each] of Object.entries(value)) {
    const rest = refused.test(key) ? [] : pathTo(each);
    if (rest) {
      return [key, ...rest];
    }
  }
  return undefined;
}
