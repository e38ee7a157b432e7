import { Cursor } from './Cursor';
import { checkAmounts } from './quantities';

const COMPUTE = ['cpu', 'memory'];
/** What is counted of pods, and so can be counted of some pods only. */
const OF_PODS = [
  'pods',
  ...COMPUTE,
  ...COMPUTE.map(name => `requests.${name}`),
  ...COMPUTE.map(name => `limits.${name}`),
];
const OF_CLAIMS = ['persistentvolumeclaims', 'requests.storage'];
/** What each scope can limit, of the resources without a domain. */
const SCOPES: Record<string, readonly string[]> = {
  Terminating: OF_PODS,
  NotTerminating: OF_PODS,
  NotBestEffort: OF_PODS,
  PriorityClass: OF_PODS,
  CrossNamespacePodAffinity: OF_PODS,
  BestEffort: ['pods'],
  VolumeAttributesClass: OF_CLAIMS,
};
const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
const TAKING_VALUES = ['PriorityClass', 'VolumeAttributesClass'];

/**
 * Checks a ResourceQuota.
 */
export function checkResourceQuota(object: Cursor): void {
  const spec = object.get('spec');
  const hard = spec.get('hard');
  checkAmounts(hard, 'quota');
  const selectors = spec.get('scopeSelector', 'matchExpressions').items();
  selectors.forEach(checkSelector);
  for (const scopes of [
    spec.get('scopes').items(),
    selectors.map(selector => selector.get('scopeName')),
  ]) {
    scopes.forEach(scope => checkScope(scope, hard));
    checkOpposites(scopes);
  }
}

function checkScope(scope: Cursor, hard: Cursor): void {
  scope.required();
  scope.oneOf(Object.keys(SCOPES));
  const name = scope.text() ?? '';
  const limited = Object.hasOwn(SCOPES, name) ? SCOPES[name] : undefined;
  if (!limited) {
    return;
  }
  for (const [resource, amount] of hard.entries()) {
    if (resource.includes('/') || limited.includes(resource)) {
      continue;
    }
    amount.fail(
      'Conflict',
      `cannot be limited in the scope ${name}`,
      'Move it to a quota without scopes.',
    );
  }
}

function checkOpposites(scopes: Cursor[]): void {
  const names = scopes.map(scope => scope.text());
  for (const [one, other] of OPPOSITES) {
    if (!names.includes(one) || !names.includes(other)) {
      continue;
    }
    scopes[names.indexOf(other)].fail(
      'Conflict',
      `must not be set together with ${one}`,
      'Keep one of them.',
    );
  }
}

function checkSelector(selector: Cursor): void {
  const operator = selector.get('operator');
  const values = selector.get('values');
  operator.required();
  operator.oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  const name = operator.text() ?? '';
  if (name === 'In' || name === 'NotIn') {
    values.required();
  } else if (values.items().length > 0) {
    values.fail('Conflict', `must be empty with ${name}`, 'Remove it.');
  }
  const scope = selector.get('scopeName').text() ?? '';
  if (!TAKING_VALUES.includes(scope) && name !== 'Exists') {
    operator.fail(
      'NotAllowed',
      'must be Exists for this scope',
      'Choose Exists.',
    );
  }
}
