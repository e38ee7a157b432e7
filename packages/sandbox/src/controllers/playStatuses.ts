import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Cluster } from './Cluster';
import { KubeObject, now } from './KubeObject';
import { isObject } from './mergePatch';

/** A status that is written down: the first of an estate that fits an object is what its controller says. */
export interface PlayedStatus {
  apiVersion: string;
  kind: string;
  /** Only on this cluster. */
  cluster?: string;
  /** Values that the object must have, by path. */
  where?: Record<string, unknown>;
  /** Seconds that pass before it is said. */
  after?: number;
  /** `${path}` stands for a value of the object, `$each` repeats what is beside it for every item of a list, `$now` is the time of the last change, `$made+9d` nine days after the object was made. Beside the object's fields there is `ip`, and what a controller has found out. */
  status: object;
}

/** Plays the controllers that only report: gateways, External Secrets, kubelets, autoscalers. */
export async function playStatuses(
  cluster: Cluster,
  played: readonly PlayedStatus[],
): Promise<void> {
  const kinds = new Map<string, Set<string>>();
  for (const { apiVersion, kind } of played) {
    kinds.set(apiVersion, (kinds.get(apiVersion) ?? new Set()).add(kind));
  }
  for (const [apiVersion, names] of kinds) {
    // What becomes of these is found out by their own controller.
    if (apiVersion === 'apps/v1') {
      continue;
    }
    const lists = [...names].map(kind => cluster.list(apiVersion, kind));
    const objects = (await Promise.all(lists)).flat();
    for (const object of objects) {
      const listeners = listenersOf(object, objects);
      await tellStatus(cluster, played, object, { listeners });
    }
  }
}

/** Writes the status that is written down for an object, if there is one. */
export async function tellStatus(
  cluster: Cluster,
  played: readonly PlayedStatus[],
  object: KubeObject,
  found: object,
): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  const age = Date.now() - Date.parse(metadata.creationTimestamp ?? '');
  const hash = createHash('sha256')
    .update(metadata.uid ?? '')
    .digest();
  const scope = { ...object, ...found, ip: `10.244.${hash[0]}.${hash[1]}` };
  const fits = ({ where = {}, ...rule }: PlayedStatus) =>
    rule.apiVersion === apiVersion &&
    rule.kind === kind &&
    (rule.cluster ?? cluster.name) === cluster.name &&
    Object.entries(where).every(([path, v]) => at(scope, path) === v);
  const rule = played.find(fits);
  if (!rule || age < (rule.after ?? 0) * 1000) {
    return;
  }
  const status = fill(rule.status, scope, object.status) as object;
  await cluster.writeStatus(object, status);
}

/** A gateway's listeners, each with the number of accepted routes that name it. */
function listenersOf({ metadata, spec }: KubeObject, all: KubeObject[]) {
  const listeners = at(spec, 'listeners');
  const accepted = 'status.parents.0.conditions.0.status';
  return list(listeners).map(listener => {
    const name = at(listener, 'name');
    const names = (route: KubeObject) =>
      list(at(route.spec, 'parentRefs')).some(
        ref =>
          at(ref, 'name') === metadata.name &&
          (at(ref, 'sectionName') ?? name) === name,
      );
    const routes = all.filter(one => at(one, accepted) === 'True');
    return { ...Object(listener), attached: routes.filter(names).length };
  });
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a path such as `spec.containers.0.image`. */
export function at(value: unknown, path: string): unknown {
  const step = (inner: unknown, key: string) =>
    new Map(Object.entries(Object(inner))).get(key);
  return path.split('.').reduce(step, value);
}

function fill(template: unknown, scope: object, old: unknown): unknown {
  if (typeof template === 'string') {
    const [, sign, days] = /^\$made([+-])(\d+)d$/.exec(template) ?? [];
    if (days) {
      const made = Date.parse(
        String(at(scope, 'metadata.creationTimestamp') ?? ''),
      );
      const shift = Number(`${sign}${days}`) * 86_400_000;
      return new Date(made + shift).toISOString().replace(/\.\d+/, '');
    }
    const [, whole] = /^\$\{([^}]+)\}$/.exec(template) ?? [];
    const text = (_: string, path: string) => String(at(scope, path) ?? '');
    return whole ? at(scope, whole) : template.replace(/\$\{([^}]+)\}/g, text);
  }
  if (Array.isArray(template)) {
    const items = template.flatMap(item => {
      const each = at(item, '$each');
      const scopes = each
        ? list(at(scope, String(each))).map(one => ({ ...scope, item: one }))
        : [scope];
      return scopes.map(inner => ({ item, inner }));
    });
    return items.map(({ item, inner }, i) => fill(item, inner, list(old)[i]));
  }
  if (!isObject(template)) {
    return template;
  }
  const { $each, ...fields } = template;
  const isTime = (key: string) => fields[key] === '$now';
  const keys = Object.keys(fields);
  const result = Object.fromEntries(
    keys.map(key => [key, fill(fields[key], scope, at(old, key))]),
  );
  const same = keys.every(
    key => isTime(key) || isDeepStrictEqual(result[key], at(old, key)),
  );
  for (const key of keys) {
    if (result[key] === undefined) {
      delete result[key];
    }
    if (isTime(key)) {
      result[key] = (same && at(old, key)) || now();
    }
  }
  return result;
}
