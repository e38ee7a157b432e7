import { plainText } from '../../snapshot/fields';
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

const environments = new Map<string, Environment>();

function environmentOf(names: readonly string[]): Environment {
  const key = names.join();
  const known = environments.get(key);
  if (known) return known;
  const env = celEnvironment().clone();
  names.forEach(name => env.registerVariable(name, 'dyn'));
  for (const [name, types] of Object.entries(AUTHORIZER)) {
    env.registerFunction(`dyn.${name}(${types}): dyn`, () => undefined);
  }
  environments.set(key, env);
  return env;
}

/** What an expression may refer to besides what all may. */
export interface AdmissionNames {
  /** Whether the policy takes parameters. */
  params: boolean;
  authorizer: boolean;
  /** Names that `variables` has; without them it may not be used at all. */
  variables?: ReadonlySet<string>;
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
 */
export function checkAdmissionExpression(
  expression: Cursor,
  known: AdmissionNames,
  result: AdmissionResult,
): void {
  const text = expression.text();
  if (!text) return;
  const { variables } = known;
  const unknown = [...text.matchAll(/\bvariables\.(\w+)/g)]
    .map(match => match[1])
    .find(name => variables && !variables.has(name));
  if (unknown) {
    expression.fail(
      'WrongFormat',
      `uses variables.${unknown}, which is not defined before it`,
      'Define the variable above, or correct its name.',
    );
  }
  try {
    const checked = environmentFor(known).parse(rewrite(text)).check();
    if (!checked.valid) throw checked.error;
    checkResult(expression, checked.type, result);
  } catch (cause) {
    const why = (
      cause instanceof Error ? cause.message : plainText(cause)
    ).split('\n')[0];
    if (isMistake(cause)) {
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
}

function environmentFor(known: AdmissionNames): Environment {
  return environmentOf([
    ...ALWAYS,
    ...(known.authorizer ? ['authorizer'] : []),
    ...(known.params ? ['params'] : []),
    ...(known.variables ? ['variables'] : []),
  ]);
}

function checkResult(
  expression: Cursor,
  type: string | undefined,
  result: AdmissionResult,
): void {
  const allowed = RESULTS[result];
  if (allowed.length === 0 || type === undefined) return;
  if (type === 'dyn' || allowed.includes(type)) return;
  expression.fail(
    'WrongFormat',
    `must come to ${allowed.join(' or ')}, comes to ${type}`,
    `Write an expression that comes to ${allowed.join(' or ')}.`,
  );
}

/** Whether an error is the expression's own, and not for want of a function here. */
function isMistake(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    (cause.name === 'ParseError' ||
      ('code' in cause && cause.code === 'unknown_variable'))
  );
}
