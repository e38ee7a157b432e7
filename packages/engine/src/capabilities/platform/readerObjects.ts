import { KubernetesObject } from '../../model';
import { Environment, Platform } from '../../platform';
import { viewerRules, PolicyRule } from '../namespace/rules';
import { sharedMeta } from './admissionObjects';

const rbacGroup = 'rbac.authorization.k8s.io';
const rbac = `${rbacGroup}/v1`;
const read = ['get', 'list', 'watch'];

const argoRule: PolicyRule = {
  apiGroups: ['argoproj.io'],
  resources: ['applications', 'applicationsets', 'appprojects'],
  verbs: read,
};

/** What the portal looks at beside what is in tenant namespaces; no Secrets among it. */
const clusterRules: PolicyRule[] = [
  {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: read,
  },
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: [
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
    ],
    verbs: read,
  },
  argoRule,
  {
    apiGroups: ['cilium.io'],
    resources: ['ciliumclusterwidenetworkpolicies'],
    verbs: read,
  },
  {
    apiGroups: ['external-secrets.io'],
    resources: ['clustersecretstores'],
    verbs: read,
  },
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['gatewayclasses'],
    verbs: read,
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses'],
    verbs: read,
  },
  {
    apiGroups: ['policy.networking.k8s.io'],
    resources: ['clusternetworkpolicies'],
    verbs: read,
  },
];

/**
 * The right to read what the portal shows, and who has it, where the environment says who reads.
 * Rules are for all namespaces: routes and policies of one tenant depend on gateways and namespaces of others.
 */
export function readerObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  const name = `groundwork-${environment.name}-reader`;
  const metadata = () => sharedMeta(platform, environment, name);
  return [
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: metadata(),
      rules: [...viewerRules(), ...clusterRules],
    },
    ...subjects(environment).map(subject => ({
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: metadata(),
      roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
      subjects: [subject],
    })),
  ];
}

/**
 * The same where Argo CD runs, which may be a cluster without tenants: Applications and projects in its namespace.
 */
export function argocdReaderObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  const name = 'groundwork-reader';
  const metadata = () =>
    sharedMeta(platform, environment, name, {
      namespace: environment.argocd.namespace,
    });
  return [
    {
      apiVersion: rbac,
      kind: 'Role',
      metadata: metadata(),
      rules: [argoRule],
    },
    ...subjects(environment).map(subject => ({
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: metadata(),
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name },
      subjects: [subject],
    })),
  ];
}

function subjects({ reader }: Environment): Array<Record<string, unknown>> {
  if (!reader) {
    return [];
  }
  const { kind, name, namespace } = reader;
  return [
    kind === 'ServiceAccount'
      ? { kind, name, namespace }
      : { apiGroup: rbacGroup, kind, name },
  ];
}
