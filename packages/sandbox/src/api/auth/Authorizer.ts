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

function allows(rule: Rule, asked: Attributes): boolean {
  const { verb, group = '', resource = '', name = '', path } = asked;
  const has = (list: string[] = [], word: string) =>
    list.includes('*') || list.includes(word);
  const { resourceNames: names = [], resources = [] } = rule;
  if (!has(rule.verbs, verb)) {
    return false;
  }
  if (path !== undefined) {
    const fits = (url: string) =>
      url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : path === url;
    return rule.nonResourceURLs?.some(fits) ?? false;
  }
  const anyPart = resource.replace(/^[^/]+\//, '*/');
  return (
    has(rule.apiGroups, group) &&
    (has(resources, resource) || resources.includes(anyPart)) &&
    (names.length === 0 || names.includes(name))
  );
}

function bindsTo({ subjects, metadata }: KubeObject, user: UserInfo): boolean {
  return ((subjects ?? []) as Subject[]).some(subject => {
    const { kind, name, namespace = metadata.namespace } = subject;
    const account = `system:serviceaccount:${namespace}:${name}`;
    return kind === 'Group'
      ? user.groups.includes(name)
      : user.username === (kind === 'User' ? name : account);
  });
}

/** A rule as single permissions. */
function permissions({ verbs, nonResourceURLs = [], ...rule }: Rule) {
  const { apiGroups = [], resources = [], resourceNames = [] } = rule;
  const names = resourceNames.length > 0 ? resourceNames : [undefined];
  const ofGroup = (group: string) =>
    resources.flatMap(resource =>
      names.map(name => ({ group, resource, name })),
    );
  const paths = nonResourceURLs.map(path => ({ path }));
  const asked = [...paths, ...apiGroups.flatMap(ofGroup)];
  return verbs.flatMap(verb => asked.map(rest => ({ verb, ...rest })));
}

/** Role-based access control by the stored roles and bindings. */
export class Authorizer {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

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
    const local = this.#store.list(`${RBAC}/rolebindings`, namespace);
    return [
      ...this.#store.list(`${RBAC}/clusterrolebindings`),
      ...(namespace ? local : []),
    ]
      .filter(binding => bindsTo(binding, user))
      .flatMap(binding => this.roleRules(binding));
  }

  /** The rules of the role that a binding names; none if there is no such. */
  roleRules({ roleRef, metadata: { namespace } }: KubeObject): Rule[] {
    const { kind, name } = roleRef as { kind: string; name: string };
    const role =
      kind === 'ClusterRole'
        ? this.#store.get(`${RBAC}/clusterroles`, undefined, name)
        : this.#store.get(`${RBAC}/roles`, namespace, name);
    return (role?.rules ?? []) as Rule[];
  }
}

/** Why somebody is refused, in the words of a real server. */
export function denial(user: UserInfo, asked: Attributes): string {
  const { verb, resource, group = '', namespace } = asked;
  const inside = `in the namespace "${namespace}"`;
  const where = namespace ? inside : 'at the cluster scope';
  return `% is forbidden: User "${user.username}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
}
