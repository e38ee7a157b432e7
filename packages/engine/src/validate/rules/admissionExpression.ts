import { Environment } from '@marcbachmann/cel-js';
import { celEnvironment } from '../cel/environment';
import { rewrite } from '../cel/rewrite';
import { Cursor } from './Cursor';

/** What all expressions of admission policies may refer to; some also to `variables` and `params`. */
const ALWAYS = [
  'object',
  'oldObject',
  'request',
  'namespaceObject',
  'authorizer',
];
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

/**
 * Checks an expression of an admission policy: its syntax, and what it refers to.
 *
 * @param params - `params` where the policy takes parameters
 * @param variables - names that `variables` has; without them it may not be used at all
 */
export function checkAdmissionExpression(
  expression: Cursor,
  params: readonly string[],
  variables?: readonly string[],
): void {
  const text = expression.text();
  if (!text) return;
  const env = environmentOf([
    ...ALWAYS,
    ...params,
    ...(variables ? ['variables'] : []),
  ]);
  const unknown = [...text.matchAll(/\bvariables\.(\w+)/g)]
    .map(match => match[1])
    .find(name => variables && !variables.includes(name));
  if (unknown) {
    expression.fail(
      'WrongFormat',
      `uses variables.${unknown}, which is not defined before it`,
      'Define the variable above, or correct its name.',
    );
  }
  try {
    const checked = env.parse(rewrite(text)).check();
    if (!checked.valid) throw checked.error;
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split(
      '\n',
    )[0];
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

/** Whether an error is the expression's own, and not for want of a function here. */
function isMistake(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    (cause.name === 'ParseError' ||
      ('code' in cause && cause.code === 'unknown_variable'))
  );
}
