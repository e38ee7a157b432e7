import { WatchedKind } from '@groundwork/engine';
import type { ClusterApi } from './ClusterApi';
import { ClusterError } from './ClusterError';

/** Discovery is small: a cluster that takes longer than these milliseconds is as good as away. */
const TIMEOUT = 15_000;

/**
 * A kind as one cluster serves it.
 */
export interface ServedKind {
  group: string;
  kind: string;
  apiVersion: string;
  /** Path of its list over all namespaces. */
  path: string;
}

/**
 * The API groups of a cluster with their versions.
 */
export type ServedGroups = ReadonlyMap<string, readonly string[]>;

interface GroupList {
  groups?: Array<{ name: string; versions?: Array<{ version: string }> }>;
}

interface ResourceList {
  resources?: Array<{ name: string; kind: string; verbs?: string[] }>;
}

/**
 * Asks which API groups and versions the cluster serves.
 *
 * @throws ClusterError
 */
export async function discoverGroups(
  api: ClusterApi,
  signal: AbortSignal,
): Promise<ServedGroups> {
  const { groups = [] } = (await api.get(
    '/apis',
    signal,
    TIMEOUT,
  )) as GroupList;
  return new Map([
    ['', ['v1']],
    ...groups.map(({ name, versions = [] }): [string, string[]] => [
      name,
      versions.map(each => each.version),
    ]),
  ]);
}

/**
 * Finds the version of each wanted kind: the first of its own preference that the cluster serves.
 * Kinds that it does not serve are left out.
 *
 * @throws ClusterError
 */
export async function discoverKinds(
  api: ClusterApi,
  groups: ServedGroups,
  wanted: readonly WatchedKind[],
  signal: AbortSignal,
): Promise<ServedKind[]> {
  const lists = new Map<string, Promise<ReadonlySet<string>>>();
  const resourcesOf = (group: string, version: string) => {
    const path = pathOf(group, version);
    const asked = lists.get(path) ?? listedResources(api, path, signal);
    lists.set(path, asked);
    return asked;
  };
  const found = await Promise.all(
    wanted.map(async ({ group, kind, plural, versions }) => {
      const served = groups.get(group) ?? [];
      for (const version of versions.filter(each => served.includes(each))) {
        if ((await resourcesOf(group, version)).has(plural)) {
          return {
            group,
            kind,
            apiVersion: group ? `${group}/${version}` : version,
            path: `${pathOf(group, version)}/${plural}`,
          };
        }
      }
      return undefined;
    }),
  );
  return found.filter(each => each !== undefined);
}

async function listedResources(
  api: ClusterApi,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const { resources = [] } = (await api.get(
      path,
      signal,
      TIMEOUT,
    )) as ResourceList;
    return new Set(
      resources
        .filter(({ verbs }) => !verbs || verbs.includes('watch'))
        .map(({ name }) => name),
    );
  } catch (error) {
    // An aggregated API whose server is away is listed among the groups all the same.
    if (error instanceof ClusterError && !error.isOfCluster) {
      return new Set();
    }
    throw error;
  }
}

function pathOf(group: string, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}
