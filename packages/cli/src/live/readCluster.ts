import { RequestOptions } from 'node:https';
import {
  KubernetesObject,
  WatchedKind,
  customResourceDefinitions,
  readObject,
  at,
  listOf,
  plainText,
  textOf,
} from '@groundwork/engine';
import { furtherKinds } from './furtherKinds';
import { LiveCluster, UnreadEntry } from './LiveCluster';
import { NoAnswer, getJson } from './getJson';
import { inTurns } from './inTurns';

const pageSize = 500;

/** Questions to one cluster at once. */
const atOnce = 8;

/** Objects of a kind that nobody described: more are a controller's records. */
const mostFurther = 5_000;

const namesOnly =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** What is asked of a cluster. */
export interface Wanted {
  kinds: readonly WatchedKind[];
  /** Where the reader may list in these only, they are listed one by one. */
  namespaces?: readonly string[];
  /** Further namespaces of a cluster where a kind is looked for then, as those of an Argo CD. */
  homesOf?: (kind: WatchedKind, cluster: string) => readonly string[];
  /** Asks also for the names of namespaced objects whose kinds are not among these, by the definitions of the cluster. */
  allBut?: ReadonlyArray<{ group: string; kind: string }>;
}

/** Reads kinds from one API server. What it refuses is noted, the rest is read all the same. */
export async function readCluster(
  cluster: string,
  server: string,
  options: RequestOptions,
  now: number,
  { kinds, namespaces = [], homesOf, allBut }: Wanted,
): Promise<LiveCluster> {
  const ask = inTurns(atOnce);
  const get = (path: string, accept?: string) =>
    ask(() =>
      getJson(new URL(`${server.replace(/\/+$/, '')}${path}`), options, accept),
    );
  const served = new Map<string, Promise<ReadonlySet<string>>>();
  const unknowns: UnreadEntry[] = [];
  const objects: KubernetesObject[] = [];

  const plurals = (apiPath: string) => {
    const found =
      served.get(apiPath) ??
      get(apiPath).then(
        answer =>
          new Set(
            listOf(at(answer, 'resources')).map(item => plainText(item.name)),
          ),
      );
    served.set(apiPath, found);
    return found;
  };

  const names = (path: string) => get(path, namesOnly);

  let asked: Promise<string[] | undefined> | undefined;
  const apis = () => {
    asked ??= get('/apis').then(apisIn, noAnswer);
    return asked;
  };

  const note = (
    { group, kind }: WatchedKind,
    error: NoAnswer,
    namespace?: string,
  ) =>
    unknowns.push({
      cluster,
      group,
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      unknown: error.unknown,
      message: error.message,
    });

  const placesOf = (kind: WatchedKind) =>
    isInNamespaces(kind)
      ? [...new Set([...namespaces, ...(homesOf?.(kind, cluster) ?? [])])]
      : [];

  /** What is refused in one namespace is noted, and keeps nothing from the others. */
  const inEach = async (path: string, kind: WatchedKind, version: string) => {
    const found: KubernetesObject[] = [];
    for (const namespace of placesOf(kind)) {
      const place = kind.namespaced
        ? `${path}/namespaces/${namespace}/${kind.plural}`
        : `${path}/namespaces/${namespace}`;
      try {
        found.push(
          ...(kind.namespaced
            ? await list(get, place, kind, version)
            : await one(get, place, kind, version)),
        );
      } catch (error) {
        if (!(error instanceof NoAnswer)) {
          throw error;
        }
        if (kind.namespaced || error.unknown !== 'notServed') {
          note(kind, error, namespace);
        }
      }
    }
    return found;
  };

  /** A version that the cluster serves a kind in and that is none of its own. */
  const otherVersion = async ({ group, plural, versions }: WatchedKind) => {
    const all = group === '' ? [] : (await apis()) ?? [];
    for (const each of all) {
      const [name, version] = each.split('/');
      if (name === group && !versions.includes(version)) {
        const has = await plurals(pathOf(group, version)).catch(noAnswer);
        if (has?.has(plural)) {
          return each;
        }
      }
    }
    return undefined;
  };

  const read = async (kind: WatchedKind): Promise<KubernetesObject[]> => {
    for (const version of kind.versions) {
      const path = pathOf(kind.group, version);
      const has = await plurals(path).catch(absent);
      if (has?.has(kind.plural)) {
        return await list(get, `${path}/${kind.plural}`, kind, version).catch(
          error =>
            isForbidden(error) && placesOf(kind).length > 0
              ? inEach(path, kind, version)
              : Promise.reject(error),
        );
      }
    }
    const other = await otherVersion(kind);
    throw other === undefined
      ? new NoAnswer('notServed', `${kind.kind} is not served`)
      : new NoAnswer(
          'unreadable',
          `it is served as ${other} alone, which is not read here; whoever runs the cluster can upgrade what serves it`,
        );
  };

  const attempt = async (kind: WatchedKind) => {
    try {
      return await read(kind);
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      note(kind, error);
      return undefined;
    }
  };

  // One that answers nobody is asked once, and not for each kind until it has tried our patience.
  try {
    await plurals('/api/v1');
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    const { unknown, message } = error;
    if (unknown !== 'notServed' && unknown !== 'forbidden') {
      unknowns.push({ cluster, unknown, message });
      return { cluster, objects, unknowns, asOf: now };
    }
  }
  const lists = await Promise.all(kinds.map(attempt));
  lists.forEach(found => objects.push(...(found ?? [])));
  const crds = await attempt(customResourceDefinitions);
  const groups = await apis();
  const further: KubernetesObject[] = [];
  for (const kind of allBut ? furtherKinds(crds ?? [], allBut) : []) {
    const [version] = kind.versions;
    try {
      const path = `${pathOf(kind.group, version)}/${kind.plural}`;
      const found = await list(names, path, kind, version, mostFurther);
      further.push(...found.map(each => named(each, kind, version)));
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      note(kind, error);
    }
  }
  return {
    cluster,
    objects,
    unknowns,
    ...(allBut ? { further } : {}),
    ...(crds ? { crds } : {}),
    ...(groups ? { apis: groups } : {}),
    asOf: now,
  };
}

/** The groups with their versions; undefined for what is no list of them. */
function apisIn(answer: unknown): string[] | undefined {
  const groups = at(answer, 'groups');
  return Array.isArray(groups)
    ? listOf(groups).flatMap(({ name, versions }) =>
        listOf(versions).map(each =>
          [plainText(name), plainText(each.version)].join('/'),
        ),
      )
    : undefined;
}

function noAnswer(error: unknown): undefined {
  if (!(error instanceof NoAnswer)) {
    throw error;
  }
}

/** A group that is not served has no kinds; anything else is no answer. */
function absent(error: unknown): undefined {
  if (error instanceof NoAnswer && error.unknown === 'notServed') {
    return undefined;
  }
  throw error;
}

function isForbidden(error: unknown): boolean {
  return error instanceof NoAnswer && error.unknown === 'forbidden';
}

/** Rights in a namespace are rights to look at the Namespace itself. */
function isInNamespaces({ group, kind, namespaced }: WatchedKind): boolean {
  return namespaced || (group === '' && kind === 'Namespace');
}

async function one(
  get: (path: string) => Promise<unknown>,
  path: string,
  { group, kind }: WatchedKind,
  version: string,
): Promise<KubernetesObject[]> {
  const object = readObject(await get(path), {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
  });
  return object ? [object] : [];
}

/** All that is wanted of an object whose kind nobody described. */
function named(
  { metadata: { name, namespace, labels, ownerReferences } }: KubernetesObject,
  { group, kind }: WatchedKind,
  version: string,
): KubernetesObject {
  return {
    apiVersion: `${group}/${version}`,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels ? { labels } : {}),
      ...(ownerReferences ? { ownerReferences } : {}),
    },
  };
}

function pathOf(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

async function list(
  get: (path: string) => Promise<unknown>,
  path: string,
  { group, kind }: WatchedKind,
  version: string,
  most = Infinity,
): Promise<KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  let next = '';
  do {
    if (objects.length >= most) {
      throw new NoAnswer(
        'overLimit',
        `there are more than ${most} of kind ${kind}`,
      );
    }
    const page = await get(
      `${path}?limit=${pageSize}${
        next ? `&continue=${encodeURIComponent(next)}` : ''
      }`,
    );
    const items = at(page, 'items');
    for (const item of Array.isArray(items) ? items : []) {
      // Items of a list do not repeat what they are.
      const object = readObject(item, {
        apiVersion: group === '' ? version : `${group}/${version}`,
        kind,
      });
      if (object) {
        objects.push(object);
      }
    }
    next = textOf(at(page, 'metadata', 'continue')) ?? '';
  } while (next !== '');
  return objects;
}
