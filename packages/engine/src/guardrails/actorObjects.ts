import { KubernetesObject } from '../model';
import { Environment, Platform } from '../platform';
import { accountOf } from './actorAccount';
import { admissionObjects, sharedMeta } from './admissionObjects';
import { acting } from './policies/acting';

/** A rule of RBAC, also of named objects. */
interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

const rbacGroup = 'rbac.authorization.k8s.io';
const rbac = `${rbacGroup}/v1`;
const verbs = ['get', 'patch'];

/**
 * The right to restart workloads and to have ExternalSecrets refreshed, for the account that acts for teams. It is for all namespaces,
 * so that API servers take it for an operator's; the guard rail `acting` keeps it to those of tenants.
 */
export function actorObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  if (!environment.actions) {
    return [];
  }
  return clusterRole(platform, environment, '', [
    ...fenceRules(platform, environment, environment.cluster),
    {
      apiGroups: ['apps'],
      resources: ['daemonsets', 'deployments', 'statefulsets'],
      verbs,
    },
    { apiGroups: ['argoproj.io'], resources: ['rollouts'], verbs },
    {
      apiGroups: ['external-secrets.io'],
      resources: ['externalsecrets'],
      verbs,
    },
  ]);
}

/**
 * The admission policy that fences the account which acts for teams on a cluster of the environment, and its binding, as they are
 * rendered; none where nobody acts. Without them there the account must not be used.
 *
 * @public
 */
export function actorFence(
  platform: Platform,
  environment: Environment,
  cluster: string,
): KubernetesObject[] {
  return acting(platform, environment, cluster).flatMap(rule =>
    admissionObjects(rule, platform, environment),
  );
}

/**
 * The right to start and end operations, in the namespace of Argo CD, with the guard rail that fences it
 * where Argo CD runs on another cluster than the environment.
 */
export function argocdActorObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  const subject = subjectOf(environment);
  if (!subject) {
    return [];
  }
  const { cluster, namespace } = environment.argocd;
  const name = `groundwork-${environment.name}-actor`;
  const metadata = () => sharedMeta(platform, environment, name, { namespace });
  return [
    ...(cluster === environment.cluster
      ? []
      : [
          ...actorFence(platform, environment, cluster),
          ...clusterRole(
            platform,
            environment,
            '-argocd',
            fenceRules(platform, environment, cluster),
          ),
        ]),
    {
      apiVersion: rbac,
      kind: 'Role',
      metadata: metadata(),
      rules: [
        { apiGroups: ['argoproj.io'], resources: ['applications'], verbs },
      ],
    },
    {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: metadata(),
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name },
      subjects: [subject],
    },
  ];
}

/** The account looks whether its fence stands before it acts. */
function fenceRules(
  platform: Platform,
  environment: Environment,
  cluster: string,
): PolicyRule[] {
  const names = actorFence(platform, environment, cluster).map(
    ({ metadata }) => metadata.name,
  );
  return [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: [
        'validatingadmissionpolicies',
        'validatingadmissionpolicybindings',
      ],
      resourceNames: [...new Set(names)],
      verbs: ['get'],
    },
  ];
}

function clusterRole(
  platform: Platform,
  environment: Environment,
  end: string,
  rules: PolicyRule[],
): KubernetesObject[] {
  const subject = subjectOf(environment);
  const name = `groundwork-${environment.name}-actor${end}`;
  return [
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: sharedMeta(platform, environment, name),
      rules,
    },
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: sharedMeta(platform, environment, name),
      roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
      subjects: [subject],
    },
  ];
}

function subjectOf({ actions }: Environment) {
  return actions && { kind: 'ServiceAccount', ...accountOf(actions.account) };
}
