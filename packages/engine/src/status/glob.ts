/**
 * Whether a name matches a pattern of an AppProject: `*` stands for any characters, `?` for one, and a pattern between
 * slashes is a regular expression. A broken expression matches nothing.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  if (pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/')) {
    try {
      return new RegExp(pattern.slice(1, -1)).test(name);
    } catch {
      return false;
    }
  }
  return matches(pattern, name);
}

/** Walks both texts once and goes back to the last star only: no pattern can make it slow. */
function matches(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}
