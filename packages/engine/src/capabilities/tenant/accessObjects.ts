import { KubernetesObject } from '../../model';
import { kindsOf } from '../../platform';
import { podAccess } from '../../platform/access';
import { deployerRules, PolicyRule, teamRules, viewerRules } from './rules';
import {
  deployerAccount,
  isReportOnly,
  Objects,
  platformMeta,
  TenantTarget,
} from './TenantTarget';

/**
 * Who may do what in the namespace. Built-in `edit` and `admin` are not used: they may rewrite NetworkPolicies,
 * read Secrets and impersonate ServiceAccounts, and know nothing of routes.
 */
export function accessObjects(target: TenantTarget): Objects {
  const kinds = kindsOf(target.platform, target.environment);
  const viewers = [target.ownerGroup, ...target.viewerGroups];
  return [
    // Pods that were there before may use its token.
    ...(isReportOnly(target) ? [] : [account(target, 'default')]),
    account(target, deployerAccount),
    role(target, 'groundwork-deployer', deployerRules(kinds)),
    role(
      target,
      'groundwork-team',
      teamRules(podAccess(target.environment, target.tier), kinds),
    ),
    role(target, 'groundwork-viewer', viewerRules(kinds)),
    binding(target, 'groundwork-deployer', [
      {
        kind: 'ServiceAccount',
        name: deployerAccount,
        namespace: target.namespace,
      },
    ]),
    binding(target, 'groundwork-team', [groupOf(target.ownerGroup)]),
    binding(target, 'groundwork-viewer', [...new Set(viewers)].map(groupOf)),
  ];
}

/** A ServiceAccount whose token no pod gets unasked. */
export function account(
  target: TenantTarget,
  name: string,
  annotations?: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: platformMeta(target, name, { annotations }),
    automountServiceAccountToken: false,
  };
}

function role(
  target: TenantTarget,
  name: string,
  rules: PolicyRule[],
): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: platformMeta(target, name),
    rules,
  };
}

type Subject =
  | { apiGroup: string; kind: 'Group'; name: string }
  | { kind: 'ServiceAccount'; name: string; namespace: string };

function groupOf(name: string): Subject {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name };
}

function binding(
  target: TenantTarget,
  name: string,
  subjects: Subject[],
): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: platformMeta(target, name),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects,
  };
}
