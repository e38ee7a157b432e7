import { RE2JS } from 're2js';
import { KubernetesObject } from '../model';
import { Fields, at, listOf, textOf, textsOf } from '../snapshot/fields';
import { globMatches } from './globMatches';
import { normalRepository } from './normalRepository';
import { shellMatches } from './shellMatches';

/**
 * Whether an AppProject takes manifests from a repository, as Argo CD decides it (`IsSourcePermitted`, 3.5): in patterns
 * `*` stops at a slash, the pattern `*` alone takes everything. An entry after `!` refuses what it matches, and **takes
 * everything else**, without another entry that would.
 *
 * @public
 */
export function isSourcePermitted(
  project: KubernetesObject,
  repository: string,
): boolean {
  const wanted = normalRepository(repository);
  let taken = false;
  for (const entry of textsOf(at(project.spec, 'sourceRepos'))) {
    const denies = entry.startsWith('!');
    const pattern = normalRepository(denies ? entry.slice(1) : entry);
    const matches =
      (!denies && pattern === '*') || globMatches(pattern, wanted, '/');
    if (denies && matches) {
      return false;
    }
    taken = taken || matches !== denies;
  }
  return taken;
}

/**
 * Where an Application deploys to. Argo CD looks up the one of `server` and `name` that is not given; who has no list of
 * its clusters leaves it out.
 *
 * @public
 */
export interface Destination {
  server?: string;
  name?: string;
  namespace: string;
}

/**
 * Whether an AppProject lets its Applications deploy to a destination, as Argo CD decides it (`isDestinationMatched`,
 * 3.6). Patterns have no separators. A cluster matches by its address or by its name. An entry after `!` refuses, and
 * takes everything else; a namespace after `!` refuses only where the cluster matches **by its address**
 * (argo-cd#26743). Undefined where the answer hangs on the half of the cluster that is not given, or on
 * `permitOnlyProjectScopedClusters`.
 *
 * @public
 */
export function isDestinationPermitted(
  project: KubernetesObject,
  { server, name, namespace }: Destination,
): boolean | undefined {
  // Whether anything matched so far: both, where that hangs on what is not given.
  let taken = new Set([false]);
  let answers = new Set<boolean>();
  for (const item of listOf(at(project.spec, 'destinations'))) {
    const byName = options(item.name, name);
    const byServer = options(item.server, server);
    const there = signedMatch(textOf(item.namespace) ?? '', namespace);
    const next = new Set<boolean>();
    for (const nameMatches of byName) {
      for (const serverMatches of byServer) {
        const outcome = decide(item, nameMatches, serverMatches, there);
        if (outcome === 'refuses') {
          answers.add(false);
        } else {
          taken.forEach(before => next.add(before || outcome === 'takes'));
        }
      }
    }
    taken = next;
  }
  answers = new Set([...answers, ...taken]);
  if (answers.size > 1) {
    return undefined;
  }
  const [answer = false] = answers;
  return answer && at(project.spec, 'permitOnlyProjectScopedClusters') === true
    ? undefined
    : answer;
}

function decide(
  item: Fields,
  nameMatches: boolean,
  serverMatches: boolean,
  there: boolean,
): 'takes' | 'refuses' | 'neither' {
  const denies = (field: string) =>
    textOf(item[field])?.startsWith('!') === true;
  if ((serverMatches || nameMatches) && there) {
    return 'takes';
  }
  if (
    (!nameMatches && denies('name')) ||
    (!serverMatches && denies('server') && there) ||
    (!there && denies('namespace') && serverMatches)
  ) {
    return 'refuses';
  }
  return 'neither';
}

/** What comparing with something that may not be known can give. A cluster without a name, or address, matches nothing. */
function options(pattern: unknown, value: string | undefined): boolean[] {
  const text = textOf(pattern) ?? '';
  if (value === undefined) {
    return text === '' ? [false] : anything(text) ?? [true, false];
  }
  return [value !== '' && signedMatch(text, value)];
}

function anything(pattern: string): boolean[] | undefined {
  return /^\*+$/.test(pattern) ? [true] : undefined;
}

function signedMatch(pattern: string, value: string): boolean {
  return pattern.startsWith('!')
    ? !globMatches(pattern.slice(1), value)
    : globMatches(pattern, value);
}

/**
 * Whether an AppProject takes a kind, as Argo CD decides it (`IsGroupKindNamePermitted`, 3.5). Of namespaced kinds all are
 * taken where there is no `namespaceResourceWhitelist`, none where it is empty. Of cluster-wide kinds only those are taken
 * that `clusterResourceWhitelist` lists, which may narrow them by `name`. The blacklists have the last word.
 *
 * @param namespaced - whether the kind is, in the destination's cluster
 * @public
 */
export function isKindPermitted(
  project: KubernetesObject,
  resource: { group: string; kind: string; name: string },
  namespaced: boolean,
): boolean {
  const scope = namespaced ? 'namespace' : 'cluster';
  const listed = (colour: 'Whitelist' | 'Blacklist') =>
    listOf(at(project.spec, `${scope}Resource${colour}`)).some(
      item =>
        shellMatches(String(item.kind ?? ''), resource.kind) &&
        shellMatches(String(item.group ?? ''), resource.group) &&
        (namespaced ||
          textOf(item.name) === undefined ||
          shellMatches(String(item.name), resource.name)),
    );
  const all =
    namespaced &&
    !Array.isArray(at(project.spec, 'namespaceResourceWhitelist'));
  return (all || listed('Whitelist')) && !listed('Blacklist');
}

/**
 * Whether an Application of a namespace may use an AppProject, as Argo CD decides it (`IsAppNamespacePermitted`, 3.5):
 * those of Argo CD's own namespace always, others by `sourceNamespaces`, whose entries are patterns without separators,
 * or between slashes regular expressions that match anywhere in the name. Undefined where an expression can not be read
 * here.
 *
 * @public
 */
export function isApplicationNamespacePermitted(
  project: KubernetesObject,
  namespace: string,
  argocdNamespace: string,
): boolean | undefined {
  if (namespace === '' || namespace === argocdNamespace) {
    return true;
  }
  const answers = textsOf(at(project.spec, 'sourceNamespaces')).map(entry =>
    globMatches(entry, namespace) ? true : expressionMatches(entry, namespace),
  );
  if (answers.includes(true)) {
    return true;
  }
  return answers.includes(undefined) ? undefined : false;
}

function expressionMatches(entry: string, text: string): boolean | undefined {
  if (!entry.startsWith('/') || !entry.endsWith('/')) {
    return false;
  }
  try {
    return RE2JS.compile(entry.slice(1, -1)).matcher(text).find();
  } catch {
    // Argo CD reads .NET's dialect, which has more than RE2.
    return undefined;
  }
}

/**
 * The user that Argo CD syncs as where impersonation is on, as it decides it (`DeriveServiceAccountToImpersonate`, 3.5):
 * of the first entry of `destinationServiceAccounts` whose patterns match the cluster's address and the namespace.
 * Without a colon the account lies in the destination's namespace, else in the one that it names, **whichever that is**.
 * Undefined where no entry matches.
 *
 * @public
 */
export function deployerOf(
  project: KubernetesObject,
  { server, namespace }: { server: string; namespace: string },
  applicationNamespace: string,
): string | undefined {
  const entry = listOf(at(project.spec, 'destinationServiceAccounts')).find(
    item =>
      globMatches(String(item.server ?? ''), server) &&
      globMatches(String(item.namespace ?? ''), namespace),
  );
  const account = textOf(entry?.defaultServiceAccount);
  if (account === undefined) {
    return undefined;
  }
  return account.includes(':')
    ? `system:serviceaccount:${account}`
    : `system:serviceaccount:${namespace || applicationNamespace}:${account}`;
}
