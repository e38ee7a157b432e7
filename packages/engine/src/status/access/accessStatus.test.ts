import { AccessGrant, KubernetesObject } from '../../model';
import { cardPlatform, cardWorld, inPay, now } from '../../testing/cardWorld';
import { accessStatus } from './accessStatus';

const api = 'rbac.authorization.k8s.io/v1';

const role = (rules: object[]) => inPay(api, 'Role', 'r', { rules });
const clusterRole = (name: string, rules: object[]): KubernetesObject => ({
  apiVersion: api,
  kind: 'ClusterRole',
  metadata: { name },
  rules,
});
const ada = { kind: 'User', name: 'ada' };
const binding = (rest: object = {}) =>
  inPay(api, 'RoleBinding', 'b', {
    roleRef: { kind: 'Role', name: 'r' },
    subjects: [ada],
    ...rest,
  });
const accessOf = (
  objects: KubernetesObject[],
  unknown: Parameters<typeof cardWorld>[1] = [],
) =>
  accessStatus('pay', cardWorld(objects, unknown), {
    platform: cardPlatform(),
    now,
  });
const told = ({ grants }: { grants: readonly AccessGrant[] }) =>
  grants.map(
    ({ subject, level, may }) =>
      `${subject.kind} ${subject.name} ${level}: ${may.join('; ')}`,
  );

describe('accessStatus', () => {
  it.each([
    [
      [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      'everything: do everything',
    ],
    [
      [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
      'dangerous: read Secrets; look at secrets',
    ],
    [
      [{ apiGroups: [''], resources: ['*'], verbs: ['list'] }],
      'dangerous: read Secrets; look at everything of the core',
    ],
    [
      [{ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }],
      'dangerous: act as other accounts',
    ],
    [
      [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['rolebindings'],
          verbs: ['create'],
        },
      ],
      'dangerous: change who may do what; change rolebindings',
    ],
    [
      [
        { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
        { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get'] },
      ],
      'change: run commands in pods; read logs; look at pods',
    ],
    [
      [
        {
          apiGroups: [''],
          resources: ['configmaps'],
          resourceNames: ['a'],
          verbs: ['update', 'get'],
        },
      ],
      'change: change some configmaps; look at some configmaps',
    ],
    [
      [
        {
          apiGroups: ['apps'],
          resources: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
          verbs: ['watch'],
        },
      ],
      'view: look at a, b, c, d, e and 2 more kinds',
    ],
    [[], 'none: '],
    [['odd', null, { verbs: 'get' }], 'none: '],
  ])('says what rules let somebody do: %j', (rules, words) => {
    expect(told(accessOf([role(rules as object[]), binding()]))).toEqual([
      `User ada ${words}`,
    ]);
  });

  it('names all kinds that may be changed or seen, not only those that its words have room for', () => {
    const resources = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'pods/log'];
    const { grants } = accessOf([
      role([
        { apiGroups: ['apps'], resources, verbs: ['watch'] },
        { apiGroups: ['apps'], resources: ['b', 'a'], verbs: ['patch'] },
      ]),
      binding(),
    ]);
    expect(grants[0].kinds).toEqual({
      changed: ['a', 'b'],
      seen: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    });
  });

  it('marks what Groundwork renders, and nothing that is only called so', () => {
    const labels = {
      'tenancy.groundwork.dev/tenant': 'pay',
      'tenancy.groundwork.dev/environment': 'dev',
    };
    const named = (name: string, more: object) =>
      inPay(api, 'RoleBinding', name, {
        metadata: { name, namespace: 'pay', ...more },
        roleRef: { kind: 'Role', name: 'r' },
        subjects: [ada],
      });
    const { grants } = accessOf([
      role([]),
      named('groundwork-team', { labels }),
      named('groundwork-viewer', {}),
      named('mine', { labels }),
    ]);
    expect(grants.map(each => [each.binding.name, each.isRendered])).toEqual([
      ['groundwork-team', true],
      ['groundwork-viewer', false],
      ['mine', false],
    ]);
  });

  it("tells who may do something in all namespaces, but for the cluster's own parts", () => {
    const everywhere = (
      name: string,
      subjects: object[],
    ): KubernetesObject => ({
      apiVersion: api,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects,
    });
    const { grants } = accessOf([
      clusterRole('cluster-admin', [
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      ]),
      everywhere('system:masters', [{ kind: 'Group', name: 'system:masters' }]),
      everywhere('admins', [
        { kind: 'Group', name: 'oidc:admins' },
        { kind: 'ServiceAccount', name: 'ci', namespace: 'tools' },
      ]),
    ]);
    expect(told({ grants })).toEqual([
      'Group oidc:admins everything: do everything',
      'ServiceAccount ci everything: do everything',
    ]);
    expect(grants.every(({ isClusterWide }) => isClusterWide)).toBe(true);
  });

  it('tells what everybody may do, whatever the binding is called', () => {
    const everywhere = (
      name: string,
      ...subjects: object[]
    ): KubernetesObject => ({
      apiVersion: api,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { kind: 'ClusterRole', name: 'all' },
      subjects,
    });
    const group = (name: string) => ({ kind: 'Group', name });
    const { grants } = accessOf([
      clusterRole('all', [
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      ]),
      everywhere('permissive-binding', group('system:serviceaccounts')),
      everywhere('open', group('system:authenticated')),
      everywhere('system:open', group('system:unauthenticated')),
      everywhere('as-user', {
        kind: 'User',
        name: 'system:serviceaccount:shop:deployer',
      }),
      everywhere('own', group('system:serviceaccounts:kube-system')),
      everywhere('system:mine', ada),
      everywhere('system:basic-user', group('system:authenticated')),
      everywhere('system:controller:x', {
        kind: 'ServiceAccount',
        name: 'x',
        namespace: 'kube-system',
      }),
      everywhere('nodes', group('system:nodes')),
    ]);
    expect(grants.map(({ subject }) => subject.name).sort()).toEqual([
      'ada',
      'system:authenticated',
      'system:serviceaccount:shop:deployer',
      'system:serviceaccounts',
      'system:unauthenticated',
    ]);
  });

  it('shows names as what they are', () => {
    const [{ subject }] = accessOf([
      {
        ...binding(),
        subjects: [{ kind: 'User', name: 'ada\u202etxe\u061c\n' }],
      },
    ]).grants;
    expect(subject.name).toBe('ada\\u{202e}txe\\u{61c}\\u{a}');
  });

  it('does not take a cluster without RBAC for one where nobody may do anything', () => {
    const { problems } = accessOf(
      [],
      [
        {
          cluster: 'spoke',
          group: 'rbac.authorization.k8s.io',
          kind: 'RoleBinding',
          unknown: 'notServed',
        },
      ],
    );
    expect(problems).toEqual([
      {
        environment: 'dev',
        why: 'RoleBinding: cluster spoke does not have this kind',
      },
    ]);
  });

  it('takes a role that cannot be read for unknown, and one that is not there for nothing', () => {
    expect(told(accessOf([binding()]))).toEqual(['User ada none: ']);
    const unread = accessOf(
      [binding()],
      [
        {
          cluster: 'spoke',
          group: 'rbac.authorization.k8s.io',
          kind: 'Role',
          unknown: 'forbidden',
          message: 'no',
        },
      ],
    );
    expect(told(unread)).toEqual(['User ada unknown: ']);
    expect(unread.problems).toHaveLength(1);
  });

  it('cuts names that nothing bounds', () => {
    const { grants } = accessOf([
      role([]),
      binding({ subjects: [{ kind: 'User', name: 'a'.repeat(100_000) }] }),
    ]);
    expect(grants.map(({ subject }) => subject.name)).toEqual([
      `${'a'.repeat(300)}…`,
    ]);
  });

  it('stumbles over no odd binding', () => {
    expect(
      told(
        accessOf([
          binding({ subjects: 'x', roleRef: undefined }),
          inPay(api, 'RoleBinding', 'c', {
            subjects: [null, { kind: 'Robot' }, { kind: 'User' }],
            roleRef: { kind: 'ClusterRole', name: 'gone' },
          }),
        ]),
      ),
    ).toEqual([]);
  });
});
