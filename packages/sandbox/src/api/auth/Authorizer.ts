import { KubeObject, read } from '../KubeObject';
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

function holds(list: string[] | undefined, word: string): boolean {
  return list?.includes('*') || list?.includes(word) || false;
}

function allows(rule: Rule, asked: Attributes): boolean {
  if (!holds(rule.verbs, asked.verb)) {
    return false;
  }
  const { path } = asked;
  if (path !== undefined) {
    return (rule.nonResourceURLs ?? []).some(url =>
      url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : url === path,
    );
  }
  const resource = asked.resource ?? '';
  const [, part] = resource.split('/');
  const names = rule.resourceNames ?? [];
  return (
    holds(rule.apiGroups, asked.group ?? '') &&
    (holds(rule.resources, resource) ||
      Boolean(part && rule.resources?.includes(`*/${part}`))) &&
    (names.length === 0 || names.includes(asked.name ?? ''))
  );
}

function isSubject(subject: Subject, user: UserInfo, namespace?: string) {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(subject.name);
    default: {
      const home = subject.namespace ?? namespace;
      return user.username === `system:serviceaccount:${home}:${subject.name}`;
    }
  }
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

  /** All rules that hold for somebody, cluster-wide and in a namespace. */
  rulesOf(user: UserInfo, namespace?: string): Rule[] {
    return [
      ...this.store.list(`${RBAC}/clusterrolebindings`),
      ...(namespace ? this.store.list(`${RBAC}/rolebindings`, namespace) : []),
    ]
      .filter(binding =>
        ((binding.subjects ?? []) as Subject[]).some(subject =>
          isSubject(subject, user, binding.metadata.namespace),
        ),
      )
      .flatMap(binding => this.roleRules(binding));
  }

  /** The rules of the role that a binding names; none if there is no such. */
  roleRules({ roleRef, metadata }: KubeObject): Rule[] {
    const name = String(read(roleRef, 'name'));
    const role =
      read(roleRef, 'kind') === 'ClusterRole'
        ? this.store.get(`${RBAC}/clusterroles`, undefined, name)
        : this.store.get(`${RBAC}/roles`, metadata.namespace, name);
    return (role?.rules ?? []) as Rule[];
  }

  /** Whether somebody holds all that these rules would give. */
  covers(user: UserInfo, rules: Rule[], namespace?: string): boolean {
    const own = this.rulesOf(user, namespace);
    return (
      user.groups.includes('system:masters') ||
      rules.flatMap(parts).every(asked => own.some(rule => allows(rule, asked)))
    );
  }
}

/** A rule as single permissions. */
function parts(rule: Rule): Attributes[] {
  const { apiGroups = [], resources = [], nonResourceURLs = [] } = rule;
  const names = rule.resourceNames?.length ? rule.resourceNames : [undefined];
  return rule.verbs.flatMap(verb => [
    ...nonResourceURLs.map(path => ({ verb, path })),
    ...apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        names.map(name => ({ verb, group, resource, name })),
      ),
    ),
  ]);
}
