import { AccessGrant, AccessLevel, KubernetesObject } from '../../model';
import { Fields, listOf, at, textsOf } from '../../model/fields';

/** What a role lets somebody do, in words, and how far it goes. */
export interface RoleWords {
  level: AccessLevel;
  may: string[];
  kinds?: AccessGrant['kinds'];
}

const WRITING = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const READING = ['get', 'list', 'watch'];

/** More names than this are counted. */
const MAX_NAMES = 5;

/** More kinds than this are in no cluster that somebody looks through. */
const MAX_KINDS = 500;

/** More rules than this are not read: what is beyond may say anything. */
const MAX_RULES = 1_000;

const RBAC = 'rbac.authorization.k8s.io';

/** What opens more than it says. */
const DANGERS: ReadonlyArray<{
  words: string;
  group: string;
  resources: readonly string[];
  verbs: readonly string[];
}> = [
  {
    words: 'act as other accounts',
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    verbs: ['impersonate'],
  },
  {
    words: 'give rights away',
    group: RBAC,
    resources: ['roles', 'clusterroles'],
    verbs: ['bind', 'escalate'],
  },
  {
    words: 'change who may do what',
    group: RBAC,
    resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
    verbs: WRITING,
  },
  {
    words: 'read Secrets',
    group: '',
    resources: ['secrets'],
    verbs: READING,
  },
  {
    words: 'make tokens of accounts',
    group: '',
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
  },
];

/** What is worth its own words. */
const NAMED: typeof DANGERS = [
  {
    words: 'run commands in pods',
    group: '',
    resources: ['pods/exec', 'pods/attach'],
    verbs: ['create', 'get'],
  },
  {
    words: 'forward ports of pods',
    group: '',
    resources: ['pods/portforward'],
    verbs: ['create', 'get'],
  },
  {
    words: 'debug pods',
    group: '',
    resources: ['pods/ephemeralcontainers'],
    verbs: ['update', 'patch'],
  },
  {
    words: 'read logs',
    group: '',
    resources: ['pods/log'],
    verbs: ['get'],
  },
];

interface Rule {
  groups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  /** Holds for objects of these names alone. */
  isNamed: boolean;
}

/** The rules of a Role or ClusterRole in words. */
export function roleWords(role: KubernetesObject): RoleWords {
  const all = listOf(at(role, 'rules'));
  const rules = all.slice(0, MAX_RULES).map(readRule);
  if (rules.some(isEverything)) {
    return { level: 'everything', may: ['do everything'] };
  }
  const dangers = wordsOf(DANGERS, rules);
  const named = wordsOf(NAMED, rules);
  const changed = resourcesOf(rules, WRITING);
  const seen = resourcesOf(rules, READING);
  const may = [
    ...dangers,
    ...named,
    ...(changed.length > 0 ? [`change ${listed(changed)}`] : []),
    ...(seen.length > 0 ? [`look at ${listed(seen)}`] : []),
    ...(all.length > MAX_RULES ? ['more than is told here'] : []),
  ];
  return {
    level: levelOf(dangers, named, changed, may),
    may,
    ...(changed.length + seen.length > 0
      ? {
          kinds: {
            changed: changed.slice(0, MAX_KINDS),
            seen: seen.slice(0, MAX_KINDS),
          },
        }
      : {}),
  };
}

function levelOf(
  dangers: readonly string[],
  named: readonly string[],
  changed: readonly string[],
  may: readonly string[],
): AccessLevel {
  if (dangers.length > 0) {
    return 'dangerous';
  }
  if (changed.length > 0 || named.some(words => words !== 'read logs')) {
    return 'change';
  }
  return may.length > 0 ? 'view' : 'none';
}

function readRule(rule: Fields): Rule {
  return {
    groups: textsOf(rule.apiGroups),
    resources: textsOf(rule.resources),
    verbs: textsOf(rule.verbs),
    isNamed: textsOf(rule.resourceNames).length > 0,
  };
}

function isEverything({ groups, resources, verbs, isNamed }: Rule): boolean {
  return (
    !isNamed && [groups, resources, verbs].every(names => names.includes('*'))
  );
}

function wordsOf(table: typeof DANGERS, rules: readonly Rule[]): string[] {
  return table
    .filter(entry =>
      rules.some(
        ({ groups, resources, verbs }) =>
          has(groups, [entry.group]) &&
          (has(resources, entry.resources) ||
            entry.resources.some(each => matchesAny(resources, each))) &&
          has(verbs, entry.verbs),
      ),
    )
    .map(({ words }) => words);
}

function has(granted: readonly string[], wanted: readonly string[]): boolean {
  return granted.includes('*') || wanted.some(each => granted.includes(each));
}

/** A subresource may be granted of all resources: `*\/log`. */
function matchesAny(granted: readonly string[], resource: string): boolean {
  const [, sub] = resource.split('/');
  return sub !== undefined && granted.includes(`*/${sub}`);
}

/** Names of resources without subresources, under which no secret is told twice. */
function resourcesOf(
  rules: readonly Rule[],
  verbs: readonly string[],
): string[] {
  const names = rules
    .filter(rule => has(rule.verbs, verbs))
    .flatMap(({ groups, resources, isNamed }) =>
      resources.map(each => nameOf(each, groups, isNamed)),
    )
    .filter(name => name !== undefined);
  return [...new Set(names)].sort();
}

function nameOf(
  resource: string,
  groups: readonly string[],
  isNamed: boolean,
): string | undefined {
  if (resource.includes('/')) {
    return undefined;
  }
  const name =
    resource === '*'
      ? `everything of ${groups.map(each => each || 'the core').join(', ')}`
      : resource;
  return isNamed ? `some ${name}` : name;
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 1
    ? `${names.slice(0, MAX_NAMES).join(', ')} and ${more} more kinds`
    : names.join(', ');
}
