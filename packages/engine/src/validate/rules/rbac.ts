import { dns1123LabelProblem, pathSegmentProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { plainText } from '../../snapshot/fields';

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
    if (namespaced) {
      rule
        .get('nonResourceURLs')
        .fail('NotAllowed', 'is for ClusterRoles only', 'Remove it.');
    }
    if (
      rule.get('resources').items().length > 0 ||
      rule.get('apiGroups').items().length > 0
    ) {
      rule
        .get('nonResourceURLs')
        .fail(
          'Conflict',
          'must not stand beside resources',
          'Write two rules.',
        );
    }
  }
}

/**
 * Checks a RoleBinding or ClusterRoleBinding.
 */
export function checkRoleBinding(object: Cursor): void {
  const role = object.get('roleRef');
  expectGroup(role.get('apiGroup'), GROUP);
  const kinds =
    object.get('kind').value === 'RoleBinding'
      ? ['Role', 'ClusterRole']
      : ['ClusterRole'];
  if (!kinds.includes(plainText(role.get('kind').value))) {
    role
      .get('kind')
      .fail(
        'NotAllowed',
        `must be ${kinds.join(' or ')}, is ${JSON.stringify(
          role.get('kind').value,
        )}`,
        `Choose ${kinds.join(' or ')}.`,
      );
  }
  role.get('name').required();
  role.get('name').named(pathSegmentProblem);
  object.get('subjects').items().forEach(checkSubject);
}

function checkSubject(subject: Cursor): void {
  subject.get('name').required();
  const group = subject.get('apiGroup');
  const namespace = subject.get('namespace');
  switch (subject.get('kind').text()) {
    case 'ServiceAccount':
      expectGroup(group, '');
      namespace.required();
      namespace.named(dns1123LabelProblem);
      break;
    case 'User':
    case 'Group':
      expectGroup(group, GROUP);
      break;
    default:
      subject
        .get('kind')
        .fail(
          'NotAllowed',
          `must be User, Group or ServiceAccount, is ${JSON.stringify(
            subject.get('kind').value,
          )}`,
          'Choose User, Group or ServiceAccount.',
        );
  }
}

function expectGroup(group: Cursor, expected: string): void {
  // The API server fills in the group when it is left out.
  if (!group.exists || group.value === expected) return;
  group.fail(
    'NotAllowed',
    `must be ${JSON.stringify(expected)}, is ${JSON.stringify(group.value)}`,
    `Set it to ${JSON.stringify(expected)}.`,
  );
}
