import { KubeObject } from '../KubeObject';
import { RBAC, Rule } from './Authorizer';

const REVIEWS = [
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'selfsubjectreviews',
];

const roles: Record<string, Rule[]> = {
  'cluster-admin': [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ],
  'system:discovery': [
    {
      verbs: ['get'],
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/openapi',
        '/openapi/*',
        '/version',
        '/version/',
      ],
    },
  ],
  'system:basic-user': [
    {
      verbs: ['create'],
      apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
      resources: REVIEWS,
    },
  ],
};

const bound: Record<string, string> = {
  'cluster-admin': 'system:masters',
  'system:discovery': 'system:authenticated',
  'system:basic-user': 'system:authenticated',
};

/** The roles and bindings that every cluster begins with. */
export function bootstrapRoles(): [plural: string, object: KubeObject][] {
  const apiVersion = `${RBAC}/v1`;
  return Object.entries(roles).flatMap(
    ([name, rules]): [string, KubeObject][] => {
      const metadata = {
        name,
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      };
      const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name };
      const subjects = [{ apiGroup: RBAC, kind: 'Group', name: bound[name] }];
      return [
        ['clusterroles', { apiVersion, kind: 'ClusterRole', metadata, rules }],
        [
          'clusterrolebindings',
          {
            apiVersion,
            kind: 'ClusterRoleBinding',
            metadata,
            roleRef,
            subjects,
          },
        ],
      ];
    },
  );
}
