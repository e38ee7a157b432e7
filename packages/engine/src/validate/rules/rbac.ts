import { dns1123SubdomainProblem, pathSegmentProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { checkSelector } from './labels';

const GROUP = 'rbac.authorization.k8s.io';

/**
 * Checks a Role or ClusterRole.
 */
export function checkRole(object: Cursor): void {
  const namespaced = object.get('kind').value === 'Role';
  for (const rule of object.get('rules').items()) {
    rule.get('verbs').required();
    const urls = rule.get('nonResourceURLs').items();
    if (urls.length === 0) {
      rule.get('apiGroups').required();
      rule.get('resources').required();
      continue;
    }
    const at = rule.get('nonResourceURLs');
    if (namespaced) {
      at.fail('NotAllowed', 'is only allowed for ClusterRoles', 'Remove it.');
    }
    if (
      ['resources', 'apiGroups', 'resourceNames'].some(
        field => rule.get(field).items().length > 0,
      )
    ) {
      at.fail(
        'Conflict',
        'must not be set together with resources',
        'Write two rules.',
      );
    }
  }
  const aggregation = object.get('aggregationRule');
  if (!aggregation.exists) {
    return;
  }
  const selectors = aggregation.get('clusterRoleSelectors');
  selectors.required();
  selectors.items().forEach(checkSelector);
}

/**
 * Checks a RoleBinding or ClusterRoleBinding.
 */
export function checkRoleBinding(object: Cursor): void {
  const namespaced = object.get('kind').value === 'RoleBinding';
  const role = object.get('roleRef');
  expectGroup(role.get('apiGroup'), GROUP);
  const kind = role.get('kind');
  kind.required();
  kind.oneOf(namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']);
  role.get('name').required();
  role.get('name').named(pathSegmentProblem);
  for (const subject of object.get('subjects').items()) {
    checkSubject(subject, namespaced);
  }
}

function checkSubject(subject: Cursor, namespaced: boolean): void {
  const name = subject.get('name');
  const kind = subject.get('kind');
  const group = subject.get('apiGroup');
  name.required();
  kind.required();
  kind.oneOf(['User', 'Group', 'ServiceAccount']);
  switch (kind.text()) {
    case 'ServiceAccount':
      if (name.text()) {
        name.named(dns1123SubdomainProblem);
      }
      if (group.text()) {
        expectGroup(group, '');
      }
      if (!namespaced) {
        subject.get('namespace').required();
      }
      break;
    case 'User':
    case 'Group':
      expectGroup(group, GROUP);
      break;
    default:
  }
}

function expectGroup(group: Cursor, expected: string): void {
  // The API server fills in the group when it is left out or empty.
  if (!group.text() || group.value === expected) {
    return;
  }
  group.fail(
    'NotAllowed',
    `must be ${JSON.stringify(expected)}, is ${JSON.stringify(group.value)}`,
    `Set it to ${JSON.stringify(expected)}.`,
  );
}
