import { plainText } from '../../model/fields';
import { Environment } from '@marcbachmann/cel-js';
import { celEnvironment } from '../cel/environment';
import { rewrite } from '../cel/rewrite';
import { Cursor } from './Cursor';

/** What all expressions of admission policies may refer to; some also to more. */
const ALWAYS = ['object', 'oldObject', 'request', 'namespaceObject'];
/** Methods of `authorizer`, by their arguments; never called here, since only a cluster can answer them. */
const AUTHORIZER: Record<string, string> = {
  group: 'string',
  resource: 'string',
  subresource: 'string',
  namespace: 'string',
  name: 'string',
  path: 'string',
  fieldSelector: 'string',
  labelSelector: 'string',
  check: 'string',
  serviceAccount: 'string, string',
  requestResource: '',
  allowed: '',
  errored: '',
  error: '',
  reason: '',
};

/** So many environments are kept; those who write policies choose the names in them. */
const MOST_KEPT = 256;
const environments = new Map<string, Environment>();

/** Types that are known for certain; of all others nothing is concluded. */
const CERTAIN = ['bool', 'int', 'string'];

/** What an expression may refer to besides what all may. */
export interface AdmissionNames {
  /** Whether the policy takes parameters. */
  params: boolean;
  authorizer: boolean;
  /** What `variables` has, by name with its type; `any` where nobody keeps count. Absent where it may not be used. */
  variables?: ReadonlyMap<string, string> | 'any';
}

/** What an expression must come to. */
export type AdmissionResult = 'bool' | 'string' | 'text or null' | 'any';

const RESULTS: Record<AdmissionResult, readonly string[]> = {
  bool: ['bool'],
  string: ['string'],
  'text or null': ['string', 'null'],
  any: [],
};

/**
 * Checks an expression of an admission policy: its syntax, what it refers to and what it comes to.
 *
 * @returns the type it comes to, `dyn` where that is not certain
 */
export function checkAdmissionExpression(
  expression: Cursor,
  known: AdmissionNames,
  result: AdmissionResult,
): string {
  const text = expression.text();
  if (!text) {
    return 'dyn';
  }
  try {
    const checked = environmentFor(known).parse(rewrite(text)).check();
    if (!checked.valid) {
      throw checked.error;
    }
    checkResult(expression, checked.type, result);
    return CERTAIN.includes(checked.type ?? '') ? checked.type! : 'dyn';
  } catch (cause) {
    tell(expression, cause);
    return 'dyn';
  }
}

function tell(expression: Cursor, cause: unknown): void {
  const message = cause instanceof Error ? cause.message : plainText(cause);
  const why = message.split('\n')[0];
  const missing = /^No such key: (\w+)/.exec(why);
  if (missing) {
    expression.fail(
      'WrongFormat',
      `uses variables.${missing[1]}, which is not defined before it`,
      'Define the variable above, or correct its name.',
    );
  } else if (isMistake(cause, why) && !isBeyond(expression.text() ?? '', why)) {
    expression.fail(
      'WrongFormat',
      `must be CEL that the API server can compile: ${why}`,
      'Correct the expression.',
    );
  } else {
    expression.fail(
      'NotChecked',
      `could not be checked here (${why})`,
      'The cluster will check it.',
    );
  }
}

function environmentFor(known: AdmissionNames): Environment {
  const { authorizer, params, variables } = known;
  const key = JSON.stringify([
    authorizer,
    params,
    variables instanceof Map ? [...variables] : variables,
  ]);
  const kept = environments.get(key);
  if (kept) {
    return kept;
  }
  const env = celEnvironment().clone();
  ALWAYS.forEach(name => env.registerVariable(name, 'dyn'));
  if (authorizer) {
    env.registerVariable('authorizer', 'dyn');
  }
  if (params) {
    env.registerVariable('params', 'dyn');
  }
  if (variables === 'any') {
    env.registerVariable('variables', 'dyn');
  } else if (variables) {
    env.registerVariable({
      name: 'variables',
      schema: Object.fromEntries(variables),
    });
  }
  for (const [name, types] of Object.entries(AUTHORIZER)) {
    env.registerFunction(`dyn.${name}(${types}): dyn`, () => undefined);
  }
  if (environments.size >= MOST_KEPT) {
    environments.clear();
  }
  environments.set(key, env);
  return env;
}

function checkResult(
  expression: Cursor,
  type: string | undefined,
  result: AdmissionResult,
): void {
  const allowed = RESULTS[result];
  if (allowed.length === 0 || type === undefined) {
    return;
  }
  if (type === 'dyn' || allowed.includes(type)) {
    return;
  }
  expression.fail(
    'WrongFormat',
    `must come to ${allowed.join(' or ')}, comes to ${type}`,
    `Write an expression that comes to ${allowed.join(' or ')}.`,
  );
}

/** Errors of the type checker that no function which is lacking here could cause. */
const MISTAKES = new Set([
  'unknown_variable',
  'invalid_logical_operand',
  'invalid_condition_type',
]);
const OPERATORS = new RegExp(
  `^no such overload: (?:!(?:int|string)|(?:${CERTAIN.join(
    '|',
  )}) \\S+ (?:${CERTAIN.join('|')}))$`,
);

/** Whether an error is the expression's own, and not for want of a function here. */
function isMistake(cause: unknown, why: string): boolean {
  if (!(cause instanceof Error)) {
    return false;
  }
  return (
    cause.name === 'ParseError' ||
    ('code' in cause && MISTAKES.has(plainText(cause.code))) ||
    OPERATORS.test(why)
  );
}

const TEXTS = /[bBrR]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/g;

/** Names of variables, of which none is a namespace of functions. */
const VARIABLES = [...ALWAYS, 'params', 'authorizer', 'variables'];

/**
 * Whether an expression uses what API servers have and the evaluator here lacks: optional items and entries, messages such as
 * `google.protobuf.Duration{}`, and namespaces of functions that are not known.
 */
function isBeyond(expression: string, why: string): boolean {
  const code = expression.replace(TEXTS, "''");
  const unknown = /^Unknown variable: (\w+)$/.exec(why)?.[1];
  if (unknown === undefined) {
    return /[[{,]\s*\?|[\w.]\s*\{/.test(code);
  }
  return (
    !VARIABLES.includes(unknown) &&
    new RegExp(`(?<![\\w.])${unknown}\\s*\\.\\s*\\w+\\s*\\(`).test(code)
  );
}
