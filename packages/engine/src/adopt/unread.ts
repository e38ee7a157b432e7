import { groupOf, type KubernetesObject } from '../model';
import type { UnreadKind } from './Adoption';
import type { Cell } from './AdoptWorld';

const mostNamed = 5;

/** Whether an object may be there without having been read. */
export function isUnread(
  { apiVersion, kind, metadata }: KubernetesObject,
  cluster: string,
  notRead: readonly UnreadKind[],
): boolean {
  const namespace = kind === 'Namespace' ? metadata.name : metadata.namespace;
  return notRead.some(
    each =>
      each.cluster === cluster &&
      (each.namespace === undefined || each.namespace === namespace) &&
      (each.kind === undefined ||
        (each.kind === kind && (each.group ?? '') === groupOf(apiVersion))),
  );
}

/** What of the namespaces of a tenant could not be read, in a line for each cluster. */
export function unreadLines(
  cells: readonly Cell[],
  notRead: readonly UnreadKind[],
): string[] {
  const kinds = new Map<string, Set<string>>();
  for (const { environment, namespace } of cells) {
    const { cluster } = environment;
    for (const each of notRead) {
      if (
        each.cluster === cluster &&
        (each.namespace === undefined || each.namespace === namespace)
      ) {
        const known = kinds.get(cluster) ?? new Set<string>();
        kinds.set(cluster, known.add(each.kind ?? 'all'));
      }
    }
  }
  return [...kinds].map(([cluster, missed]) => {
    const names = [...missed].sort();
    const more = names.length - mostNamed;
    return `not all of it is known, since of cluster ${cluster} these could not be read: ${names
      .slice(0, mostNamed)
      .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
}
