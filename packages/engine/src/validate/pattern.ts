import { RE2JS } from 're2js';
import { backtrackingSteps } from './backtrackingSteps';

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

/** RE2's time is linear, so it takes over where a backtracking matcher may take more steps than these. */
const MOST_STEPS = 10_000;

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
  const stepsFor = backtrackingSteps(source);
  let re2: RE2JS | undefined;
  return text => {
    if (stepsFor(text.length) <= MOST_STEPS) {
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
