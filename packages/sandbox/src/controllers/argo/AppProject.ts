import { groupOf, KubeObject, Manifest } from '../KubeObject';
import { Destination } from './Application';

type GroupKind = { group: string; kind: string; name?: string };
type Lists = `${'cluster' | 'namespace'}Resource${'Whitelist' | 'Blacklist'}`;
type Spec = { sourceRepos?: string[]; destinations?: Destination[] };

/** An AppProject, as far as it limits what Applications may do. */
export type AppProject = KubeObject<Spec & Partial<Record<Lists, GroupKind[]>>>;

/** Whether a pattern of Argo CD matches: `*` is anything, a leading `!` means not. */
export function glob(pattern: string, text: string): boolean {
  if (pattern.startsWith('!')) {
    return !glob(pattern.slice(1), text);
  }
  const parts = pattern.split('*').map(part => part.replace(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** Whether Applications of the project may use a repository. */
export function permitsSource({ spec }: AppProject, repoUrl: string): boolean {
  const bare = (url: string) => url.replace(/(\.git)?\/?$/, '');
  return (spec.sourceRepos ?? []).some(r => glob(bare(r), bare(repoUrl)));
}

/** Whether Applications of the project may write to a namespace of a cluster. */
export function permitsDestination(
  { spec }: AppProject,
  { server = '', name = '', namespace = '' }: Destination,
): boolean {
  return (spec.destinations ?? []).some(to => {
    const cluster = to.server
      ? glob(to.server, server)
      : glob(to.name ?? '', name);
    return cluster && glob(to.namespace ?? '', namespace);
  });
}

/** Whether the project permits an object's kind, and for cluster-wide kinds its name. */
export function permitsKind(
  { spec }: AppProject,
  object: Manifest,
  namespaced: boolean,
): boolean {
  const listed = (list: GroupKind[] = []) =>
    list.some(
      ({ group, kind, name = '*' }) =>
        glob(group, groupOf(object)) &&
        glob(kind, object.kind) &&
        glob(name, object.metadata.name),
    );
  if (!namespaced) {
    return (
      listed(spec.clusterResourceWhitelist) &&
      !listed(spec.clusterResourceBlacklist)
    );
  }
  // An empty list permits all, as an absent one does.
  const { namespaceResourceWhitelist: white, namespaceResourceBlacklist } =
    spec;
  return (
    (!white?.length || listed(white)) && !listed(namespaceResourceBlacklist)
  );
}
