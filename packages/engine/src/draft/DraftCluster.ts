import type { KubernetesObject } from '../model';

/**
 * What a cluster holds that a platform is to be described by.
 *
 * @public
 */
export interface DraftCluster {
  /** What the environment is to be called. */
  environment: string;
  /** The cluster's name in the Kubernetes plugin or the kubeconfig. */
  cluster: string;
  /** The address of its API server, as an Argo CD elsewhere may call it. */
  server?: string;
  /** Namespaces, quotas, limits, gateways, routes, stores, and what Argo CD has. */
  objects: readonly KubernetesObject[];
  /** The names of its CustomResourceDefinitions. */
  definitions: readonly string[];
  /** Kinds of these that could not be read, as `gateway.networking.k8s.io/Gateway` or `/ResourceQuota`; that it has none is not known. */
  unread?: readonly string[];
}

/**
 * Something of a draft that somebody has to look at: it was guessed, or is missing.
 *
 * @public
 */
export interface DraftNote {
  /** The key of the platform's configuration, as `environments[0].argocd`; several with a comma between them. */
  field: string;
  /** What is to be looked at, as a sentence. */
  why: string;
}

/** Takes a note. */
export type Note = (field: string, why: string) => void;

/** The objects of a kind. */
export function objectsOf(
  { objects }: Pick<DraftCluster, 'objects'>,
  group: string,
  ...kinds: readonly string[]
): KubernetesObject[] {
  return objects.filter(({ apiVersion, kind }) => {
    const slash = apiVersion.indexOf('/');
    return (
      kinds.includes(kind) &&
      (slash < 0 ? '' : apiVersion.slice(0, slash)) === group
    );
  });
}

/** Those of some kinds, as `group/Kind`, that could not be read, in words; empty where all could. */
export function unreadOf(
  { unread = [] }: Pick<DraftCluster, 'unread'>,
  ...kinds: readonly string[]
): string {
  return kinds
    .filter(kind => unread.includes(kind))
    .map(kind => kind.slice(kind.indexOf('/') + 1))
    .join(', ');
}

/** The values that came most often first; of those that came as often, the first. */
export function byCount<T>(values: readonly T[], keyOf: (value: T) => string) {
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const key = keyOf(value);
    const known = counts.get(key) ?? { value, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
