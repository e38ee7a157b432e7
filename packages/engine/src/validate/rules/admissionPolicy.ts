import { Environment } from '@marcbachmann/cel-js';
import { celEnvironment } from '../cel/environment';
import { rewrite } from '../cel/rewrite';
import { Cursor, refuseRepeated } from './Cursor';

/** What expressions of admission policies may refer to. */
const VARIABLES = [
  'object',
  'oldObject',
  'request',
  'params',
  'namespaceObject',
  'authorizer',
  'variables',
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
const REASONS = [
  'Unauthorized',
  'Forbidden',
  'Invalid',
  'RequestEntityTooLarge',
];

/**
 * Checks a ValidatingAdmissionPolicy, its expressions among it.
 */
export function checkAdmissionPolicy(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('matchConstraints', 'resourceRules').required();
  for (const rule of spec.get('matchConstraints', 'resourceRules').items()) {
    for (const list of [
      'apiGroups',
      'apiVersions',
      'resources',
      'operations',
    ]) {
      rule.get(list).required();
    }
  }
  const validations = spec.get('validations').items();
  if (
    validations.length === 0 &&
    spec.get('auditAnnotations').items().length === 0
  ) {
    spec
      .get('validations')
      .fail('MissingField', 'or auditAnnotations is required', 'Give one.');
  }
  for (const validation of validations) {
    validation.get('expression').required();
    checkExpression(validation.get('expression'));
    checkExpression(validation.get('messageExpression'));
    checkMessage(validation);
    const reason = validation.get('reason');
    if (reason.exists && !REASONS.includes(String(reason.value))) {
      reason.fail(
        'NotAllowed',
        `must be ${REASONS.join(', ')}, is ${String(reason.value)}`,
        'Choose one of them.',
      );
    }
  }
  for (const list of ['variables', 'matchConditions']) {
    for (const named of spec.get(list).items()) {
      named.get('name').required();
      named.get('expression').required();
      checkExpression(named.get('expression'));
    }
    refuseRepeated(
      spec.get(list).items(),
      n => n.get('name').text(),
      'the name',
    );
  }
}

/**
 * Checks a ValidatingAdmissionPolicyBinding.
 */
export function checkAdmissionBinding(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('policyName').required();
  const actions = spec.get('validationActions');
  actions.required();
  const named = actions.items().map(action => String(action.value));
  refuseRepeated(actions.items(), a => a.text(), 'the action');
  if (named.includes('Deny') && named.includes('Warn')) {
    actions.fail(
      'Conflict',
      'must not have both Deny and Warn',
      'Keep one of them.',
    );
  }
}

function checkMessage(validation: Cursor): void {
  const message = validation.get('message');
  const expression = validation.get('expression').text() ?? '';
  if (message.text()?.includes('\n')) {
    message.fail('WrongFormat', 'must not have line breaks', 'Write one line.');
  }
  if (expression.includes('\n') && !message.exists) {
    message.fail(
      'MissingField',
      'is required when the expression has line breaks',
      'Give a message.',
    );
  }
}

let environment: Environment | undefined;

function newEnvironment(): Environment {
  const env = celEnvironment().clone();
  VARIABLES.forEach(name => env.registerVariable(name, 'dyn'));
  for (const [name, types] of Object.entries(AUTHORIZER)) {
    env.registerFunction(`dyn.${name}(${types}): dyn`, () => undefined);
  }
  return env;
}

function checkExpression(expression: Cursor): void {
  const text = expression.text();
  if (!text) return;
  environment ??= newEnvironment();
  try {
    const checked = environment.parse(rewrite(text)).check();
    if (!checked.valid) throw checked.error;
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split(
      '\n',
    )[0];
    if (cause instanceof Error && cause.name === 'ParseError') {
      expression.fail(
        'WrongFormat',
        `must be CEL: ${why}`,
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
