import { labelValueProblem, qualifiedNameProblem } from '../nameProblems';
import { Cursor } from './Cursor';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * Checks a map of labels, as in `matchLabels` or a Service's selector.
 */
export function checkLabels(labels: Cursor): void {
  for (const [key, value] of labels.entries()) {
    const problem = qualifiedNameProblem(key);
    if (problem) {
      value.fail(
        'WrongFormat',
        `has a key that ${problem}`,
        'Choose another key.',
      );
    }
    value.named(labelValueProblem);
  }
}

/**
 * Checks a label selector: keys, values, and which operators take values.
 */
export function checkSelector(selector: Cursor): void {
  checkLabels(selector.get('matchLabels'));
  for (const expression of selector.get('matchExpressions').items()) {
    const key = expression.get('key');
    key.required();
    if (key.text()) {
      key.named(qualifiedNameProblem);
    }
    const operator = expression.get('operator');
    const values = expression.get('values');
    const name = operator.text() ?? '';
    if (!OPERATORS.includes(name)) {
      operator.fail(
        'NotAllowed',
        `must be In, NotIn, Exists or DoesNotExist, is ${JSON.stringify(
          operator.value,
        )}`,
        'Choose In, NotIn, Exists or DoesNotExist.',
      );
      continue;
    }
    const takesValues = name === 'In' || name === 'NotIn';
    if (takesValues) {
      values.required();
      values.items().forEach(value => value.named(labelValueProblem));
    } else if (values.items().length > 0) {
      values.fail('Conflict', `must be empty with ${name}`, 'Remove it.');
    }
  }
}

/** Whether a selector selects an object with these labels. */
export function selects(
  selector: Cursor,
  labels: Record<string, unknown>,
): boolean {
  const byLabels = selector
    .get('matchLabels')
    .entries()
    .every(([key, value]) => labels[key] === value.value);
  const byExpressions = selector
    .get('matchExpressions')
    .items()
    .every(expression => {
      const key = expression.get('key').text() ?? '';
      const values = expression.get('values').value;
      const listed = Array.isArray(values) && values.includes(labels[key]);
      switch (expression.get('operator').text()) {
        case 'In':
          return key in labels && listed;
        case 'NotIn':
          return !(key in labels && listed);
        case 'Exists':
          return key in labels;
        default:
          return !(key in labels);
      }
    });
  return byLabels && byExpressions;
}

/** Whether a selector names nothing, so that it selects everything. */
export function isEmptySelector(selector: Cursor): boolean {
  return (
    selector.get('matchLabels').entries().length === 0 &&
    selector.get('matchExpressions').items().length === 0
  );
}
