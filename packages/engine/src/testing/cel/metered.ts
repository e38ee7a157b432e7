import { ASTNode, Environment } from '@marcbachmann/cel-js';
import { call, fields, truth } from './calls';
import { callCost } from './callCost';

/** Evaluates with what the names mean, and adds up in `spent` what cel-go would charge. */
export type Metered = (names: Names, meter: { spent: number }) => unknown;

type Names = Readonly<Record<string, unknown>>;

const LIST = 10;
const MAP = 30;
const grammar = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: 1_000_000, maxDepth: 1_000 },
});

/**
 * A CEL expression with the cost that the API server counts while it evaluates it: a unit for each name, field and call, more for calls
 * that walk texts and lists (`callCost`), 10 and 30 for a list and a map that are made. Written for the policies of this project:
 * what they don't use is refused.
 *
 * @throws Error for an operator that is not known here, ParseError for what is no CEL
 */
export function metered(expression: string): Metered {
  return compile(grammar.parse(expression).ast);
}

function compile(node: ASTNode): Metered {
  switch (node.op) {
    case 'value': {
      const value =
        typeof node.args === 'bigint' ? Number(node.args) : node.args;
      return () => value;
    }
    case 'id': {
      const name = node.args;
      return (names, meter) => {
        meter.spent += 1;
        if (!Object.hasOwn(names, name)) {
          throw new Error(`no ${name}`);
        }
        return names[name];
      };
    }
    case '.':
      return select(compile(node.args[0]), () => node.args[1]);
    case '[]':
      return select(compile(node.args[0]), compile(node.args[1]));
    case '&&':
      return either(node.args, false);
    case '||':
      return either(node.args, true);
    case '?:': {
      const [condition, yes, no] = node.args.map(compile);
      return (names, meter) =>
        (truth(condition(names, meter)) ? yes : no)(names, meter);
    }
    case 'list': {
      const items = node.args.map(compile);
      const isConstant = node.args.every(({ op }) => op === 'value');
      return (names, meter) => {
        // A list of literals is made once, when the expression is compiled.
        meter.spent += isConstant ? 0 : LIST;
        return items.map(item => item(names, meter));
      };
    }
    case 'map': {
      const entries = node.args.map(([key, value]) => [
        compile(key),
        compile(value),
      ]);
      return (names, meter) => {
        meter.spent += MAP;
        return Object.fromEntries(
          entries.map(([key, value]) => [
            key(names, meter),
            value(names, meter),
          ]),
        );
      };
    }
    case '!_':
      return called('!', [node.args]);
    case 'call': {
      const [name, args] = node.args;
      return name === 'has' ? has(args[0]) : called(name, args);
    }
    case 'rcall': {
      const [name, receiver, args] = node.args;
      return (
        comprehension(name, receiver, args) ?? called(name, [receiver, ...args])
      );
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '+':
    case '-':
    case 'in':
      return called(node.op, node.args);
    default:
      throw new Error(`The operator ${node.op} is not known here.`);
  }
}

function select(operand: Metered, key: Metered): Metered {
  return (names, meter) => {
    const of = operand(names, meter);
    const at = key(names, meter);
    meter.spent += 1;
    if (Array.isArray(of) && typeof at === 'number' && at < of.length) {
      return of[at];
    }
    if (typeof at === 'string' && Object.hasOwn(fields(of), at)) {
      return fields(of)[at];
    }
    throw new Error(`no such key: ${String(at)}`);
  };
}

function has(field: ASTNode): Metered {
  if (field.op !== '.') {
    throw new Error('has() asks for a field.');
  }
  const operand = compile(field.args[0]);
  const name = field.args[1];
  return (names, meter) => {
    const of = fields(operand(names, meter));
    meter.spent += 1;
    return Object.hasOwn(of, name);
  };
}

/** An error on one side counts only where the other does not decide. */
function either(
  [first, second]: [ASTNode, ASTNode],
  decides: boolean,
): Metered {
  const [left, right] = [compile(first), compile(second)];
  return (names, meter) => {
    try {
      if (truth(left(names, meter)) === decides) {
        return decides;
      }
    } catch (cause) {
      if (truth(right(names, meter)) === decides) {
        return decides;
      }
      throw cause;
    }
    return truth(right(names, meter));
  };
}

function called(name: string, nodes: readonly ASTNode[]): Metered {
  const compiled = nodes.map(compile);
  return (names, meter) => {
    const args = compiled.map(arg => arg(names, meter));
    const result = call(name, args);
    meter.spent += callCost(name, args, result);
    return result;
  };
}

/** Macros over lists, and over the keys of maps, charged as the loops that cel-go makes of them. */
function comprehension(
  name: string,
  receiver: ASTNode,
  args: readonly ASTNode[],
): Metered | undefined {
  if (!['all', 'exists', 'filter', 'map'].includes(name)) {
    return undefined;
  }
  const [variable, body] = args;
  if (args.length !== 2 || variable.op !== 'id') {
    throw new Error(`This form of ${name} is not known here.`);
  }
  const range = compile(receiver);
  const step = compile(body);
  return (names, meter) => {
    const over = range(names, meter);
    const items = Array.isArray(over) ? over : Object.keys(fields(over));
    const each = (item: unknown) =>
      step({ ...names, [variable.args]: item }, meter);
    meter.spent += 1;
    if (name === 'map' || name === 'filter') {
      meter.spent += name === 'map' ? LIST : 0;
      return items.flatMap(item => {
        const result = each(item);
        const isKept = name === 'map' || truth(result);
        // What is kept is put into a list of one and added to the list so far.
        meter.spent += isKept ? LIST + 3 : 1;
        return isKept ? [name === 'map' ? result : item] : [];
      });
    }
    const decides = name === 'exists';
    let failure: unknown;
    for (const item of items) {
      meter.spent += decides ? 4 : 3;
      try {
        if (truth(each(item)) === decides) {
          return decides;
        }
      } catch (cause) {
        failure ??= cause;
      }
    }
    if (failure !== undefined) {
      throw failure;
    }
    return !decides;
  };
}
