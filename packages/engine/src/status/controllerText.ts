const longest = 2_000;

// Control characters, and those that are invisible or turn the direction of what follows.
const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu;

/**
 * User and password before the host of an address, also where they hold characters that should have been escaped. A port with a path
 * is none, whatever follows.
 */
export const credentialInAddress =
  /\/\/(?:[^/\s@"']+|[^/\s@"':]*:(?!\d{1,5}[/?])[^\s"']*)@/g;

/** What programs quote that could not read it: `parsing time "…"`, ``cannot unmarshal !!str `…` ``. */
const unreadable =
  /\b(pars(?:e|ing)(?: time| url| quantity)?|unmarshal !!\w+|invalid (?:URL escape|port|duration)|unknown unit|in duration)(:?) (?:"(?:[^"\\]|\\.)*"?|`[^`]*`?)/gi;

/**
 * What a controller says, fit to be shown to a team: printable, bounded, without credentials in addresses and without the
 * values that API servers and templates quote, which may be those of a Secret.
 */
export function controllerText(text: string): string {
  const bounded = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return bounded
    .replace(unprintable, ' ')
    .replace(credentialInAddress, '//')
    .replace(unreadable, '$1$2 (hidden)')
    .replace(/\b(Parse(?:Addr|Prefix))\("(?:[^"\\]|\\.)*"?\)?/g, '$1(hidden)')
    .replace(/(Invalid value: )("(?:[^"\\]|\\.)*"?|\S+)/g, '$1(hidden)')
    .replace(/\b((?:hvs|hvb|s)\.[A-Za-z0-9_-]{20,})/g, '(hidden)')
    .trim();
}
