import { qualifiedNameProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { amountOf } from './quantities';
import { plainText } from '../../snapshot/fields';

const NANO = 1_000_000_000n;
const POD_RESOURCES = new Set([
  'pods',
  'count/pods',
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
]);
const COUNTED =
  /^(count\/.+|pods|services|services\.(nodeports|loadbalancers)|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$/;
const PLAIN = new Set([
  'cpu',
  'memory',
  'storage',
  'ephemeral-storage',
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
]);

/**
 * Checks a ResourceQuota.
 */
export function checkResourceQuota(object: Cursor): void {
  const spec = object.get('spec');
  const scopes = scopesOf(spec);
  for (const [name, amount] of spec.get('hard').entries()) {
    const nanos = amountOf(amount);
    if (!name.includes('/') && !name.includes('.') && !PLAIN.has(name)) {
      amount.fail(
        'NotAllowed',
        'is not a resource of quotas',
        'Name a resource such as requests.cpu or count/deployments.apps.',
      );
    }
    const problem = qualifiedNameProblem(name);
    if (problem) {
      amount.fail(
        'WrongFormat',
        `has a name that ${problem}`,
        'Correct the name.',
      );
    }
    if (nanos !== undefined && COUNTED.test(name) && nanos % NANO !== 0n) {
      amount.fail(
        'WrongFormat',
        `must be a whole number, is ${plainText(amount.value)}`,
        'Give a whole number.',
      );
    }
    if (scopes.length > 0 && !POD_RESOURCES.has(name)) {
      amount.fail(
        'Conflict',
        `cannot be limited in the scope ${scopes.join(' and ')}`,
        'Move it to a quota without scopes.',
      );
    }
  }
}

function scopesOf(spec: Cursor): string[] {
  const selected = spec.get('scopeSelector', 'matchExpressions').items();
  for (const expression of selected) {
    const operator = expression.get('operator').text() ?? '';
    const values = expression.get('values');
    const takesValues = operator === 'In' || operator === 'NotIn';
    if (takesValues) values.required();
    else if (values.items().length > 0) {
      values.fail('Conflict', `must be empty with ${operator}`, 'Remove it.');
    }
    if (
      expression.get('scopeName').value !== 'PriorityClass' &&
      operator !== 'Exists'
    ) {
      expression
        .get('operator')
        .fail('NotAllowed', 'must be Exists for this scope', 'Choose Exists.');
    }
  }
  return [
    ...spec
      .get('scopes')
      .items()
      .map(scope => plainText(scope.value)),
    ...selected.map(expression => plainText(expression.get('scopeName').value)),
  ];
}
