import type { KindDescriptor, WatchedKind } from '@groundwork/engine';
import type { ClusterApi } from './ClusterApi';
import { ClusterError } from './ClusterError';

/** Discovery is small: a cluster that takes longer than these milliseconds is as good as away. */
const TIMEOUT = 15_000;

/** ... and the list of groups is its sign of life. */
const SIGN_TIMEOUT = 5_000;

/**
 * A kind to read, and what of its objects is kept.
 */
export type WantedKind = WatchedKind & ReadTraits;

/** How a kind is read. */
type ReadTraits = Pick<
  KindDescriptor,
  'keep' | 'opaque' | 'metadataOnly' | 'optional'
>;

/**
 * A kind as one cluster serves it.
 */
export interface ServedKind extends ReadTraits {
  group: string;
  kind: string;
  apiVersion: string;
  /** Path of its list over all namespaces. */
  path: string;
}

/**
 * The API groups of a cluster with their versions.
 */
type ServedGroups = ReadonlyMap<string, readonly string[]>;

interface GroupList {
  groups: Array<{ name: string; versions?: Array<{ version: string }> }>;
}

interface ResourceList {
  resources: Array<{ name: string; kind: string; verbs?: string[] }>;
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
  const { groups } = (await api
    .get('/apis', signal, SIGN_TIMEOUT)
    .catch(error => {
      // Every cluster serves its groups; "not served" is said of kinds, and would mean that there are none.
      throw error instanceof ClusterError && error.unknown === 'notServed'
        ? notKubernetes(api, '/apis')
        : error;
    })) as GroupList;
  // Whoever answers something else is no API server; that it has no groups must not be read out of it.
  if (!Array.isArray(groups)) {
    throw notKubernetes(api, '/apis');
  }
  return new Map([
    ['', ['v1']],
    ...groups.map(({ name, versions = [] }): [string, string[]] => [
      name,
      versions.map(each => each.version),
    ]),
  ]);
}

/**
 * The wanted kinds that a cluster serves, and those of which it could not say; the others it does not have.
 */
export interface DiscoveredKinds {
  served: readonly ServedKind[];
  /** By {@link keyOf}. */
  unknown: ReadonlyMap<string, ClusterError>;
}

/** Names a kind, whatever its version. */
export function keyOf({
  group,
  kind,
}: {
  group: string;
  kind: string;
}): string {
  return `${group}/${kind}`;
}

/**
 * Finds the version of each wanted kind: the first of its own preference that the cluster serves.
 *
 * @throws ClusterError if the cluster does not answer at all
 */
export async function discoverKinds(
  api: ClusterApi,
  groups: ServedGroups,
  wanted: readonly WantedKind[],
  signal: AbortSignal,
): Promise<DiscoveredKinds> {
  const lists = new Map<string, Promise<ReadonlySet<string> | ClusterError>>();
  const resourcesOf = (group: string, version: string) => {
    const path = pathOf(group, version);
    const asked = lists.get(path) ?? listedResources(api, path, signal);
    lists.set(path, asked);
    return asked;
  };
  const served: ServedKind[] = [];
  const unknown = new Map<string, ClusterError>();
  await Promise.all(
    wanted.map(async ({ group, kind, plural, versions, ...traits }) => {
      const offered = groups.get(group) ?? [];
      for (const version of versions.filter(each => offered.includes(each))) {
        const resources = await resourcesOf(group, version);
        if (resources instanceof ClusterError) {
          unknown.set(keyOf({ group, kind }), resources);
          return;
        }
        if (resources.has(plural)) {
          served.push({
            group,
            kind,
            apiVersion: group ? `${group}/${version}` : version,
            path: `${pathOf(group, version)}/${plural}`,
            ...readTraits(traits),
          });
          return;
        }
      }
    }),
  );
  return { served, unknown };
}

function readTraits({
  keep,
  opaque,
  metadataOnly,
  optional,
}: ReadTraits): ReadTraits {
  return {
    ...(keep ? { keep } : {}),
    ...(opaque ? { opaque } : {}),
    ...(metadataOnly ? { metadataOnly } : {}),
    ...(optional ? { optional } : {}),
  };
}

/** What a group serves. An aggregated API whose server is away is listed among the groups all the same, and answers for itself alone. */
async function listedResources(
  api: ClusterApi,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | ClusterError> {
  try {
    const { resources } = (await api.get(
      path,
      signal,
      TIMEOUT,
    )) as ResourceList;
    if (!Array.isArray(resources)) {
      return notKubernetes(api, path);
    }
    return new Set(
      resources
        .filter(({ verbs }) => !verbs || verbs.includes('watch'))
        .map(({ name }) => name),
    );
  } catch (error) {
    if (!(error instanceof ClusterError) || error.status === undefined) {
      throw error;
    }
    return error.unknown === 'notServed' ? new Set() : error;
  }
}

function notKubernetes(api: ClusterApi, path: string): ClusterError {
  return new ClusterError(
    'unreachable',
    `cluster ${api.cluster} answers ${path} with something that is not a Kubernetes API`,
  );
}

function pathOf(group: string, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}

/** What is said of a kind that is wanted and that a cluster does not serve. */
export function notServed(
  cluster: string,
  { group, kind }: WantedKind,
): ClusterError {
  return new ClusterError(
    'notServed',
    `cluster ${cluster} does not serve ${kind} of ${
      group || 'the core API'
    } in a version that is known here`,
  );
}
