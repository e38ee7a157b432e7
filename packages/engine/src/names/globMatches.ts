/** One step of a pattern: what it takes, from which places in the text to which. */
type Step = (text: readonly string[], from: ReadonlySet<number>) => Set<number>;

/**
 * Whether a text matches a pattern of Argo CD: `*` for any characters but separators, `**` for any, `?` for one that is
 * no separator, `[abc]`, `[a-z]`, `[!abc]`, `{one,other}`, and `\` before a character that stands for itself. A pattern
 * that cannot be read matches nothing. Takes time in proportion to both lengths, whatever the pattern.
 *
 * Source: Argo CD's `util/glob`, which is github.com/gobwas/glob 0.2.3.
 *
 * @param separators - characters that `*` and `?` do not take; none where Argo CD matches names and addresses of clusters
 * @public
 */
export function globMatches(
  pattern: string,
  text: string,
  separators = '',
): boolean {
  return globOf(pattern, separators)(text);
}

/** Reads a pattern once, for who compares many texts with it: decides as {@link globMatches}. */
export function globOf(
  pattern: string,
  separators = '',
): (text: string) => boolean {
  if (isLiteral(pattern)) {
    return text => text === pattern;
  }
  const steps = compile(pattern, new Set(separators));
  if (!steps) {
    return () => false;
  }
  const prefix = literalPrefix(pattern);
  return text => {
    if (!text.startsWith(prefix)) {
      return false;
    }
    const characters = Array.from(text);
    return run(steps, characters, new Set([0])).has(characters.length);
  };
}

/** Whether a pattern matches itself alone. */
export function isLiteral(pattern: string): boolean {
  return literalPrefix(pattern) === pattern;
}

/** What every text begins with that a pattern matches. */
export function literalPrefix(pattern: string): string {
  return /^[^*?[{\\]*/.exec(pattern)?.[0] ?? '';
}

/** Whether a pattern of Argo CD can be read at all. */
export function isGlob(pattern: string): boolean {
  return compile(pattern, new Set()) !== undefined;
}

function run(
  steps: readonly Step[],
  text: readonly string[],
  from: ReadonlySet<number>,
): Set<number> {
  let places = new Set(from);
  for (const step of steps) {
    if (places.size === 0) {
      break;
    }
    places = step(text, places);
  }
  return places;
}

class Reader {
  readonly #source: readonly string[];
  readonly #separators: ReadonlySet<string>;

  #at = 0;

  constructor(source: readonly string[], separators: ReadonlySet<string>) {
    this.#source = source;
    this.#separators = separators;
  }

  /** Steps up to the end, or up to a comma or brace that ends an alternative; undefined when it cannot be read. */
  sequence(inside: boolean): Step[] | undefined {
    const steps: Step[] = [];
    while (this.#at < this.#source.length) {
      const c = this.#source[this.#at];
      if (inside && (c === ',' || c === '}')) {
        break;
      }
      this.#at++;
      const step = this.#step(c);
      if (!step) {
        return undefined;
      }
      steps.push(step);
    }
    return steps;
  }

  #step(c: string): Step | undefined {
    switch (c) {
      case '*': {
        if (this.#source[this.#at] === '*') {
          this.#at++;
          return spread(() => true);
        }
        return spread(char => !this.#separators.has(char));
      }
      case '?':
        return one(char => !this.#separators.has(char));
      case '[':
        return this.#range();
      case '{':
        return this.#alternatives();
      case '\\': {
        const escaped = this.#source[this.#at++];
        return escaped === undefined
          ? (_text, from) => new Set(from)
          : one(char => char === escaped);
      }
      default:
        return one(char => char === c);
    }
  }

  #range(): Step | undefined {
    const not = this.#source[this.#at] === '!';
    if (not) {
      this.#at++;
    }
    const low = this.#source[this.#at];
    if (this.#source[this.#at + 1] === '-') {
      const high = this.#source[this.#at + 2];
      if (high === undefined || this.#source[this.#at + 3] !== ']') {
        return undefined;
      }
      this.#at += 4;
      return low > high
        ? undefined
        : one(char => (char >= low && char <= high) !== not);
    }
    const members = new Set<string>();
    for (;;) {
      const c = this.#source[this.#at++];
      if (c === undefined) {
        return undefined;
      }
      if (c === ']') {
        break;
      }
      members.add(c === '\\' ? this.#source[this.#at++] ?? '' : c);
    }
    return members.size === 0
      ? undefined
      : one(char => members.has(char) !== not);
  }

  #alternatives(): Step | undefined {
    const all: Step[][] = [];
    for (;;) {
      const steps = this.sequence(true);
      if (!steps) {
        return undefined;
      }
      all.push(steps);
      // An alternative that is never closed ends with the pattern.
      if (this.#source[this.#at++] !== ',') {
        break;
      }
    }
    return (text, from) => {
      const union = new Set<number>();
      for (const steps of all) {
        run(steps, text, from).forEach(place => union.add(place));
      }
      return union;
    };
  }
}

function compile(
  pattern: string,
  separators: ReadonlySet<string>,
): Step[] | undefined {
  const reader = new Reader(Array.from(pattern), separators);
  return reader.sequence(false);
}

function one(takes: (char: string) => boolean): Step {
  return (text, from) => {
    const next = new Set<number>();
    for (const place of from) {
      if (place < text.length && takes(text[place])) {
        next.add(place + 1);
      }
    }
    return next;
  };
}

function spread(takes: (char: string) => boolean): Step {
  return (text, from) => {
    const next = new Set<number>();
    for (const start of [...from].sort((a, b) => a - b)) {
      for (let place = start; !next.has(place); place++) {
        next.add(place);
        if (place >= text.length || !takes(text[place])) {
          break;
        }
      }
    }
    return next;
  };
}
