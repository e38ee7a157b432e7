/** Characters of a name: API servers bound none of those of users and groups. */
const MAX_NAME = 300;

const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** A name as it may be shown: bounded, with characters that nobody sees, or that turn others, written as their codes. */
export function visibleName(name: string): string {
  const seen = name
    .slice(0, MAX_NAME)
    .replace(
      unprintable,
      each => `\\u{${each.codePointAt(0)?.toString(16) ?? ''}}`,
    );
  return name.length > MAX_NAME ? `${seen}…` : seen;
}
