import { qualifiedNameProblem } from '../nameProblems';
import { checkAdmissionExpression } from './admissionExpression';
import { Cursor, refuseRepeated } from './Cursor';
import { plainText } from '../../snapshot/fields';

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
  const params = spec.get('paramKind').exists ? ['params'] : [];
  const names = checkVariables(spec.get('variables').items(), params);
  for (const validation of validations) {
    validation.get('expression').required();
    checkAdmissionExpression(validation.get('expression'), params, names);
    checkAdmissionExpression(
      validation.get('messageExpression'),
      params,
      names,
    );
    checkMessage(validation);
    const reason = validation.get('reason');
    if (reason.exists && !REASONS.includes(plainText(reason.value))) {
      reason.fail(
        'NotAllowed',
        `must be ${REASONS.join(', ')}, is ${plainText(reason.value)}`,
        'Choose one of them.',
      );
    }
  }
  const conditions = spec.get('matchConditions').items();
  for (const condition of conditions) {
    condition.get('name').required();
    condition.get('name').named(qualifiedNameProblem);
    condition.get('expression').required();
    checkAdmissionExpression(condition.get('expression'), params);
  }
  refuseRepeated(conditions, c => c.get('name').text(), 'the name');
}

/** Checks the variables, each of which may use those before it, and returns their names. */
function checkVariables(variables: Cursor[], params: string[]): string[] {
  const names: string[] = [];
  for (const variable of variables) {
    const name = variable.get('name');
    name.required();
    name.named(text =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
        ? undefined
        : 'must be an identifier: letters, digits and _',
    );
    variable.get('expression').required();
    checkAdmissionExpression(variable.get('expression'), params, names);
    names.push(name.text() ?? '');
  }
  refuseRepeated(variables, v => v.get('name').text(), 'the name');
  return names;
}

/**
 * Checks a ValidatingAdmissionPolicyBinding.
 */
export function checkAdmissionBinding(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('policyName').required();
  const actions = spec.get('validationActions');
  actions.required();
  const named = actions.items().map(action => plainText(action.value));
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
