import { wrongFields } from '../__fixtures__/wrongFields';

describe('RBAC', () => {
  const group = 'rbac.authorization.k8s.io';
  it.each<[object, string[]]>([
    [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, []],
    [
      { apiGroups: [''], resources: ['pods'], verbs: [] },
      ['MissingField rules[0].verbs'],
    ],
    [
      { resources: ['pods'], verbs: ['get'] },
      ['MissingField rules[0].apiGroups'],
    ],
    [
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ['NotAllowed rules[0].nonResourceURLs'],
    ],
  ])('Role with rule %j', (rule, expected) => {
    expect(wrongFields(`${group}/v1/Role`, { rules: [rule] })).toEqual(
      expected,
    );
  });

  const roleRef = { apiGroup: group, kind: 'Role', name: 'team' };
  it.each<[object, string[]]>([
    [{ kind: 'Group', apiGroup: group, name: 'oidc:team' }, []],
    [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'b' }, []],
    [{ kind: 'ServiceAccount', name: 'deployer' }, []],
    [{ kind: 'ServiceAccount', name: 'deployer', apiGroup: '' }, []],
    [{ kind: 'Group', apiGroup: '', name: 'oidc:team' }, []],
    [
      { kind: 'ServiceAccount', name: 'De ployer', namespace: 'b' },
      ['WrongFormat subjects[0].name'],
    ],
    [
      { kind: 'Group', apiGroup: 'v1', name: 'oidc:team' },
      ['NotAllowed subjects[0].apiGroup'],
    ],
    [{ kind: 'Team', name: 'team' }, ['NotAllowed subjects[0].kind']],
  ])('RoleBinding of %j', (subject, expected) => {
    const binding = { roleRef, subjects: [subject] };
    expect(wrongFields(`${group}/v1/RoleBinding`, binding)).toEqual(expected);
  });

  it('demands the namespace of an account only where none is implied', () => {
    const binding = {
      roleRef: { ...roleRef, kind: 'ClusterRole' },
      subjects: [{ kind: 'ServiceAccount', name: 'deployer' }],
    };
    expect(wrongFields(`${group}/v1/ClusterRoleBinding`, binding)).toEqual([
      'MissingField subjects[0].namespace',
    ]);
  });
});
