import { RequestOptions } from 'node:https';
import {
  KubernetesObject,
  WatchedKind,
  customResourceDefinitions,
  readObject,
  UnknownEntry,
  at,
  listOf,
  plainText,
  textOf,
} from '@groundwork/engine';
import { LiveCluster } from './LiveCluster';
import { NoAnswer, getJson } from './getJson';

const pageSize = 500;

/**
 * Reads kinds from one API server. What it refuses is noted, the rest is read all the same.
 *
 * @param namespaces - where the reader may list in these only, they are listed one by one
 */
export async function readCluster(
  cluster: string,
  server: string,
  options: RequestOptions,
  now: number,
  kinds: readonly WatchedKind[],
  namespaces: readonly string[] = [],
): Promise<LiveCluster> {
  const get = (path: string) =>
    getJson(new URL(`${server.replace(/\/+$/, '')}${path}`), options);
  const served = new Map<string, Promise<ReadonlySet<string>>>();
  const unknowns: UnknownEntry[] = [];
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

  const note = ({ group, kind }: WatchedKind, error: NoAnswer) =>
    unknowns.push({
      cluster,
      group,
      kind,
      unknown: error.unknown,
      message: error.message,
    });

  /** What is refused in one namespace is noted, and keeps nothing from the others. */
  const inEach = async (path: string, kind: WatchedKind, version: string) => {
    const found: KubernetesObject[] = [];
    for (const namespace of namespaces) {
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
          note(kind, error);
        }
      }
    }
    return found;
  };

  const read = async (kind: WatchedKind): Promise<KubernetesObject[]> => {
    for (const version of kind.versions) {
      const path = pathOf(kind.group, version);
      const has = await plurals(path).catch(absent);
      if (has?.has(kind.plural)) {
        return await list(get, `${path}/${kind.plural}`, kind, version).catch(
          error =>
            isForbidden(error) && isInNamespaces(kind) && namespaces.length > 0
              ? inEach(path, kind, version)
              : Promise.reject(error),
        );
      }
    }
    throw new NoAnswer('notServed', `${kind.kind} is not served`);
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

  const lists = await Promise.all(kinds.map(attempt));
  lists.forEach(found => objects.push(...(found ?? [])));
  const crds = await attempt(customResourceDefinitions);
  return { cluster, objects, unknowns, ...(crds ? { crds } : {}), asOf: now };
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

function pathOf(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

async function list(
  get: (path: string) => Promise<unknown>,
  path: string,
  { group, kind }: WatchedKind,
  version: string,
): Promise<KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  let next = '';
  do {
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
