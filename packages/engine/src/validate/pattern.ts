import { RE2JS } from 're2js';

/**
 * Whether a text contains a match of one regular expression, as Go's `regexp` package (RE2) decides.
 */
type Pattern = (text: string) => boolean;

const cache = new Map<string, Pattern>();

/**
 * Syntax on which JavaScript and RE2 agree, given no flags but `u`: literals, escaped punctuation, `\d`, `\w`,
 * classes, groups, alternation, anchors and repetition. The bare dot, `\s`, inline flags, named groups and
 * character properties differ, so they are left to RE2.
 */
const COMMON =
  /^(?:[^\\.[\](){}^$*+?|]|\\[-\\.[\](){}^$*+?|/dDwW]|\[\^?(?:[^\\\][]|\\[-\\.[\](){}^$*+?|/dw])+\]|\((?:\?:|(?!\?))|[)^$|]|[*+?]\??|\{\d+(?:,\d*)?\}\??)*$/u;

/** Longer texts go to RE2, whose time is linear where a backtracking matcher's may not be. */
const BACKTRACKING_LIMIT = 256;

/**
 * Compiles a regular expression with the meaning it has in Go. Compiled patterns are kept: a platform has few.
 *
 * @throws Error when RE2 cannot compile it
 */
export function pattern(source: string): Pattern {
  let matcher = cache.get(source);
  if (!matcher) {
    matcher = compile(source);
    cache.set(source, matcher);
  }
  return matcher;
}

function compile(source: string): Pattern {
  const native = nativeOf(source);
  if (!native) {
    const re2 = RE2JS.compile(source);
    return text => re2.matcher(text).find();
  }
  let re2: RE2JS | undefined;
  return text => {
    if (text.length <= BACKTRACKING_LIMIT) {
      return native.test(text);
    }
    re2 ??= RE2JS.compile(source);
    return re2.matcher(text).find();
  };
}

function nativeOf(source: string): RegExp | undefined {
  if (!COMMON.test(source)) {
    return undefined;
  }
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
