import { KindRegistry, customResourceDefinitions } from '../kinds';
import { KubernetesObject } from '../model';
import { Environment, Platform, kindsOf } from '../platform';
import type { PolicyRule } from '../capabilities/tenant/rules';
import { sharedMeta } from './admissionObjects';

const rbacGroup = 'rbac.authorization.k8s.io';
const rbac = `${rbacGroup}/v1`;
const read = ['get', 'list', 'watch'];

/** The rules to read these kinds, one for each group. */
function rulesFor(kinds: ReadonlyArray<{ group: string; plural: string }>) {
  const groups = new Map<string, Set<string>>();
  for (const { group, plural } of kinds) {
    groups.set(group, (groups.get(group) ?? new Set()).add(plural));
  }
  return [...groups].map(
    ([group, plurals]): PolicyRule => ({
      apiGroups: [group],
      resources: [...plurals].sort(),
      verbs: read,
    }),
  );
}

/** The rules to read all that statuses and checks look at, and what is read when somebody asks. */
export function readerRules({ watched, all }: KindRegistry): PolicyRule[] {
  const asked = all.filter(kind => kind.asked);
  return rulesFor([...watched, ...asked, customResourceDefinitions]);
}

/**
 * The right to read what the portal shows, and who has it, where the environment says who reads.
 * Rules are for all namespaces: routes and policies of one tenant depend on gateways and namespaces of others.
 */
export function readerObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  return readers(
    platform,
    environment,
    `groundwork-${environment.name}-reader`,
    readerRules(kindsOf(platform)),
  );
}

/**
 * The same for a cluster that only runs Argo CD: Applications and projects, wherever they are.
 */
export function argocdReaderObjects(
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  const argo = kindsOf(platform).watched.filter(
    ({ tellsDelivery }) => tellsDelivery,
  );
  return readers(
    platform,
    environment,
    `groundwork-${environment.name}-argocd-reader`,
    rulesFor([...argo, customResourceDefinitions]),
  );
}

function readers(
  platform: Platform,
  environment: Environment,
  name: string,
  rules: PolicyRule[],
): KubernetesObject[] {
  const metadata = () => sharedMeta(platform, environment, name);
  return [
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: metadata(),
      rules,
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
