const longest = 2_000;

// Control characters, and those that are invisible or turn the direction of what follows.
const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu;

/**
 * What a controller says, fit to be shown to a team: printable, bounded, without credentials in addresses and without the
 * values that API servers and templates quote, which may be those of a Secret.
 */
export function controllerText(text: string): string {
  const bounded = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return bounded
    .replace(unprintable, ' ')
    .replace(/\/\/[^/\s@"']+@/g, '//')
    .replace(/(Invalid value: )("(?:[^"\\]|\\.)*"?|\S+)/g, '$1(hidden)')
    .replace(/\b((?:hvs|hvb|s)\.[A-Za-z0-9_-]{20,})/g, '(hidden)')
    .trim();
}
