import { RE2JS } from 're2js';

/** Longer ones are not compiled here: they come from anybody, and compiling takes time. */
const LONGEST = 256;
const COUNT = /\{(\d+)(?:,(\d*))?\}/g;
const MOST = 1000;

/**
 * What keeps a text from being a regular expression of Go's `regexp`; undefined when nothing does, or nobody can say
 * in short time. Unlike `pattern` it keeps nothing, so that those who write objects cannot fill memory.
 */
export function patternProblem(source: string): string | undefined {
  if (source.length > LONGEST) {
    return undefined;
  }
  for (const [text, low, high] of source.matchAll(COUNT)) {
    const least = Number(low);
    const most = high ? Number(high) : least;
    if (least > MOST || most > MOST || most < least) {
      return `must not repeat ${text}`;
    }
  }
  try {
    // A repeated part is compiled as often as it is repeated; once is enough to see whether it can be.
    RE2JS.compile(source.replace(COUNT, '{1}'));
    return undefined;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return `must be a regular expression as Go reads it (${
      why.split('\n')[0]
    })`;
  }
}
