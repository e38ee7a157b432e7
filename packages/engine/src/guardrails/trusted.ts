import { labelKeysOf } from '../names';
import { Environment, Platform } from '../platform';
import { celList, celString } from './cel';

/** The resource and verb of RBAC that let somebody write what the platform manages. Nothing serves them: they only carry the right. */
export const override = { resource: 'guardrails', verb: 'override' };

/**
 * Whether the user may write what the platform manages: cluster administrators and whoever was given the right to override,
 * the controllers of Kubernetes itself, and the users that the environment names.
 */
export function trustedUser(
  platform: Platform,
  environment: Environment,
): string {
  const prefixes = [
    'system:serviceaccount:kube-system:',
    ...(environment.dns === 'openshift'
      ? ['system:serviceaccount:openshift-']
      : []),
  ];
  const names = [
    'system:apiserver',
    'system:kube-controller-manager',
    ...platformAccounts(environment),
    ...environment.trustedUsers,
  ];
  return [
    `request.userInfo.username in ${celList([...new Set(names)])}`,
    ...prefixes.map(
      prefix => `request.userInfo.username.startsWith(${celString(prefix)})`,
    ),
    mayOverride(platform),
  ].join(' ||\n');
}

/**
 * Whether the user is somebody who writes the platform's objects, and not one of the controllers that carry out
 * what objects of a team say: those copy labels, finalizers and claims out of templates.
 */
export function platformWriter(
  platform: Platform,
  environment: Environment,
): string {
  return [
    ...platformAccounts(environment).map(
      name => `request.userInfo.username == ${celString(name)}`,
    ),
    mayOverride(platform),
  ].join(' ||\n');
}

/**
 * The same where Argo CD impersonates; nobody where it does not, since there Argo CD carries a tenant's syncs with the right to override.
 */
export function exemptWriter(
  platform: Platform,
  environment: Environment,
): string {
  return environment.argocd.impersonation
    ? platformWriter(platform, environment)
    : 'false';
}

/**
 * Whether the object is the platform's own and so may say more than a team's; never where Argo CD does not impersonate,
 * since there the label could come from a tenant's commit.
 */
export function exemptObject(
  platform: Platform,
  environment: Environment,
): string {
  return environment.argocd.impersonation
    ? isPlatforms('object', labelKeysOf(platform.prefix).layer)
    : 'false';
}

function mayOverride(platform: Platform): string {
  return `authorizer.group(${celString(platform.prefix)}).resource(${celString(
    override.resource,
  )}).check(${celString(override.verb)}).allowed()`;
}

function platformAccounts({ argocd }: Environment): string[] {
  return argocd.platformAccount === undefined
    ? []
    : [`system:serviceaccount:${argocd.platformAccount}`];
}

/** The workload controllers of Kubernetes: they make pods of templates that were admitted before. */
export const workloadControllers: readonly string[] = [
  'system:kube-controller-manager',
  ...[
    'cronjob-controller',
    'daemon-set-controller',
    'deployment-controller',
    'job-controller',
    'replicaset-controller',
    'replication-controller',
    'statefulset-controller',
  ].map(name => `system:serviceaccount:kube-system:${name}`),
];

/**
 * Variables of a rule that has to tell an operator of the cluster from a tenant. `variables.operator`: RBAC lets the user do this
 * in all namespaces, which no tenant may, and it is no account of the tenant's own. A right that was given in this namespace alone
 * does not count, so the rule holds whatever else is bound there. Kubelets are told by name: the node authorizer answers them
 * for single objects only.
 *
 * An authorizer's answer costs a third of what one expression may cost, so each stands in a variable of its own.
 */
export const operatorVariables: Readonly<Record<string, string>> = {
  asked: [
    'authorizer.group(request.resource.group).resource(request.resource.resource)',
    ".subresource(has(request.subResource) ? request.subResource : '')",
    ".check(request.operation == 'UPDATE' ? 'update' : request.operation == 'DELETE' ? 'delete' : 'create').allowed()",
  ].join(''),
  patches: [
    "request.operation == 'UPDATE' && ",
    'authorizer.group(request.resource.group).resource(request.resource.resource)',
    ".subresource(has(request.subResource) ? request.subResource : '')",
    ".check('patch').allowed()",
  ].join(''),
  operator: [
    "request.userInfo.username.startsWith('system:node:') ||",
    "(!request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':') &&",
    '  (variables.asked || variables.patches))',
  ].join('\n'),
};

/**
 * Whether an update leaves everything of a platform's object alone but what operators note on it: finalizers, annotations, status.
 * `variables.operator` is needed.
 */
export const operatorNotes = [
  "(request.operation == 'UPDATE' && variables.operator &&",
  '  has(dyn(object).spec) && has(dyn(oldObject).spec) && dyn(object).spec == dyn(oldObject).spec &&',
  '  (has(object.metadata.labels) ? object.metadata.labels : {}) == (has(oldObject.metadata.labels) ? oldObject.metadata.labels : {}) &&',
  '  (has(object.metadata.ownerReferences) ? dyn(object.metadata.ownerReferences) : dyn([])) ==',
  '  (has(oldObject.metadata.ownerReferences) ? dyn(oldObject.metadata.ownerReferences) : dyn([])))',
].join('\n');

/**
 * Whether an expression's object carries the platform's label.
 */
export function isPlatforms(object: string, layer: string): string {
  const key = celString(layer);
  return `(${object} != null && has(${object}.metadata) && has(${object}.metadata.labels) && ${key} in ${object}.metadata.labels && ${object}.metadata.labels[${key}] == 'platform')`;
}
