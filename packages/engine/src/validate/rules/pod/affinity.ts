import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../../nameProblems';
import { Cursor } from '../Cursor';
import { checkSelector } from '../labels';
import { checkLabelKeys } from './labelKeys';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Checks near which nodes and pods a pod runs. */
export function checkAffinity(affinity: Cursor): void {
  const node = affinity.get('nodeAffinity');
  if (node.get(REQUIRED).exists) {
    const terms = node.get(REQUIRED, 'nodeSelectorTerms');
    terms.required();
    terms.items().forEach(term => checkNodeTerm(term, true));
  }
  for (const term of node.get(PREFERRED).items()) {
    checkWeight(term.get('weight'));
    checkNodeTerm(term.get('preference'), false);
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const pods = affinity.get(kind);
    pods.get(REQUIRED).items().forEach(checkPodTerm);
    for (const term of pods.get(PREFERRED).items()) {
      checkWeight(term.get('weight'));
      checkPodTerm(term.get('podAffinityTerm'));
    }
  }
}

function checkWeight(weight: Cursor): void {
  if (weight.exists) {
    weight.within(1, 100);
  } else {
    weight.required();
  }
}

/** @param strict - whether values must be those that labels can have */
function checkNodeTerm(term: Cursor, strict: boolean): void {
  for (const expression of term.get('matchExpressions').items()) {
    checkOperator(expression);
    const key = expression.get('key');
    key.required();
    if (key.text()) {
      key.named(qualifiedNameProblem);
    }
    if (!strict) {
      continue;
    }
    for (const value of expression.get('values').items()) {
      value.named(labelValueProblem);
    }
  }
  term.get('matchFields').items().forEach(checkFieldTerm);
}

function checkOperator(expression: Cursor): void {
  const values = expression.get('values');
  const count = values.items().length;
  const operator = expression.get('operator');
  switch (operator.text()) {
    case 'In':
    case 'NotIn':
      values.required();
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (count === 0) {
        return;
      }
      values.fail(
        'Conflict',
        `must be empty with ${operator.text()}`,
        'Remove it.',
      );
      return;
    case 'Gt':
    case 'Lt':
      if (count === 1) {
        return;
      }
      values.fail(
        count === 0 ? 'MissingField' : 'TooMany',
        `must be one value with ${operator.text()}`,
        'Set one.',
      );
      return;
    default:
      operator.fail(
        'NotAllowed',
        'must be In, NotIn, Exists, DoesNotExist, Gt or Lt',
        'Choose one of them.',
      );
  }
}

function checkFieldTerm(field: Cursor): void {
  const operator = field.get('operator');
  operator.exactlyOneOf(['In', 'NotIn']);
  if (!operator.exists) {
    operator.required();
  }
  const key = field.get('key');
  key.exactlyOneOf(['metadata.name']);
  if (!key.exists) {
    key.required();
  }
  const values = field.get('values');
  if (values.items().length !== 1) {
    values.fail('TooFew', 'must be one name of a node', 'Set one.');
  }
  values.items().forEach(value => value.named(dns1123SubdomainProblem));
}

function checkPodTerm(term: Cursor): void {
  const selector = term.get('labelSelector');
  checkSelector(selector);
  checkSelector(term.get('namespaceSelector'));
  for (const name of term.get('namespaces').items()) {
    name.named(dns1123LabelProblem);
  }
  const key = term.get('topologyKey');
  key.required();
  if (key.text()) {
    key.named(qualifiedNameProblem);
  }
  checkLabelKeys(term.get('matchLabelKeys'), selector);
  checkLabelKeys(term.get('mismatchLabelKeys'), selector);
  const mismatched = new Set(
    term
      .get('mismatchLabelKeys')
      .items()
      .map(item => item.text()),
  );
  for (const item of term.get('matchLabelKeys').items()) {
    if (!mismatched.has(item.text())) {
      continue;
    }
    item.fail('Conflict', 'is in mismatchLabelKeys too', 'Keep one of them.');
  }
}
