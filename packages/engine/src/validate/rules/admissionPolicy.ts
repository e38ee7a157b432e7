import {
  dns1035LabelProblem,
  dns1123SubdomainProblem,
  qualifiedNameProblem,
} from '../nameProblems';
import { utf8Length } from '../text';
import {
  AdmissionNames,
  AdmissionResult,
  checkAdmissionExpression,
} from './admissionExpression';
import { checkMatchResources } from './admissionRules';
import { Cursor, refuseRepeated } from './Cursor';

const REASONS = [
  'Unauthorized',
  'Forbidden',
  'Invalid',
  'RequestEntityTooLarge',
];
const MAX_AUDIT_EXPRESSION = 5 * 1024;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Of so many variables, with names of such a length, it is kept track what they are. */
const MOST_VARIABLES = 64;
const LONGEST_NAME = 256;

/**
 * Checks a ValidatingAdmissionPolicy, its expressions among it.
 */
export function checkAdmissionPolicy(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('failurePolicy').exactlyOneOf(['Fail', 'Ignore']);
  const match = spec.get('matchConstraints');
  match.get('resourceRules').required();
  checkMatchResources(match);
  const paramKind = spec.get('paramKind');
  if (paramKind.exists) {
    checkParamKind(paramKind);
  }
  const known: AdmissionNames = { params: paramKind.exists, authorizer: true };
  const names = checkVariables(spec.get('variables').items(), known);
  const withVariables = { ...known, variables: names };
  const validations = spec.get('validations').items();
  const annotations = spec.get('auditAnnotations');
  if (validations.length === 0 && annotations.items().length === 0) {
    spec
      .get('validations')
      .fail('MissingField', 'or auditAnnotations is required', 'Set one.');
  }
  validations.forEach(each => checkValidation(each, withVariables));
  checkAnnotations(object, annotations, withVariables);
  checkConditions(spec.get('matchConditions'), known);
}

function checkParamKind(kind: Cursor): void {
  const version = kind.get('apiVersion');
  version.required();
  if (version.text()) {
    version.named(text => {
      const parts = text.split('/');
      if (parts.length > 2) {
        return 'must be group/version';
      }
      const group = parts.length === 2 ? parts[0] : '';
      return (
        (group && dns1123SubdomainProblem(group)) ||
        dns1035LabelProblem(parts[parts.length - 1])
      );
    });
  }
  const name = kind.get('kind');
  name.required();
  if (name.text()) {
    name.named(text => dns1035LabelProblem(text.toLowerCase()));
  }
}

/** Checks the variables, each of which may use those before it, and returns their names. */
function checkVariables(
  variables: Cursor[],
  known: AdmissionNames,
): ReadonlyMap<string, string> | 'any' {
  const names = new Map<string, string>();
  const isTracked =
    variables.length <= MOST_VARIABLES &&
    variables.every(v => (v.get('name').text() ?? '').length <= LONGEST_NAME);
  for (const variable of variables) {
    const name = variable.get('name');
    name.required();
    if (name.text()) {
      name.named(text =>
        IDENTIFIER.test(text)
          ? undefined
          : 'must be an identifier: letters, digits and _',
      );
    }
    const type = checkExpression(
      variable.get('expression'),
      { ...known, variables: isTracked ? names : 'any' },
      'any',
    );
    if (IDENTIFIER.test(name.text() ?? '')) {
      names.set(name.text()!, type);
    }
  }
  // A later one replaces an earlier one.
  refuseRepeated(variables, v => v.get('name').text(), 'the name', 'warning');
  return isTracked ? names : 'any';
}

function checkExpression(
  expression: Cursor,
  known: AdmissionNames,
  result: AdmissionResult,
): string {
  if (expression.text()?.trim()) {
    return checkAdmissionExpression(expression, known, result);
  }
  expression.of(expression.text() ? '' : expression.value).required();
  return 'dyn';
}

function checkValidation(validation: Cursor, known: AdmissionNames): void {
  checkExpression(validation.get('expression'), known, 'bool');
  const message = validation.get('message');
  const computed = validation.get('messageExpression');
  for (const at of [message, computed]) {
    if (!at.text() || at.text()!.trim()) {
      continue;
    }
    at.fail('WrongFormat', 'must not be blank', 'Write something.');
  }
  if (/[\r\n]/.test(message.text()?.trim() ?? '')) {
    message.fail('WrongFormat', 'must not have line breaks', 'Write one line.');
  }
  if (computed.text()?.trim()) {
    // Who may do what is not asked again for the message.
    checkExpression(computed, { ...known, authorizer: false }, 'string');
  }
  validation.get('reason').exactlyOneOf(REASONS);
}

function checkAnnotations(
  object: Cursor,
  annotations: Cursor,
  known: AdmissionNames,
): void {
  const items = annotations.items();
  if (items.length > 20) {
    annotations.fail('TooMany', 'must have at most 20', 'Remove some.');
  }
  const name = object.get('metadata', 'name').text() ?? '';
  for (const annotation of items) {
    const key = annotation.get('key');
    key.required();
    if (key.text()) {
      key.named(text => qualifiedNameProblem(`${name}/${text}`));
    }
    const value = annotation.get('valueExpression');
    if (utf8Length(value.text()?.trim() ?? '') > MAX_AUDIT_EXPRESSION) {
      value.fail(
        'TooLong',
        `must have at most ${MAX_AUDIT_EXPRESSION} bytes`,
        'Shorten it.',
      );
    } else {
      checkExpression(value, known, 'text or null');
    }
  }
  refuseRepeated(items, a => a.get('key').text(), 'the key');
}

function checkConditions(conditions: Cursor, known: AdmissionNames): void {
  const items = conditions.items();
  if (items.length > 64) {
    conditions.fail('TooMany', 'must have at most 64', 'Remove some.');
  }
  for (const condition of items) {
    const name = condition.get('name');
    name.required();
    if (name.text()) {
      name.named(qualifiedNameProblem);
    }
    checkExpression(condition.get('expression'), known, 'bool');
  }
  refuseRepeated(items, c => c.get('name').text() || undefined, 'the name');
}
