import { RE2JS } from 're2js';
import { KubernetesObject } from '../model';
import { at, listOf, textOf, textsOf } from '../model/fields';
import { globMatches } from '../names/globMatches';
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
 * or between slashes regular expressions that match anywhere in the name. Undefined where an expression cannot be read
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
