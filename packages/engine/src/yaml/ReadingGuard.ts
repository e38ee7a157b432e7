import type { YamlLimits } from './limits';
import type { Place } from './Place';
import { YamlError } from './YamlError';

/** What is looked at of the state that `js-yaml` hands to its listener. */
export interface ParserState {
  input: string;
  position: number;
  line: number;
  kind: string | null;
  anchor?: string | null;
  result: unknown;
}

/** A node that is being read. */
interface Frame {
  place: { line: number; entries?: Map<string, Place>; items?: Place[] };
  /** What had been counted before it. */
  nodesBefore: number;
  charactersBefore: number;
  isValue: boolean;
  /** Of the node in it that was read last. */
  lastResult: unknown;
  lastEnd: number;
  children: number;
  /** Levels of maps and lists in it. */
  height: number;
  /** A key that has no value yet. */
  key?: { result: unknown; place: Place };
  /** The line of a list or map that stands where a map has its keys: `{{ name }}` is one. */
  oddKey?: number;
}

/**
 * Watches a text being parsed: counts what is read and stops where a limit is passed, and notes where everything stands.
 * The parser may try a node twice, first as the key of a map; what was counted for the first try is taken back.
 */
export class ReadingGuard {
  readonly #limits: YamlLimits;

  readonly documents: Array<{ value: unknown; place: Place }> = [];

  readonly #frames: Frame[] = [];

  readonly #sizes = new Map<unknown, { nodes: number; characters: number }>();

  #nodes = 0;

  #characters = 0;

  constructor(limits: YamlLimits) {
    this.#limits = limits;
  }

  /** The line of what is being read, counted from 1. */
  get line(): number {
    return this.#frames.at(-1)?.place.line ?? 1;
  }

  readonly listen = (event: 'open' | 'close', state: ParserState): void => {
    if (event === 'open') {
      this.#open(state);
    } else {
      this.#close(state);
    }
  };

  #open(state: ParserState): void {
    const parent = this.#frames.at(-1);
    const isValue =
      parent?.key !== undefined && followsColon(state, parent.lastEnd);
    const line = state.line + 1;
    if (isValue && !isName(parent?.key?.result)) {
      throw new YamlError('A key must be text.', { line });
    }
    this.#frames.push({
      place: { line },
      nodesBefore: this.#nodes,
      charactersBefore: this.#characters,
      isValue,
      lastResult: undefined,
      lastEnd: state.position,
      children: 0,
      height: 0,
    });
    // Each level is tried as the key of a map too.
    if (this.#frames.length > this.#limits.depth * 2) {
      throw this.#passed('depth', 'levels');
    }
  }

  #close(state: ParserState): void {
    const frame = this.#frames.pop();
    if (!frame) {
      return;
    }
    const { kind, result } = state;
    if (kind !== 'mapping' && kind !== 'sequence') {
      this.#leaf(frame, state);
    } else if (frame.children === 1 && frame.lastResult === result) {
      // It was read whole while it was tried as a key.
      const { entries, items } = frame.place.items?.[0] ?? frame.place;
      frame.place = {
        line: frame.place.line,
        entries,
        items,
      } as Frame['place'];
    } else {
      this.#collection(frame, state);
    }
    if (state.anchor && typeof result === 'object' && result !== null) {
      this.#sizes.set(result, {
        nodes: this.#nodes - frame.nodesBefore,
        characters: this.#characters - frame.charactersBefore,
      });
    }
    if (this.#nodes > this.#limits.nodes) {
      throw this.#passed('nodes', 'keys and values');
    }
    if (this.#characters > this.#limits.characters * 4) {
      throw this.#passed(
        'characters',
        'characters with its aliases written out',
      );
    }
    this.#handUp(frame, state);
  }

  /** A scalar, an alias, or nothing. */
  #leaf(frame: Frame, { kind, result }: ParserState): void {
    this.#nodes = frame.nodesBefore + 1;
    this.#characters = frame.charactersBefore;
    frame.place = { line: frame.place.line };
    frame.height = 0;
    if (typeof result === 'number' && !Number.isFinite(result)) {
      throw new YamlError(
        'JSON has no such number, and Kubernetes reads JSON.',
        {
          line: frame.place.line,
        },
      );
    }
    if (typeof result === 'string') {
      this.#characters += result.length;
    } else if (kind === null && typeof result === 'object' && result !== null) {
      const size = this.#sizes.get(result);
      if (!size) {
        throw new YamlError('An alias stands inside of what it names.', {
          line: frame.place.line,
        });
      }
      this.#nodes = frame.nodesBefore + size.nodes;
      this.#characters += size.characters;
    }
  }

  #collection(frame: Frame, { kind, result }: ParserState): void {
    this.#nodes += 1;
    frame.height += 1;
    if (frame.height > this.#limits.depth) {
      throw this.#passed('depth', 'levels');
    }
    settleKey(frame);
    const { line, entries, items } = frame.place;
    if (kind === 'mapping') {
      if (frame.oddKey !== undefined) {
        throw new YamlError('A key must be text.', { line: frame.oddKey });
      }
      frame.place = { line, entries };
    } else {
      // A list with `key: value` among its items, or with nothing behind a dash, has no place for each item.
      const isWhole =
        items?.length === (Array.isArray(result) ? result.length : 0);
      frame.place = { line, items: isWhole ? items : undefined };
    }
  }

  #handUp(frame: Frame, state: ParserState): void {
    const parent = this.#frames.at(-1);
    if (!parent) {
      this.documents.push({ value: state.result, place: frame.place });
      this.#sizes.clear();
      return;
    }
    parent.children += 1;
    parent.height = Math.max(parent.height, frame.height);
    parent.lastResult = state.result;
    parent.lastEnd = state.position;
    if (frame.isValue && parent.key) {
      const { result, place } = parent.key;
      parent.place.entries ??= new Map();
      parent.place.entries.set(String(result), {
        ...frame.place,
        line: place.line,
      });
      parent.key = undefined;
      return;
    }
    settleKey(parent);
    parent.key = { result: state.result, place: frame.place };
    parent.place.items ??= [];
    parent.place.items.push(frame.place);
  }

  #passed(limit: keyof YamlLimits, what: string): YamlError {
    return new YamlError(
      `The text has more than ${this.#limits[limit]} ${what}, and is not read.`,
      { limit, line: this.line },
    );
  }
}

/** A key without a value. */
function settleKey(frame: Frame): void {
  const result = frame.key?.result;
  if (frame.key && typeof result === 'object' && result !== null) {
    frame.oddKey ??= frame.key.place.line;
  } else if (frame.key && isName(result)) {
    frame.place.entries ??= new Map();
    frame.place.entries.set(String(frame.key.result), frame.key.place);
  }
  frame.key = undefined;
}

/** As sigs.k8s.io/yaml takes keys: no null, list or map. */
function isName(value: unknown): boolean {
  return value !== null && typeof value !== 'object';
}

/** Whether a colon stands between the end of the last node and here. */
function followsColon(state: ParserState, from: number): boolean {
  for (let at = from; at < state.position; at += 1) {
    const char = state.input[at];
    if (char === '#') {
      while (at < state.position && !isBreak(state.input[at])) {
        at += 1;
      }
    } else if (char !== ' ' && char !== '\t' && !isBreak(char)) {
      return char === ':';
    }
  }
  return false;
}

function isBreak(char: string): boolean {
  return char === '\n' || char === '\r';
}
