import { dns1123SubdomainProblem, pathSegmentProblem } from '../nameProblems';
import { checkMatchResources } from './admissionRules';
import { Cursor, refuseRepeated } from './Cursor';
import { checkSelector } from './labels';

/**
 * Checks a ValidatingAdmissionPolicyBinding.
 */
export function checkAdmissionBinding(object: Cursor): void {
  const spec = object.get('spec');
  const policy = spec.get('policyName');
  policy.required();
  if (policy.text()) {
    policy.named(dns1123SubdomainProblem);
  }
  checkMatchResources(spec.get('matchResources'));
  if (spec.get('paramRef').exists) {
    checkParamRef(spec.get('paramRef'));
  }
  checkActions(spec.get('validationActions'));
}

function checkActions(actions: Cursor): void {
  actions.required();
  const items = actions.items();
  items.forEach(action => action.exactlyOneOf(['Deny', 'Warn', 'Audit']));
  refuseRepeated(items, action => action.text(), 'the action');
  const named = items.map(action => action.text());
  if (named.includes('Deny') && named.includes('Warn')) {
    actions.fail(
      'Conflict',
      'must not have both Deny and Warn',
      'Keep one of them.',
    );
  }
}

function checkParamRef(reference: Cursor): void {
  const name = reference.get('name');
  const selector = reference.get('selector');
  checkSelector(selector);
  if (name.text()) {
    name.named(pathSegmentProblem);
  }
  if (Boolean(name.text()) === selector.exists) {
    reference.fail(
      selector.exists ? 'Conflict' : 'MissingField',
      'must have one of name and selector',
      'Set one of them.',
    );
  }
  const action = reference.get('parameterNotFoundAction');
  action.required();
  action.oneOf(['Deny', 'Allow']);
}
