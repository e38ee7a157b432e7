import { ASTNode, Environment } from '@marcbachmann/cel-js';
import { WALK_MACRO } from './budget';
import { Edit, loopOf } from './loops';

/**
 * Functions of the evaluator whose meaning differs from Kubernetes' (regular expressions, code points, Go durations).
 * The evaluator does not let them be replaced, so rules call ours by another name.
 */
const REPLACED_METHODS = new Set([
  'matches',
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'lastIndexOf',
  'substring',
  'split',
  'join',
]);
const REPLACED_FUNCTIONS = new Set(['duration', 'matches']);

/** Variables that all rules have. */
const ALWAYS = ['self', 'oldSelf'];

/** Prefix of the names that {@link rewrite} gives to replaced functions. */
export const REPLACEMENT_PREFIX = 'kubernetes_';

const grammar = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

/**
 * Turns a rule as Kubernetes reads it into one that the evaluator reads the same way:
 * functions with another meaning are renamed, and `has()` may ask about a field of any expression, as in
 * `has(self.items[0].name)`, which the evaluator's own macro refuses. What loops cost is counted.
 *
 * @throws ParseError of the evaluator when the rule is not CEL
 */
export function rewrite(rule: string): string {
  const edits: Edit[] = [];
  collect(grammar.parse(rule).ast, rule, edits);
  // What is put in comes before what is replaced there, and what is of a part before what is of the whole.
  edits.sort((a, b) => b.start - a.start || b.end - a.end);
  return edits.reduce(
    (text, edit) =>
      text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    rule,
  );
}

/** @param variables - those of the loops around, where there is one */
function collect(
  node: unknown,
  rule: string,
  edits: Edit[],
  variables?: readonly string[],
): void {
  if (Array.isArray(node)) {
    node.forEach(child => collect(child, rule, edits, variables));
    return;
  }
  if (!isNode(node)) {
    return;
  }
  if (node.op === 'call') {
    const [name, args] = node.args;
    if (name === 'has' && args.length === 1) {
      editHas(node, args[0], rule, edits);
    } else if (REPLACED_FUNCTIONS.has(name)) {
      edits.push(renaming(node.range.start, name));
    }
  } else if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    const dot = rule.indexOf('.', receiver.range.end);
    const loop = loopOf(node, rule, dot);
    if (loop) {
      edits.push(...loop.edits);
      collect(receiver, rule, edits, variables);
      const inner = [...(variables ?? ALWAYS), ...loop.variables];
      collect(args, rule, edits, inner);
      return;
    }
    if (variables && isValue(receiver, variables)) {
      edits.push(walking(dot));
    }
    if (REPLACED_METHODS.has(name)) {
      const start = rule.indexOf(name, dot);
      edits.push(renaming(start, name));
    }
  } else if (node.op === 'in' && variables) {
    const [, list] = node.args;
    if (isPlainPath(list)) {
      edits.push(walking(list.range.end));
    }
  }
  collect(node.args, rule, edits, variables);
}

/** Whether something is no namespace of functions, as `math` is. */
function isValue(node: ASTNode, variables: readonly string[]): boolean {
  return node.op !== 'id' || variables.includes(node.args);
}

function walking(at: number): Edit {
  return { start: at, end: at, text: `.${WALK_MACRO}(0)` };
}

function editHas(
  call: ASTNode,
  field: ASTNode,
  rule: string,
  edits: Edit[],
): void {
  if (field.op !== '.' || isPlainPath(field)) {
    return;
  }
  const name = field.args[1];
  const dot = rule.lastIndexOf('.', field.pos);
  edits.push(
    { start: call.range.start, end: call.range.start + 3, text: 'hasField' },
    { start: dot, end: field.pos + name.length, text: `, "${name}"` },
  );
}

/** Whether the expression is a variable and fields of it, which the evaluator's `has()` takes. */
function isPlainPath(node: ASTNode): boolean {
  let at: ASTNode = node;
  while (at.op === '.') {
    at = at.args[0];
  }
  return at.op === 'id';
}

function renaming(start: number, name: string): Edit {
  return {
    start,
    end: start + name.length,
    text: `${REPLACEMENT_PREFIX}${name}`,
  };
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}
