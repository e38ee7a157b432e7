import { KubeObject } from '../KubeObject';
import { Store } from '../Store';
import { UserInfo } from './UserInfo';

/** What is asked for: a resource, or a path that is none. */
export interface Attributes {
  verb: string;
  group?: string;
  /** With its subresource, as `pods/log`. */
  resource?: string;
  name?: string;
  namespace?: string;
  path?: string;
}

export interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

export const RBAC = 'rbac.authorization.k8s.io';

function allows(
  rule: Rule,
  { verb, group = '', resource = '', name = '', path }: Attributes,
): boolean {
  const has = (list: string[] | undefined, word: string) =>
    list?.includes('*') || list?.includes(word);
  const { resourceNames: names = [], nonResourceURLs = [] } = rule;
  if (path !== undefined) {
    const fits = (url: string) =>
      url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : path === url;
    return Boolean(has(rule.verbs, verb) && nonResourceURLs.some(fits));
  }
  const anyPart = resource.replace(/^[^/]+\//, '*/');
  return Boolean(
    has(rule.verbs, verb) &&
      has(rule.apiGroups, group) &&
      (has(rule.resources, resource) || rule.resources?.includes(anyPart)) &&
      (names.length === 0 || names.includes(name)),
  );
}

function isSubject(user: UserInfo, subject: Subject, home?: string): boolean {
  const { kind, name, namespace = home } = subject;
  return kind === 'Group'
    ? user.groups.includes(name)
    : user.username ===
        (kind === 'User' ? name : `system:serviceaccount:${namespace}:${name}`);
}

/** A rule as single permissions. */
function permissions({
  verbs,
  nonResourceURLs = [],
  ...rule
}: Rule): Attributes[] {
  const { apiGroups = [], resources = [], resourceNames = [] } = rule;
  const names = resourceNames.length > 0 ? resourceNames : [undefined];
  const inGroup = (group: string) =>
    resources.flatMap(resource =>
      names.map(name => ({ group, resource, name })),
    );
  const asked = [
    ...nonResourceURLs.map(path => ({ path })),
    ...apiGroups.flatMap(inGroup),
  ];
  return verbs.flatMap(verb => asked.map(rest => ({ verb, ...rest })));
}

/** Role-based access control by the stored roles and bindings. */
export class Authorizer {
  constructor(private readonly store: Store) {}

  allows(user: UserInfo, asked: Attributes): boolean {
    return (
      user.groups.includes('system:masters') ||
      this.rulesOf(user, asked.namespace).some(rule => allows(rule, asked))
    );
  }

  /** Whether somebody holds all that these rules would give. */
  covers(user: UserInfo, rules: Rule[], namespace?: string): boolean {
    const asked = rules.flatMap(permissions);
    return asked.every(permission =>
      this.allows(user, { ...permission, namespace }),
    );
  }

  /** All rules that hold for somebody, cluster-wide and in a namespace. */
  rulesOf(user: UserInfo, namespace?: string): Rule[] {
    const wide = this.store.list(`${RBAC}/clusterrolebindings`);
    const local = namespace
      ? this.store.list(`${RBAC}/rolebindings`, namespace)
      : [];
    const holds = ({ subjects, metadata }: KubeObject) =>
      ((subjects ?? []) as Subject[]).some(subject =>
        isSubject(user, subject, metadata.namespace),
      );
    return [...wide, ...local]
      .filter(holds)
      .flatMap(binding => this.roleRules(binding));
  }

  /** The rules of the role that a binding names; none if there is no such. */
  roleRules({ roleRef, metadata: { namespace } }: KubeObject): Rule[] {
    const { kind, name } = roleRef as { kind: string; name: string };
    const role =
      kind === 'ClusterRole'
        ? this.store.get(`${RBAC}/clusterroles`, undefined, name)
        : this.store.get(`${RBAC}/roles`, namespace, name);
    return (role?.rules ?? []) as Rule[];
  }
}

/** Why somebody is refused, in the words of a real server. */
export function denial(
  user: UserInfo,
  { verb, resource, group = '', namespace }: Attributes,
) {
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return `% is forbidden: User "${user.username}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
}
