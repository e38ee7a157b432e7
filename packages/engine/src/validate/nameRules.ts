import { groupOf } from '../model';
import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  pathSegmentProblem,
} from './nameProblems';
import { isBuiltInGroup } from './schema/builtInGroups';

type NameRule = (name: string) => string | undefined;

const RBAC = 'rbac.authorization.k8s.io';

/** Kinds whose names are more or less than a DNS subdomain, by `group/kind`. */
const RULES: Record<string, NameRule> = {
  '/Namespace': dns1123LabelProblem,
  '/Service': dns1123LabelProblem,
  // Pods of a StatefulSet have its name as host name.
  'apps/StatefulSet': dns1123LabelProblem,
  [`${RBAC}/Role`]: pathSegmentProblem,
  [`${RBAC}/RoleBinding`]: pathSegmentProblem,
  [`${RBAC}/ClusterRole`]: pathSegmentProblem,
  [`${RBAC}/ClusterRoleBinding`]: pathSegmentProblem,
};

/**
 * The rule that names of a kind follow; kinds of other groups that are called alike follow their own.
 *
 * @param isDescribed - whether its schema is known. What is neither built in nor defined may be of an aggregated API server, such as
 * the users and groups of OpenShift, and takes any name that a path can have.
 */
export function nameProblemOf(
  apiVersion: string,
  kind: string,
  isDescribed: boolean,
): NameRule {
  const group = groupOf(apiVersion);
  const key = `${group}/${kind}`;
  if (!isDescribed && !isBuiltInGroup(group)) {
    return pathSegmentProblem;
  }
  return Object.hasOwn(RULES, key) ? RULES[key] : dns1123SubdomainProblem;
}
