import { ASTNode, Environment } from '@marcbachmann/cel-js';
import { TURN_MACRO } from './budget';

/** A part of a rule that is replaced, or at which something is put in. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Name of what both variables of a loop are read from. */
const ENTRY = 'kubernetes_entry';
const ENTRIES = 'kubernetes_entries';

/** The loops over one variable that the evaluator has, by what they are called in rules. */
const ONE: Record<string, string> = {
  all: 'all',
  exists: 'exists',
  exists_one: 'exists_one',
  existsOne: 'exists_one',
  filter: 'filter',
  map: 'map',
};
/** What the loops over two variables are made of, and what makes a map of their result. */
const TWO: Record<string, { loop: string; into?: string }> = {
  all: { loop: 'all' },
  exists: { loop: 'exists' },
  existsOne: { loop: 'exists_one' },
  transformList: { loop: 'map' },
  transformMap: { loop: 'map', into: 'kubernetes_mapOfPairs' },
  transformMapEntry: { loop: 'map', into: 'kubernetes_mapOfMaps' },
};

/** A call of a macro that evaluates its last arguments for each item. */
export interface Loop {
  variables: readonly string[];
  edits: readonly Edit[];
}

/**
 * Reads a call as a loop: its turns are counted, and where it is one over two variables (key or index, and value), which the
 * evaluator lacks, it becomes one over entries. Undefined for any other call.
 *
 * @param dot - where the name of the method is looked for
 */
export function loopOf(
  call: ASTNode,
  rule: string,
  dot: number,
): Loop | undefined {
  if (call.op !== 'rcall') {
    return undefined;
  }
  const [name, , args] = call.args;
  const [first, second] = args;
  const nameAt = rule.indexOf(name, dot);
  const naming = (text: string): Edit => ({
    start: nameAt,
    end: nameAt + name.length,
    text,
  });
  const two = Object.hasOwn(TWO, name) ? TWO[name] : undefined;
  // Of three arguments of map() the second is a condition.
  if (two && args.length >= 3 && first.op === 'id' && second.op === 'id') {
    const [key, value] = [first.args, second.args];
    const before = `cel.bind(${key}, ${ENTRY}.key, cel.bind(${value}, ${ENTRY}.value, `;
    const edits = [
      { start: dot, end: dot, text: `.${ENTRIES}()` },
      naming(two.loop),
      { start: first.range.start, end: second.range.end, text: ENTRY },
      ...bodyEdits(call, args.slice(1), rule, isLast =>
        name === 'transformMap' && isLast
          ? [`${before}[${key}, ${TURN_MACRO}(`, ')]))']
          : [`${before}${TURN_MACRO}(`, ')))'],
      ),
    ];
    const { end } = call.range;
    return {
      variables: [key, value],
      edits: two.into
        ? [...edits, { start: end, end, text: `.${two.into}()` }]
        : edits,
    };
  }
  if (Object.hasOwn(ONE, name) && args.length >= 2 && first.op === 'id') {
    return {
      variables: [first.args],
      edits: [
        ...(ONE[name] === name ? [] : [naming(ONE[name])]),
        ...bodyEdits(call, args, rule, () => [`${TURN_MACRO}(`, ')']),
      ],
    };
  }
  return undefined;
}

/** Puts something around each argument but the first one, with the brackets that these may have. */
function bodyEdits(
  call: ASTNode,
  args: readonly ASTNode[],
  rule: string,
  around: (isLast: boolean) => [string, string],
): Edit[] {
  const commas = args.slice(0, -1).map(arg => rule.indexOf(',', arg.range.end));
  return commas.flatMap((comma, index) => {
    const isLast = index === commas.length - 1;
    const end = isLast ? call.range.end - 1 : commas[index + 1];
    const [before, after] = around(isLast);
    return [
      { start: comma + 1, end: comma + 1, text: before },
      { start: end, end, text: after },
    ];
  });
}

/** The functions that loops over two variables are rewritten to. */
export function registerLoopFunctions(env: Environment): void {
  env
    .registerFunction(`dyn.${ENTRIES}(): list<dyn>`, entriesOf)
    .registerFunction(
      `list.${TWO.transformMap.into}(): map<dyn, dyn>`,
      (pairs: Array<[string, unknown]>) => new Map(pairs),
    )
    .registerFunction(
      `list.${TWO.transformMapEntry.into}(): map<dyn, dyn>`,
      (maps: unknown[]) =>
        new Map(maps.flatMap(entriesOf).map(({ key, value }) => [key, value])),
    );
}

interface Entry {
  key: unknown;
  value: unknown;
}

function entriesOf(value: unknown): Entry[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({
      key: BigInt(index),
      value: item,
    }));
  }
  return (
    value instanceof Map
      ? [...(value as Map<unknown, unknown>)]
      : Object.entries(value as object)
  ).map(([key, item]: [unknown, unknown]) => ({ key, value: item }));
}
