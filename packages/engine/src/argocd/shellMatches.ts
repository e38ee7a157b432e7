import { RE2JS } from 're2js';

/**
 * Whether a text matches a shell pattern: `*` for any characters but `/`, `?` for one, `[a-z]`, `[^a-z]`, and `\` before
 * a character that stands for itself. A malformed pattern matches nothing.
 *
 * Source: Go's `path/filepath.Match`, by which Argo CD compares groups, kinds and names of resources.
 *
 * @public
 */
export function shellMatches(pattern: string, text: string): boolean {
  // Nearly all are one of these two, and an expression takes long to compile.
  if (!/[*?[\\]/.test(pattern)) {
    return text === pattern;
  }
  if (pattern === '*') {
    return !text.includes('/');
  }
  const expression = expressionOf(pattern);
  return expression !== undefined && RE2JS.matches(expression, text);
}

function expressionOf(pattern: string): string | undefined {
  const source = Array.from(pattern);
  let expression = '(?s)';
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '*') {
      expression += '[^/]*';
    } else if (c === '?') {
      expression += '[^/]';
    } else if (c === '[') {
      const range = rangeAt(source, i + 1);
      if (!range) {
        return undefined;
      }
      expression += range.expression;
      i = range.end;
    } else if (c === '\\') {
      i++;
      if (i >= source.length) {
        return undefined;
      }
      expression += quoted(source[i]);
    } else {
      expression += quoted(c);
    }
  }
  return expression;
}

function rangeAt(
  source: readonly string[],
  start: number,
): { expression: string; end: number } | undefined {
  let i = start;
  const not = source[i] === '^';
  if (not) {
    i++;
  }
  const parts: string[] = [];
  for (; source[i] !== ']' || parts.length === 0; ) {
    const low = member(source, i);
    if (!low) {
      return undefined;
    }
    i = low.next;
    let high = low;
    if (source[i] === '-') {
      const end = member(source, i + 1);
      if (!end) {
        return undefined;
      }
      high = end;
      i = end.next;
    }
    if (low.char <= high.char) {
      parts.push(`${quoted(low.char)}-${quoted(high.char)}`);
    } else {
      // A range that ends before it begins is no mistake there: it holds nothing.
      parts.push('');
    }
  }
  const inner = parts.join('');
  const nothing = not ? '(?s:.)' : '[^\\x00-\\x{10FFFF}]';
  return {
    expression: inner === '' ? nothing : `[${not ? '^' : ''}${inner}]`,
    end: i,
  };
}

function member(
  source: readonly string[],
  at: number,
): { char: string; next: number } | undefined {
  const c = source[at];
  if (c === undefined || c === '-' || c === ']') {
    return undefined;
  }
  if (c !== '\\') {
    return { char: c, next: at + 1 };
  }
  const escaped = source[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}

function quoted(char: string): string {
  return `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
