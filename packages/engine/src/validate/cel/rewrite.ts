import { ASTNode, Environment } from '@marcbachmann/cel-js';

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

/** Prefix of the names that {@link rewrite} gives to replaced functions. */
export const REPLACEMENT_PREFIX = 'kubernetes_';

interface Edit {
  start: number;
  end: number;
  text: string;
}

const grammar = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

/**
 * Turns a rule as Kubernetes reads it into one that the evaluator reads the same way:
 * functions with another meaning are renamed, and `has()` may ask about a field of any expression, as in
 * `has(self.items[0].name)`, which the evaluator's own macro refuses.
 *
 * @throws ParseError of the evaluator when the rule is not CEL
 */
export function rewrite(rule: string): string {
  const edits: Edit[] = [];
  collect(grammar.parse(rule).ast, rule, edits);
  edits.sort((a, b) => b.start - a.start);
  return edits.reduce(
    (text, edit) =>
      text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    rule,
  );
}

function collect(node: unknown, rule: string, edits: Edit[]): void {
  if (Array.isArray(node)) {
    node.forEach(child => collect(child, rule, edits));
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
    const [name, receiver] = node.args;
    if (REPLACED_METHODS.has(name)) {
      const dot = rule.indexOf('.', receiver.range.end);
      const start = rule.indexOf(name, dot);
      edits.push(renaming(start, name));
    }
  }
  collect(node.args, rule, edits);
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
