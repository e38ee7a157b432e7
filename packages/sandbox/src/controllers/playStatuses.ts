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
  /** `${path}` stands for a value of the object, `$each` repeats what is beside it for every item of a list, `$now` is the time of the last change; beside the object's fields there are `ip` and, with `attached` routes, `listeners`. */
  status: object;
}

/** Plays the controllers that only report: gateways, External Secrets, kubelets, autoscalers. */
export async function playStatuses(
  cluster: Cluster,
  played: readonly PlayedStatus[],
): Promise<void> {
  const kinds = new Map(
    played.map(({ apiVersion, kind }) => [
      `${apiVersion} ${kind}`,
      { apiVersion, kind },
    ]),
  );
  for (const { apiVersion, kind } of kinds.values()) {
    for (const object of await cluster.list(apiVersion, kind)) {
      const age =
        (Date.now() - Date.parse(object.metadata.creationTimestamp ?? '')) /
        1000;
      const found = played.find(
        one =>
          one.kind === kind &&
          one.apiVersion === apiVersion &&
          (one.cluster ?? cluster.name) === cluster.name &&
          Object.entries(one.where ?? {}).every(([path, value]) =>
            isDeepStrictEqual(at(object, path), value),
          ),
      );
      if (
        !found ||
        age < (found.after ?? 0) ||
        object.metadata.deletionTimestamp
      )
        continue;
      const host = createHash('sha256')
        .update(object.metadata.uid ?? '')
        .digest();
      const ip = `10.244.${host[0]}.${host[1]}`;
      const scope = {
        ...object,
        ip,
        listeners: await listenersOf(cluster, object),
      };
      await cluster.writeStatus(
        object,
        fill(found.status, scope, object.status) as object,
      );
    }
  }
}

/** A gateway's listeners, each with the number of accepted routes that name it. */
async function listenersOf(
  cluster: Cluster,
  gateway: KubeObject,
): Promise<object[]> {
  const listeners = at(gateway, 'spec.listeners');
  if (!Array.isArray(listeners)) return [];
  const kinds = ['HTTPRoute', 'GRPCRoute'].map(kind =>
    cluster.list(gateway.apiVersion, kind),
  );
  const accepted = (await Promise.all(kinds))
    .flat()
    .filter(
      route => at(route, 'status.parents.0.conditions.0.status') === 'True',
    );
  return listeners.map(listener => {
    const { name } = gateway.metadata;
    const names = (ref: { name: string; sectionName?: string }) =>
      ref.name === name && (ref.sectionName ?? listener.name) === listener.name;
    return {
      ...listener,
      attached: accepted.filter(route =>
        [at(route, 'spec.parentRefs') ?? []]
          .flat()
          .some(ref => names(ref as { name: string })),
      ).length,
    };
  });
}

/** The value at a path such as `spec.containers.0.image`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? new Map(Object.entries(inner)).get(key)
          : undefined,
      value,
    );
}

function fill(template: unknown, scope: object, old: unknown): unknown {
  if (typeof template === 'string') {
    const [, whole] = /^\$\{([^}]+)\}$/.exec(template) ?? [];
    return whole
      ? at(scope, whole)
      : template.replace(/\$\{([^}]+)\}/g, (_, path) =>
          String(at(scope, path) ?? ''),
        );
  }
  if (Array.isArray(template)) {
    return template
      .flatMap(item => {
        const list =
          isObject(item) && item.$each && at(scope, String(item.$each));
        return Array.isArray(list)
          ? list.map(one => [item, { ...scope, item: one }])
          : [[item, scope]];
      })
      .map(([item, inner], i) => fill(item, inner, at(old, String(i))));
  }
  if (!isObject(template)) return template;
  const filled = Object.entries(template)
    .filter(([key]) => key !== '$each')
    .map(
      ([key, value]) =>
        [
          key,
          value === '$now' ? value : fill(value, scope, at(old, key)),
        ] as const,
    )
    .filter(([, value]) => value !== undefined);
  const changed = filled.some(
    ([key, value]) =>
      value !== '$now' && !isDeepStrictEqual(value, at(old, key)),
  );
  return Object.fromEntries(
    filled.map(([key, value]) => [
      key,
      value === '$now' ? (!changed && at(old, key)) || now() : value,
    ]),
  );
}
