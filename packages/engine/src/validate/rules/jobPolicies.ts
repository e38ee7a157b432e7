import { qualifiedNameProblem } from '../nameProblems';
import { Cursor } from './Cursor';

const ACTIONS = ['FailJob', 'FailIndex', 'Count', 'Ignore'];

/** Checks what is done about pods of a job that failed. */
export function checkFailurePolicy(policy: Cursor, spec: Cursor): void {
  const restart = spec.get('template', 'spec', 'restartPolicy');
  if (restart.value === 'OnFailure') {
    restart.fail(
      'Conflict',
      'must be Never when podFailurePolicy is set',
      'Set it to Never.',
    );
  }
  const rules = policy.get('rules');
  if (rules.items().length > 20) {
    rules.fail('TooMany', 'must have at most 20 rules', 'Remove some.');
  }
  for (const rule of rules.items()) {
    const action = rule.get('action');
    action.required();
    action.oneOf(ACTIONS);
    const given = rule.atMostOne(['onExitCodes', 'onPodConditions']);
    const conditions = rule.get('onPodConditions').items();
    if (given.length === 0) {
      rule.fail(
        'MissingField',
        'must have onExitCodes or onPodConditions',
        'Say when it applies.',
      );
    }
    checkExitCodes(rule.get('onExitCodes'));
    for (const condition of conditions) {
      condition.get('type').required();
      condition.get('type').named(qualifiedNameProblem);
      condition.get('status').oneOf(['True', 'False', 'Unknown']);
    }
  }
}

function checkExitCodes(codes: Cursor): void {
  if (!codes.exists) {
    return;
  }
  const operator = codes.get('operator');
  operator.required();
  operator.oneOf(['In', 'NotIn']);
  const values = codes.get('values');
  values.required();
  const numbers = values.items().map(value => value.number() ?? 0);
  if (numbers.some((n, i) => i > 0 && n <= numbers[i - 1])) {
    values.fail(
      'WrongFormat',
      'must be in ascending order, each once',
      'Sort it.',
    );
  }
  if (operator.value === 'In' && numbers.includes(0)) {
    values.fail('NotAllowed', 'must not have 0 with In', 'Remove it.');
  }
}

/** Checks when a job is done before all of it is. */
export function checkSuccessPolicy(policy: Cursor, isIndexed: boolean): void {
  if (!policy.exists) {
    return;
  }
  if (!isIndexed) {
    policy.fail('Conflict', 'is only allowed for indexed jobs', 'Remove it.');
  }
  const rules = policy.get('rules');
  rules.required();
  for (const rule of rules.items()) {
    rule.get('succeededCount').within(1, Infinity);
    if (
      rule.get('succeededCount').exists ||
      rule.get('succeededIndexes').exists
    ) {
      continue;
    }
    rule.fail(
      'MissingField',
      'must have succeededIndexes or succeededCount',
      'Set one of them.',
    );
  }
}
