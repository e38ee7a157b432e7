import {
  isKnown,
  type KindRegistry,
  type Known,
  type KubernetesObject,
  lastValue,
  matchesSelector,
  type Snapshot,
  type SnapshotQuery,
} from '@groundwork/engine';
import type { OwnApplication } from './applications';
import type { Place } from './placesOf';
import type { Area, Scope } from './Scopes';
import { withinNamespaces } from './withinNamespaces';

type Objects = Known<readonly KubernetesObject[]>;

/** In front of the labels that stand for environments: nobody's labels begin so, since `.invalid` is nobody's domain. */
export const PREFIX = 'unmanaged.groundwork.invalid';

const SOURCE = 'tenancy.unmanaged of the portal';

const ARGOCD = 'argoproj.io';

/**
 * What an owner may look at, and nothing else: whatever is computed over it can't tell of anything else, in no card, cause or
 * event. What lies elsewhere is not known, and never "not there".
 *
 * - Objects of the owner's namespaces, and those of the whole cluster, which are the platform's.
 * - Gateways of shared namespaces, and those namespaces.
 * - Applications of the owner, without what they hold elsewhere, and their projects.
 */
export class ScopedSnapshot implements Snapshot {
  readonly #inner: Snapshot;
  readonly #scope: Scope;
  readonly #kinds: KindRegistry;
  readonly #places: readonly Place[];
  readonly #labels: (place: Place) => Record<string, string>;
  readonly #applications: ReadonlyMap<KubernetesObject, OwnApplication>;
  readonly #applicationNames: ReadonlySet<string>;

  constructor(options: {
    inner: Snapshot;
    scope: Scope;
    kinds: KindRegistry;
    applications: readonly OwnApplication[];
    /** The namespaces that stand for environments, and the labels that statuses find them by. */
    places?: readonly Place[];
    labels?: (place: Place) => Record<string, string>;
  }) {
    this.#inner = options.inner;
    this.#scope = options.scope;
    this.#kinds = options.kinds;
    this.#places = options.places ?? [];
    this.#labels = options.labels ?? (() => ({}));
    this.#applications = new Map(
      options.applications.map(each => [each.object, each]),
    );
    this.#applicationNames = new Set(
      options.applications.map(
        ({ object: { metadata } }) => `${metadata.namespace}/${metadata.name}`,
      ),
    );
  }

  list(query: SnapshotQuery): Objects {
    const { cluster, group, kind } = query;
    const area = this.#scope.get(cluster);
    if (!area) {
      return denied(query);
    }
    if (group === '' && kind === 'Namespace') {
      return this.#namespaces(query, area);
    }
    if (group === ARGOCD && kind === 'Application') {
      return this.#ownApplications(query);
    }
    if (group === ARGOCD && kind === 'AppProject') {
      return filtered(this.#inner.list(query), ({ metadata }) =>
        area.hasProject(metadata.name),
      );
    }
    const isNamespaced = this.#kinds.find(group, kind)?.namespaced ?? true;
    if (!isNamespaced || kind === 'CustomResourceDefinition') {
      return this.#inner.list(query);
    }
    const { namespace } = query;
    if (namespace !== undefined) {
      return mayLook(area, namespace, kind)
        ? this.#inner.list(query)
        : denied(query);
    }
    return this.#everywhere(
      query,
      [...area.namespaces.keys(), ...area.shared].filter(each =>
        mayLook(area, each, kind),
      ),
    );
  }

  /** An Application as it may be shown; undefined for one that may not. */
  application(object: KubernetesObject): KubernetesObject | undefined {
    const own = this.#applications.get(object);
    const area = own && this.#scope.get(own.cluster);
    return area && withinNamespaces(object, item => this.#isOwn(item, area));
  }

  #isOwn(item: Readonly<Record<string, unknown>>, area: Area): boolean {
    const { group, kind, namespace, name } = item;
    if (group === ARGOCD && kind === 'Application') {
      return this.#applicationNames.has(`${namespace}/${name}`);
    }
    return typeof namespace === 'string' && area.namespaces.has(namespace);
  }

  #ownApplications(query: SnapshotQuery): Objects {
    const known = this.#inner.list(query);
    const within = (objects: readonly KubernetesObject[]) =>
      objects.flatMap(object => this.application(object) ?? []);
    return mapped(known, within);
  }

  /** Namespaces are found by the labels of environments; what is asked of others is what they really have. */
  #namespaces(query: SnapshotQuery, area: Area): Objects {
    const isOfPlaces = Object.keys(query.labels?.matchLabels ?? {}).some(key =>
      key.startsWith(`${PREFIX}/`),
    );
    if (isOfPlaces) {
      // Which namespaces these are says configuration, whether or not the cluster lets anybody list namespaces.
      return {
        value: this.#places
          .filter(({ cluster }) => cluster === query.cluster)
          .map(place => labelled(place, area, this.#labels(place)))
          .filter(({ metadata }) =>
            matchesSelector(query.labels, metadata.labels),
          ),
        asOf: Date.now(),
        source: SOURCE,
      };
    }
    const isWithin = (name: string) =>
      area.namespaces.has(name) || area.shared.has(name);
    if (query.name !== undefined && !isWithin(query.name)) {
      return denied(query);
    }
    return filtered(this.#inner.list(query), ({ metadata }) =>
      isWithin(metadata.name),
    );
  }

  #everywhere(query: SnapshotQuery, namespaces: readonly string[]): Objects {
    const answers = [...new Set(namespaces)].map(namespace =>
      this.#inner.list({ ...query, namespace }),
    );
    const value = answers.flatMap(answer => lastValue(answer) ?? []);
    const ages = answers.flatMap(answer =>
      isKnown(answer) ? answer.asOf : answer.last?.asOf ?? [],
    );
    const asOf = Math.min(...ages, Date.now());
    const unread = answers.find(answer => !isKnown(answer));
    return unread && !isKnown(unread)
      ? {
          ...unread,
          ...(value.length > 0 ? { last: { value, asOf } } : {}),
        }
      : { value, asOf, source: `cluster ${query.cluster}` };
  }
}

function labelled(
  { namespace }: Place,
  area: Area,
  labels: Record<string, string>,
): KubernetesObject {
  const live = area.namespaces.get(namespace);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    ...live,
    metadata: {
      ...live?.metadata,
      name: namespace,
      labels: { ...live?.metadata.labels, ...labels },
    },
  };
}

function mayLook(area: Area, namespace: string, kind: string): boolean {
  return (
    area.namespaces.has(namespace) ||
    (kind === 'Gateway' && area.shared.has(namespace))
  );
}

function denied({ kind, namespace }: SnapshotQuery): Objects {
  return {
    unknown: 'forbidden',
    source: SOURCE,
    message: `${kind}${
      namespace === undefined ? '' : ` of namespace ${namespace}`
    } is not among what is looked at`,
  };
}

function filtered(
  known: Objects,
  isWithin: (object: KubernetesObject) => boolean,
): Objects {
  return mapped(known, objects => objects.filter(isWithin));
}

function mapped(
  known: Objects,
  within: (objects: readonly KubernetesObject[]) => KubernetesObject[],
): Objects {
  if (isKnown(known)) {
    return { ...known, value: within(known.value) };
  }
  const { last, ...rest } = known;
  return last
    ? { ...rest, last: { ...last, value: within(last.value) } }
    : rest;
}
