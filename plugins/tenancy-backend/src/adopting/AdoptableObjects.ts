import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  at,
  type FoundObject,
  groupOf,
  isKnown,
  type KindDescriptor,
  kindsOf,
  type KubernetesObject,
  lastValue,
  listOf,
  type Platform,
  textOf,
} from '@groundwork/engine';
import {
  acceptObject,
  type ClusterApi,
  clusterApis,
  type ClusterConnection,
  ClusterError,
  type LiveSnapshot,
  Turns,
} from '../clusters';
import { kindsFor } from '../clusters/kindsFor';

/** A namespace that is adopted, with the tenant that it becomes or is. */
export interface AdoptedPlace {
  cluster: string;
  namespace: string;
  environment: string;
  tenant: string;
}

/** What is in some namespaces, and what could not be read there. */
export interface Found {
  objects: FoundObject[];
  notRead: NotRead[];
}

/** A kind of a cluster, or of one of its namespaces, in words. */
interface NotRead {
  place: string;
  why: string;
  kind?: { cluster: string; group: string; kind: string };
}

/** Milliseconds that a cluster may take for one page. */
const PATIENCE = 10_000;

/** A page of large objects is asked for again in smaller ones. */
const PAGES = [50, 5, 1];
const MOST_BYTES = 4 * 1024 * 1024;
/** A server may name a next page for ever. */
const MOST_PAGES = 200;

/** Questions to one cluster at once. */
const AT_ONCE = 4;

/** Clusters put it into every namespace. */
const EVERYWHERE = 'kube-root-ca.crt';

/**
 * What namespaces hold, whole: from memory what is watched whole, and from the clusters what is watched as metadata alone. Secrets are not
 * among the kinds that are read.
 */
export class AdoptableObjects {
  readonly #platform: Platform;
  readonly #snapshot: LiveSnapshot;
  readonly #apis: ReadonlyMap<string, ClusterApi>;
  readonly #turns = new Turns(AT_ONCE);

  constructor(options: {
    platform: Platform;
    snapshot: LiveSnapshot;
    connections: ReadonlyMap<string, ClusterConnection>;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#apis = clusterApis(options.connections);
  }

  async of(places: readonly AdoptedPlace[]): Promise<Found> {
    const objects: FoundObject[] = [];
    const notRead = new Map<string, NotRead>();
    const miss = (place: string, why: string, kind?: NotRead['kind']) =>
      notRead.set(place, { place, why, ...(kind ? { kind } : {}) });
    for (const place of places) {
      const { cluster, namespace } = place;
      for (const kind of this.#kindsOf(cluster)) {
        const known = this.#snapshot.list({
          cluster,
          group: kind.group,
          kind: kind.kind,
          ...(kind.namespaced ? { namespace } : { name: namespace }),
        });
        if (!isKnown(known) && known.unknown !== 'notServed') {
          miss(`${cluster} ${kind.kind}`, known.message ?? known.unknown, {
            cluster,
            group: kind.group,
            kind: kind.kind,
          });
        }
        for (const object of lastValue(known) ?? []) {
          if (!kind.metadataOnly) {
            objects.push({ object, cluster });
          }
        }
        await letOthers();
      }
    }
    await Promise.all(
      places.map(async ({ cluster, namespace }) => {
        for (const kind of this.#kindsOf(cluster)) {
          if (kind.metadataOnly) {
            try {
              const whole = await this.#whole(cluster, namespace, kind);
              objects.push(...whole.map(object => ({ object, cluster })));
            } catch (error) {
              miss(
                `${cluster}/${namespace} ${kind.kind}`,
                error instanceof ClusterError
                  ? error.message
                  : 'it cannot be read now',
              );
            }
          }
        }
      }),
    );
    await this.#delivery(places, objects, miss);
    return { objects, notRead: [...notRead.values()] };
  }

  #kindsOf(cluster: string): readonly KindDescriptor[] {
    const kinds = kindsOf(this.#platform);
    return kindsFor(cluster, this.#platform).flatMap(({ group, kind }) => {
      const own = kinds.find(group, kind);
      const isWritten =
        own &&
        own.writer !== 'controller' &&
        kind !== 'Secret' &&
        (own.namespaced || kind === 'Namespace');
      return isWritten ? [own] : [];
    });
  }

  /** Objects that are watched as metadata alone, as they are now. */
  async #whole(
    cluster: string,
    namespace: string,
    { group, kind, plural }: KindDescriptor,
  ): Promise<KubernetesObject[]> {
    const known = this.#snapshot.list({ cluster, group, kind, namespace });
    const there = (lastValue(known) ?? []).filter(
      ({ metadata }) => metadata.name !== EVERYWHERE,
    );
    const api = this.#apis.get(cluster);
    if (there.length === 0 || !api) {
      return [];
    }
    const { apiVersion } = there[0];
    const path = [
      group ? '/apis' : '/api',
      apiVersion,
      'namespaces',
      encodeURIComponent(namespace),
      plural,
    ].join('/');
    const objects: KubernetesObject[] = [];
    let next: string | undefined = '';
    for (let pages = 0; next !== undefined; pages += 1) {
      if (pages === MOST_PAGES) {
        throw new ClusterError('overLimit', 'there are more than are read');
      }
      const page: unknown = await this.#page(api, path, next);
      for (const item of listOf(at(page, 'items'))) {
        const object = acceptObject(item, { apiVersion, kind });
        if (object) {
          objects.push(object);
        }
        await letOthers();
      }
      next = textOf(at(page, 'metadata', 'continue')) || undefined;
    }
    return objects;
  }

  async #page(api: ClusterApi, path: string, next: string): Promise<unknown> {
    for (const [index, limit] of PAGES.entries()) {
      const query = new URLSearchParams({
        limit: String(limit),
        ...(next === '' ? {} : { continue: next }),
      });
      try {
        return await this.#turns.take(api.cluster, () =>
          api.get(
            `${path}?${query}`,
            new AbortController().signal,
            PATIENCE,
            MOST_BYTES,
          ),
        );
      } catch (error) {
        const isLong =
          error instanceof ClusterError && error.unknown === 'overLimit';
        if (!isLong || index === PAGES.length - 1) {
          throw error;
        }
      }
    }
    throw new Error('unreachable');
  }

  /** The Applications that go to these namespaces, and the projects that they or the tenants have. */
  async #delivery(
    places: readonly AdoptedPlace[],
    objects: FoundObject[],
    miss: (place: string, why: string, kind: NotRead['kind']) => void,
  ): Promise<void> {
    const namespaces = new Set(places.map(({ namespace }) => namespace));
    const projects = new Set(
      places.map(({ tenant, environment }) => `${tenant}-${environment}`),
    );
    const argocds = new Map(
      this.#platform.environments
        .filter(({ name }) => places.some(each => each.environment === name))
        .map(({ argocd: { cluster, namespace } }) => [
          `${cluster}/${namespace}`,
          { cluster, namespace },
        ]),
    );
    for (const { cluster, namespace } of argocds.values()) {
      for (const kind of ['Application', 'AppProject']) {
        const known = this.#snapshot.list({
          cluster,
          group: 'argoproj.io',
          kind,
          namespace,
        });
        if (!isKnown(known) && known.unknown !== 'notServed') {
          miss(`${cluster} ${kind}`, known.message ?? known.unknown, {
            cluster,
            group: 'argoproj.io',
            kind,
          });
        }
        for (const object of lastValue(known) ?? []) {
          const goesTo = textOf(at(object.spec, 'destination', 'namespace'));
          if (goesTo !== undefined && namespaces.has(goesTo)) {
            projects.add(textOf(at(object.spec, 'project')) ?? '');
          }
          if (
            kind === 'Application'
              ? goesTo !== undefined && namespaces.has(goesTo)
              : projects.has(object.metadata.name)
          ) {
            objects.push({ object, cluster });
          }
          await letOthers();
        }
      }
    }
  }

  /** How many objects of each kind a namespace has, most first. */
  counts(
    cluster: string,
    namespace: string,
  ): Array<{ kind: string; count: number }> {
    return this.#kindsOf(cluster)
      .filter(({ namespaced }) => namespaced)
      .flatMap(({ group, kind }) => {
        const known = this.#snapshot.list({ cluster, group, kind, namespace });
        const count = (lastValue(known) ?? []).filter(
          ({ metadata, apiVersion }) =>
            metadata.name !== EVERYWHERE && groupOf(apiVersion) === group,
        ).length;
        return count > 0 ? [{ kind, count }] : [];
      })
      .sort((a, b) => b.count - a.count);
  }
}
