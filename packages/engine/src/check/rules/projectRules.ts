import { KubernetesObject } from '../../model';
import { Environment } from '../../platform';
import { Fields, at, listOf, textOf, textsOf } from '../../snapshot/fields';
import { matchesGlob } from '../../status/glob';

/** Whether a destination of a project or Application means the environment's cluster. */
export function matchesDestination(
  item: Fields,
  { argocd }: Environment,
): boolean {
  const { destination } = argocd;
  const server = textOf(item.server);
  const name = textOf(item.name);
  if ('server' in destination) {
    return (
      (server !== undefined && matchesGlob(server, destination.server)) ||
      (server === undefined && name !== undefined)
    );
  }
  return (
    (name !== undefined && matchesGlob(name, destination.name)) ||
    // A project may name the same cluster by an address that only Argo CD can resolve.
    (name === undefined && server !== undefined)
  );
}

/** Whether a project takes manifests from a repository: one pattern has to match, and none after a `!`. */
export function takesRepository(
  project: KubernetesObject,
  repository: string,
): boolean {
  return permits(
    textsOf(at(project.spec, 'sourceRepos')).map(plainUrl),
    plainUrl(repository),
  );
}

/** Whether a project lets its Applications deploy to a destination. */
export function takesDestination(
  project: KubernetesObject,
  destination: Fields,
): boolean {
  const namespace = textOf(destination.namespace) ?? '';
  const entries = listOf(at(project.spec, 'destinations'));
  const matching = (value: unknown, wanted: unknown) => {
    const pattern = textOf(value) ?? '*';
    const text = textOf(wanted);
    return text === undefined || matchesGlob(pattern.replace(/^!/, ''), text);
  };
  const there = entries.filter(
    item =>
      (textOf(destination.name) === undefined ||
        matching(item.name, destination.name)) &&
      (textOf(destination.server) === undefined ||
        matching(item.server, destination.server)),
  );
  return permits(
    there.map(item => textOf(item.namespace) ?? ''),
    namespace,
  );
}

/** Whether a project lets a namespaced kind in. Without a list of what is allowed, all that is not refused is. */
export function takesKind(
  project: KubernetesObject,
  group: string,
  kind: string,
): boolean {
  const matches = (entry: Fields) =>
    matchesGlob(String(entry.group ?? ''), group) &&
    matchesGlob(String(entry.kind ?? ''), kind);
  const allowed = at(project.spec, 'namespaceResourceWhitelist');
  const refused = listOf(at(project.spec, 'namespaceResourceBlacklist'));
  return (
    (!Array.isArray(allowed) || listOf(allowed).some(matches)) &&
    !refused.some(matches)
  );
}

function permits(patterns: readonly string[], text: string): boolean {
  const refused = patterns.some(
    pattern => pattern.startsWith('!') && matchesGlob(pattern.slice(1), text),
  );
  return (
    !refused &&
    patterns.some(
      pattern => !pattern.startsWith('!') && matchesGlob(pattern, text),
    )
  );
}

/** A repository's address without what makes no difference to Git. */
function plainUrl(url: string): string {
  return url
    .trim()
    .replace(/^(!?)git@([^:/]+):/, '$1ssh://git@$2/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
