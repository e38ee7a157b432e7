import { groupOf } from '../model';
import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  pathSegmentProblem,
} from './nameProblems';

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

/** The rule that names of a kind follow; kinds of other groups that are called alike follow their own. */
export function nameProblemOf(apiVersion: string, kind: string): NameRule {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(RULES, key) ? RULES[key] : dns1123SubdomainProblem;
}
