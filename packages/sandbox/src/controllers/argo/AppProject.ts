import { groupOf, KubeObject } from '../KubeObject';
import { Destination } from './Application';

interface GroupKind {
  group: string;
  kind: string;
  name?: string;
}
/** An AppProject, as far as it limits what Applications may do. */
export interface AppProject extends KubeObject {
  spec: {
    sourceRepos?: string[];
    destinations?: Destination[];
    clusterResourceWhitelist?: GroupKind[];
    clusterResourceBlacklist?: GroupKind[];
    namespaceResourceWhitelist?: GroupKind[];
    namespaceResourceBlacklist?: GroupKind[];
  };
}

/** Whether a glob of Argo CD with `*` matches. */
export function glob(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map(part => part.replace(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** Whether Applications of the project may use a repository. */
export function permitsSource(project: AppProject, repoUrl: string): boolean {
  const bare = repoUrl.replace(/(\.git)?\/?$/, '');
  const matches = (pattern: string) =>
    glob(pattern.replace(/(\.git)?\/?$/, ''), bare);
  const repos = project.spec.sourceRepos ?? [];
  const denied = repos.some(r => r[0] === '!' && matches(r.slice(1)));
  return !denied && repos.some(r => r[0] !== '!' && matches(r));
}

/** Whether Applications of the project may write to a namespace of a cluster. */
export function permitsDestination(
  project: AppProject,
  { server = '', name = '', namespace = '' }: Destination,
): boolean {
  const matches = (text: string, pattern = '') =>
    pattern[0] === '!' ? !glob(pattern.slice(1), text) : glob(pattern, text);
  return (project.spec.destinations ?? []).some(
    item =>
      (item.server ? matches(server, item.server) : matches(name, item.name)) &&
      matches(namespace, item.namespace),
  );
}

/** Whether the project permits an object's kind, and for cluster-wide kinds its name. */
export function permitsKind(
  { spec }: AppProject,
  object: KubeObject,
  namespaced: boolean,
): boolean {
  const listed = (list: GroupKind[] = []) =>
    list.some(
      ({ group, kind, name }) =>
        glob(group, groupOf(object)) &&
        glob(kind, object.kind) &&
        (!name || glob(name, object.metadata.name)),
    );
  if (!namespaced) {
    const { clusterResourceWhitelist, clusterResourceBlacklist } = spec;
    return (
      listed(clusterResourceWhitelist) && !listed(clusterResourceBlacklist)
    );
  }
  const { namespaceResourceWhitelist, namespaceResourceBlacklist } = spec;
  // An absent list permits all, an empty one is absent to Argo CD as well.
  const white =
    !namespaceResourceWhitelist?.length || listed(namespaceResourceWhitelist);
  return white && !listed(namespaceResourceBlacklist);
}
