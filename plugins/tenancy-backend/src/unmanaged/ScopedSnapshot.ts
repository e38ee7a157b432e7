import {
  grouped,
  isKnown,
  type KindRegistry,
  type Known,
  type KubernetesObject,
  lastValue,
  matchesSelector,
  type Snapshot,
  type SnapshotQuery,
} from '@groundwork/engine';
import type { Applications } from './applications';
import type { Place } from './placesOf';
import { type Area, isWithin, type Scope } from './Scopes';
import { mapKnown } from './known';
import { ownSet, setsOf } from './ownSet';
import { withinNamespaces } from './withinNamespaces';

type Objects = Known<readonly KubernetesObject[]>;

/** In front of the labels that stand for environments: nobody's labels begin so, since `.invalid` is nobody's domain. */
export const PREFIX = 'unmanaged.groundwork.invalid';

const SOURCE = 'tenancy.unmanaged of the portal';

const ARGOCD = 'argoproj.io';

/** Kinds of namespaces that everybody may see what they offer of. */
const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** Of more namespaces a kind is read as a whole, and what is not theirs is left out. */
const FEW = 50;

/**
 * What an owner may look at, and nothing else: whatever is computed over it can't tell of anything else, in no card, cause or
 * event. What lies elsewhere is not known, and never "not there".
 *
 * - Objects of the owner's namespaces, and those of the whole cluster, which are the platform's.
 * - Gateways of shared namespaces, and those namespaces.
 * - The names of policies that a mesh has for all namespaces.
 * - Applications of the owner, without what they hold elsewhere, their projects, and of ApplicationSets that make them where these
 *   are with their Applications.
 */
export class ScopedSnapshot implements Snapshot {
  readonly #inner: Snapshot;
  readonly #scope: Scope;
  readonly #kinds: KindRegistry;
  readonly #applications: Applications;
  readonly #places: readonly Place[];
  readonly #labels: (place: Place) => Record<string, string>;
  /** Lists of all namespaces: what is computed from one is kept with it. */
  readonly #whole = new Map<string, Objects>();

  constructor(options: {
    inner: Snapshot;
    scope: Scope;
    kinds: KindRegistry;
    applications: Applications;
    /** The namespaces that stand for environments, and the labels that statuses find them by. */
    places?: readonly Place[];
    labels?: (place: Place) => Record<string, string>;
  }) {
    this.#inner = options.inner;
    this.#scope = options.scope;
    this.#kinds = options.kinds;
    this.#applications = options.applications;
    this.#places = options.places ?? [];
    this.#labels = options.labels ?? (() => ({}));
  }

  list(query: SnapshotQuery): Objects {
    const { cluster, group, kind, namespace } = query;
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
      return this.#projects(query, area);
    }
    const descriptor = this.#kinds.find(group, kind);
    const isNamespaced = descriptor?.namespaced ?? true;
    if (!isNamespaced || kind === 'CustomResourceDefinition') {
      return this.#inner.list(query);
    }
    if (namespace !== undefined) {
      const root = descriptor?.foreignPolicy?.rootNamespace;
      if (namespace === root && !area.namespaces.has(namespace)) {
        return mapKnown(this.#inner.list(query), objects => objects.map(named));
      }
      if (mayLook(area, namespace, query)) {
        return this.#inner.list(query);
      }
      return group === ARGOCD && kind === 'ApplicationSet'
        ? this.#set(query)
        : denied(query);
    }
    if (query.name !== undefined || query.labels !== undefined) {
      return this.#everywhere(query, area);
    }
    const key = `${cluster} ${group}/${kind}`;
    const known = this.#whole.get(key) ?? this.#everywhere(query, area);
    this.#whole.set(key, known);
    return known;
  }

  namespaces(
    kind: Pick<SnapshotQuery, 'cluster' | 'group' | 'kind'>,
  ): readonly string[] | undefined {
    const area = this.#scope.get(kind.cluster);
    return area
      ? this.#inner
          .namespaces?.(kind)
          ?.filter(namespace => area.namespaces.has(namespace))
      : undefined;
  }

  /** An Application as it may be shown; undefined for one that may not. */
  application(
    object: KubernetesObject,
    home: string,
  ): KubernetesObject | undefined {
    const own = this.#applications.own(object, home);
    const area = own && this.#scope.get(own.cluster);
    return (
      area &&
      withinNamespaces(object, item => this.#isOwn(item, own.cluster, area))
    );
  }

  #isOwn(
    item: Readonly<Record<string, unknown>>,
    cluster: string,
    area: Area,
  ): boolean {
    const { group = '', kind, namespace, name } = item;
    if (typeof name !== 'string') {
      return false;
    }
    if (group === '' && kind === 'Namespace') {
      return isWithin(area, name);
    }
    if (typeof namespace !== 'string') {
      return false;
    }
    return group === ARGOCD && kind === 'Application'
      ? this.#applications.named(cluster, namespace, name) !== undefined
      : isWithin(area, namespace);
  }

  #ownApplications(query: SnapshotQuery): Objects {
    const { cluster, name } = query;
    const known = mapKnown(this.#inner.list(query), objects =>
      objects.flatMap(object => this.application(object, cluster) ?? []),
    );
    // Nobody learns by a name whether there is an Application that is not theirs.
    return name !== undefined && (lastValue(known) ?? []).length === 0
      ? denied(query)
      : known;
  }

  #projects(query: SnapshotQuery, area: Area): Objects {
    const isOwn = ({ metadata }: KubernetesObject) =>
      area.hasProject(metadata.name, metadata.namespace ?? '');
    const { name, namespace = '' } = query;
    return name !== undefined && !area.hasProject(name, namespace)
      ? denied(query)
      : mapKnown(this.#inner.list(query), objects => objects.filter(isOwn));
  }

  /** One that made an Application of the owner, as far as it is about that. */
  #set(query: SnapshotQuery): Objects {
    const { cluster, namespace, name } = query;
    const all = this.#inner.list({
      cluster,
      group: ARGOCD,
      kind: 'Application',
    });
    const own = grouped(
      lastValue(all) ?? [],
      'ApplicationSets of Applications',
      setsOf,
    )
      .get(`${namespace}/${name}`)
      .filter(object => this.#applications.own(object, cluster))
      .map(({ metadata }) => metadata.name);
    return own.length === 0
      ? denied(query)
      : mapKnown(this.#inner.list(query), sets =>
          sets.map(set => ownSet(set, new Set(own))),
        );
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
    const isSeen = (name: string) =>
      isWithin(area, name) || area.shared.has(name);
    if (query.name !== undefined && !isSeen(query.name)) {
      return denied(query);
    }
    return mapKnown(this.#inner.list(query), objects =>
      objects.filter(({ metadata }) => isSeen(metadata.name)),
    );
  }

  #everywhere(query: SnapshotQuery, area: Area): Objects {
    const names = area.isEverything ? undefined : namespacesOf(area, query);
    if (!names || names.length > FEW) {
      const known = this.#inner.list(query);
      if (isKnown(known)) {
        const isSeen = ({ metadata }: KubernetesObject) =>
          mayLook(area, metadata.namespace ?? '', query);
        return { ...known, value: known.value.filter(isSeen) };
      }
    }
    const answers = (names ?? namespacesOf(area, query)).map(namespace =>
      this.#inner.list({ ...query, namespace }),
    );
    const value = answers.flatMap(answer => lastValue(answer) ?? []);
    const ages = answers.flatMap(answer =>
      isKnown(answer) ? answer.asOf : answer.last?.asOf ?? [],
    );
    const asOf = Math.min(...ages, Date.now());
    const unread = answers.find(answer => !isKnown(answer));
    if (unread && !isKnown(unread)) {
      const { last: _, ...why } = unread;
      return {
        ...why,
        ...(value.length > 0 ? { last: { value, asOf } } : {}),
      };
    }
    return { value, asOf, source: `cluster ${query.cluster}` };
  }
}

function namespacesOf(area: Area, query: SnapshotQuery): string[] {
  return [
    ...new Set([
      ...area.namespaces.names(),
      ...(isOffered(query) ? area.shared : []),
    ]),
  ];
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

function mayLook(area: Area, namespace: string, query: SnapshotQuery): boolean {
  return (
    isWithin(area, namespace) ||
    (isOffered(query) && area.shared.has(namespace))
  );
}

function isOffered({ group, kind }: SnapshotQuery): boolean {
  return `${group}/${kind}` === GATEWAY;
}

/** Of what holds for all namespaces nobody is told more than that it is there. */
function named({ apiVersion, kind, metadata }: KubernetesObject) {
  const { name, namespace } = metadata;
  return { apiVersion, kind, metadata: { name, namespace } };
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
