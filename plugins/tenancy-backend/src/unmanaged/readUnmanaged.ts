import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type Environment,
  platformSchema,
  pluginKeys,
} from '@groundwork/engine';
import { unknownKey, unmanagedProblems } from './unmanagedProblems';
import { type UnmanagedConfig, unmanagedSchema } from './unmanagedSchema';

/** A cluster with the names that Argo CDs have for it. */
export interface UnmanagedCluster {
  name: string;
  servers: readonly string[];
  names: readonly string[];
  /** What enforces policies there, where configuration says so. */
  cni?: Environment['cni'];
}

/** An Argo CD, by where it runs. */
export interface UnmanagedArgoCd {
  cluster: string;
  namespace: string;
  name?: string;
  url?: string;
}

/** What may be looked at without being adopted, as configuration says it, with what it leaves out filled in. */
export interface UnmanagedOptions
  extends Omit<UnmanagedConfig, 'clusters' | 'argocd'> {
  clusters: readonly UnmanagedCluster[];
  argocd: readonly UnmanagedArgoCd[];
  /** The lists that configuration leaves out: whoever begins one has to name all that is to be in it. */
  filledIn: ReadonlyArray<'clusters' | 'argocd'>;
}

/**
 * Reads `tenancy.unmanaged`. Clusters that it does not name are those of the Kubernetes plugin's configuration, and each is
 * taken to have an Argo CD in `argocd`.
 *
 * @returns undefined where it is not configured
 * @throws InputError that names every wrong field, also of what stands beside it; the platform team fixes it in app-config
 */
export function readUnmanaged(config: Config): UnmanagedOptions | undefined {
  assertKnownKeys(config);
  const section: unknown = config.getOptional('tenancy.unmanaged');
  if (section === undefined || section === null || section === false) {
    return undefined;
  }
  if (typeof section !== 'object' || Array.isArray(section)) {
    throw new InputError(
      'tenancy.unmanaged in app-config must be an object with access and, where that is owners, with owners; "Look first" in docs/install.md has one to begin with',
    );
  }
  const result = unmanagedSchema.safeParse(section);
  if (!result.success) {
    const problems = unmanagedProblems(result.error.issues, section);
    throw new InputError(
      `tenancy.unmanaged in app-config can't be used: ${problems
        .slice(0, 10)
        .join('; ')}`,
    );
  }
  const { clusters, argocd, ...rest } = result.data;
  const located = locatedClusters(config);
  const named =
    clusters ??
    located.map(each => ({ ...each, destinations: [], cni: undefined }));
  if (named.length === 0) {
    throw new InputError(
      "tenancy.unmanaged in app-config can't be used: clusters must name at least one cluster of the Kubernetes plugin, or context of tenancy.kubeconfig; only those under kubernetes.clusterLocatorMethods of type config are found without it",
    );
  }
  const options: UnmanagedOptions = {
    ...rest,
    clusters: named.map(({ name, destinations, cni }) => {
      const url = located.find(each => each.name === name)?.url;
      return {
        name,
        servers: [
          ...(url === undefined ? [] : [url]),
          ...destinations.flatMap(each =>
            'server' in each ? each.server : [],
          ),
        ].map(bare),
        names: destinations.flatMap(each => ('name' in each ? each.name : [])),
        ...(cni ? { cni } : {}),
      };
    }),
    argocd:
      argocd ??
      named.map(({ name }) => ({ cluster: name, namespace: 'argocd' })),
    filledIn: [
      ...(clusters ? [] : (['clusters'] as const)),
      ...(argocd ? [] : (['argocd'] as const)),
    ],
  };
  assertKnownClusters(options);
  return options;
}

/** What nobody reads is most likely mistyped: `admin` in the place of `admins`, with which nobody would be one. */
function assertKnownKeys(config: Config): void {
  const unknown = Object.keys(fields(config.getOptional('tenancy')))
    .filter(key => !pluginKeys.includes(key) && !(key in platformSchema.shape))
    .slice(0, 10);
  if (unknown.length > 0) {
    throw new InputError(
      `tenancy in app-config can't be used: ${unknown
        .map(key => unknownKey(key))
        .join('; ')}. To look at what is there, it has admins and unmanaged.`,
    );
  }
}

/** Argo CD compares addresses without a slash at the end. */
export function bare(server: string): string {
  return server.replace(/\/+$/, '');
}

function assertKnownClusters({
  clusters,
  argocd,
  owners,
}: UnmanagedOptions): void {
  const known = new Set(clusters.map(({ name }) => name));
  const wrong = [
    ...argocd.map(({ cluster }, i) => ({
      cluster,
      at: `argocd[${i}].cluster`,
    })),
    ...owners.flatMap((each, i) =>
      (each.clusters ?? []).map((cluster, j) => ({
        cluster,
        at: `owners[${i}].clusters[${j}]`,
      })),
    ),
  ].filter(({ cluster }) => !known.has(cluster));
  if (wrong.length > 0) {
    const names = [...known].slice(0, 10).join(', ');
    throw new InputError(
      `tenancy.unmanaged in app-config can't be used: ${wrong
        .slice(0, 10)
        .map(
          ({ cluster, at }) =>
            `${at}: ${cluster} is none of its clusters (${names})`,
        )
        .join('; ')}`,
    );
  }
}

/** The clusters that stand in the configuration of the Kubernetes plugin itself; other locators are asked only by that plugin. */
export function locatedClusters(
  config: Config,
): Array<{ name: string; url?: string }> {
  const methods = config.getOptional('kubernetes.clusterLocatorMethods');
  return (Array.isArray(methods) ? methods : []).flatMap((method: unknown) => {
    const { type, clusters } = fields(method);
    return type === 'config' && Array.isArray(clusters)
      ? clusters
          .map(fields)
          .flatMap(({ name, url }) =>
            typeof name === 'string'
              ? [{ name, ...(typeof url === 'string' ? { url } : {}) }]
              : [],
          )
      : [];
  });
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
