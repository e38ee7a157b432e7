import { isKnown, type Snapshot } from '@groundwork/engine';
import type { UnmanagedArgoCd, UnmanagedOptions } from './readUnmanaged';

/** Of longer lists the rest is counted. */
const MOST = 20;

/**
 * What has to stand in `tenancy.unmanaged.argocd` with one more, where configuration names none: a list takes the place of what is
 * taken for granted without it. As it goes on after the name of the key.
 */
export function wholeArgoCds(
  added: { cluster: string; namespace: string },
  { config, snapshot }: { config: UnmanagedOptions; snapshot: Snapshot },
): string {
  const { cluster, namespace } = added;
  if (!config.filledIn.includes('argocd')) {
    return ` (cluster: ${cluster}, namespace: ${namespace})`;
  }
  // Each Argo CD has a project at least, so where nothing is there is none.
  const isThere = (at: Pick<UnmanagedArgoCd, 'cluster' | 'namespace'>) =>
    ['AppProject', 'Application'].some(kind => {
      const known = snapshot.list({
        cluster: at.cluster,
        group: 'argoproj.io',
        kind,
        namespace: at.namespace,
      });
      return !isKnown(known) || known.value.length > 0;
    });
  return whole([
    ...config.argocd
      .filter(each => each.cluster !== cluster || isThere(each))
      .map(each => `{ cluster: ${each.cluster} }`),
    `{ cluster: ${cluster}, namespace: ${namespace} }`,
  ]);
}

/** The same of `tenancy.unmanaged.clusters`, where anything is to be said of one of them. */
export function wholeClusters({
  clusters,
  filledIn,
}: Pick<UnmanagedOptions, 'clusters' | 'filledIn'>): string {
  return filledIn.includes('clusters')
    ? whole(clusters.map(({ name }) => `{ name: ${name} }`))
    : '';
}

function whole(items: readonly string[]): string {
  const shown = items.slice(0, MOST).join(', ');
  const more =
    items.length > MOST ? ` and ${items.length - MOST} more like them` : '';
  return `, which then has to name all: [${shown}]${more}`;
}
