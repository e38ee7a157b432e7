import { plainText } from '../../model/fields';
import { qualifiedNameProblem } from '../nameProblems';
import { Cursor, refuseRepeated } from './Cursor';
import { atMost, checkResourceName, valueOf } from './quantities';
import { mayOvercommit } from './resourceNames';

const AMOUNTS = [
  'min',
  'max',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
];
const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
const NANO = 1_000_000_000n;

/**
 * Checks a LimitRange: minimum, default request, default and maximum stand in this order.
 */
export function checkLimitRange(object: Cursor): void {
  const limits = object.get('spec', 'limits').items();
  limits.forEach(checkLimit);
  refuseRepeated(limits, l => l.get('type').text(), 'the type');
}

function checkLimit(limit: Cursor): void {
  const type = limit.get('type');
  type.required();
  if (type.text()) {
    type.named(typeProblem);
  }
  const ofContainers = type.value === 'Pod' || type.value === 'Container';
  const [min, max, usual, request, ratio] = AMOUNTS.map(name =>
    limit.get(name),
  );
  for (const amounts of [min, max, usual, request, ratio]) {
    for (const [name, amount] of amounts.entries()) {
      checkResourceName(name, amount, ofContainers ? 'container' : 'other');
      warnOfNegative(amount);
    }
  }
  checkOfType(limit);
  atMost(min, max, 'max');
  atMost(min, request, 'defaultRequest');
  atMost(request, usual, 'default');
  atMost(request, max, 'max');
  atMost(min, usual, 'default');
  atMost(usual, max, 'max');
  checkRatio(ratio, min, max);
  for (const [name, amount] of request.entries()) {
    const other = usual.get(name);
    if (mayOvercommit(name) || !other.exists) {
      continue;
    }
    if (valueOf(amount) === valueOf(other)) {
      continue;
    }
    amount.fail(
      'Conflict',
      'must equal the default, since it cannot be overcommitted',
      'Use the same amount.',
    );
  }
}

function typeProblem(text: string): string | undefined {
  if (text.includes('/')) {
    return qualifiedNameProblem(text);
  }
  return TYPES.includes(text)
    ? undefined
    : `must be ${TYPES.join(', ')} or have a domain`;
}

/** No API server refuses it, and no pod gets past it. */
function warnOfNegative(amount: Cursor): void {
  if ((valueOf(amount) ?? 0n) >= 0n) {
    return;
  }
  amount.fail(
    'OutOfRange',
    `must not be negative, is ${plainText(amount.value)}`,
    'Use 0 or more.',
    'warning',
  );
}

function checkOfType(limit: Cursor): void {
  if (limit.get('type').value === 'Pod') {
    for (const name of ['default', 'defaultRequest']) {
      const part = limit.get(name);
      if (part.entries().length === 0) {
        continue;
      }
      part.fail('Conflict', 'is only allowed for containers', 'Remove it.');
    }
  }
  if (
    limit.get('type').value === 'PersistentVolumeClaim' &&
    !limit.get('min', 'storage').exists &&
    !limit.get('max', 'storage').exists
  ) {
    limit.fail(
      'MissingField',
      'needs min.storage or max.storage',
      'Set one of them.',
    );
  }
}

function checkRatio(ratio: Cursor, min: Cursor, max: Cursor): void {
  for (const [name, amount] of ratio.entries()) {
    const value = valueOf(amount);
    if (value === undefined) {
      continue;
    }
    if (value < NANO) {
      amount.fail(
        'OutOfRange',
        `must be at least 1, is ${plainText(amount.value)}`,
        'Raise it.',
      );
    }
    const low = valueOf(min.get(name));
    const high = valueOf(max.get(name));
    if (low === undefined || high === undefined || low <= 0n) {
      continue;
    }
    if (value * low > high * NANO) {
      amount.fail(
        'Conflict',
        `must not be more than max divided by min, is ${plainText(
          amount.value,
        )}`,
        'Lower it.',
      );
    }
  }
}
