import {
  fluxDelivery,
  fluxSource,
  fluxTarget,
  grouped,
  isKnown,
  type Known,
  type KubernetesObject,
  lastValue,
  type Selector,
  type Snapshot,
  type SnapshotQuery,
} from '@groundwork/engine';
import { fieldsOf, type FluxHint } from '../tenants/entityHints';
import { type Unread, whyUnread } from './known';
import { type Area, isWithin, type Scope } from './Scopes';
import { CUT } from './withinNamespaces';

/** The kinds that Flux delivers by. */
export const FLUX = [
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' },
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
] as const;

const SOURCES = 'source.toolkit.fluxcd.io';

/** An object of Flux that an owner may see, as far as they may, with where it delivers to. */
export interface OwnFlux {
  object: KubernetesObject;
  cluster: string;
  /** Namespaces of the owner: of one that has applied nothing yet all, since it may be any. */
  namespaces: readonly string[];
  /** Whether it says where, or has applied anything. */
  isPlaced: boolean;
  /** Its source, and what that is taken from; absent where that is not to be looked at, or not known. */
  source?: Known<readonly KubernetesObject[]>;
}

/** Why an owner does not see an object of Flux. */
export type FluxRefused =
  | 'tenant'
  | 'unread'
  | 'home'
  | 'elsewhere'
  | 'namespace';

/**
 * Kustomizations and HelmReleases of Flux that an owner may see: those that deliver to their namespaces, and lie in one of these, or
 * are named by `tenancy.unmanaged.owners[].flux`. What labels of workloads say of Flux anybody can write, so nothing rests on it.
 */
export class FluxObjects {
  readonly #scope: Scope;
  readonly #snapshot: Snapshot;

  constructor(scope: Scope, snapshot: Snapshot) {
    this.#scope = scope;
    this.#snapshot = snapshot;
  }

  /** Those that deliver to a namespace; where they can't be read that is said, with what was last known. */
  into(cluster: string, namespace: string): Known<readonly OwnFlux[]> {
    const all = FLUX.flatMap(kind =>
      this.#grouped(cluster, kind).get(namespace),
    ).flatMap(object => this.own(object, cluster) ?? []);
    return this.#known(cluster, namespace, all);
  }

  /** The same of those alone that an entity names, with what has applied nothing yet, since it may come to deliver there. */
  named(
    cluster: string,
    namespace: string,
    hints: readonly FluxHint[],
  ): Known<readonly OwnFlux[]> {
    const all = this.meant(hints).filter(each => each.cluster === cluster);
    return this.#known(cluster, namespace, all);
  }

  /** Those that carry the labels themselves, of any of these. */
  labelled(selectors: readonly Selector[]): OwnFlux[] {
    return [...this.#scope.keys()].flatMap(cluster =>
      FLUX.flatMap(kind =>
        selectors.flatMap(labels => {
          const known = this.#snapshot.list({ cluster, ...kind, labels });
          return lastValue(known) ?? [];
        }),
      ).flatMap(object => this.own(object, cluster) ?? []),
    );
  }

  #known(
    cluster: string,
    namespace: string,
    all: readonly OwnFlux[],
  ): Known<readonly OwnFlux[]> {
    const value = all.filter(each => each.namespaces.includes(namespace));
    const asOf = Math.min(...this.#ages(cluster), Date.now());
    const unread = this.unread(cluster);
    return unread
      ? { ...unread, ...(value.length > 0 ? { last: { value, asOf } } : {}) }
      : { value, asOf, source: `cluster ${cluster}` };
  }

  /** Those that an entity names, wherever they deliver to. */
  meant(hints: readonly FluxHint[]): OwnFlux[] {
    return [...this.#scope.keys()].flatMap(cluster =>
      FLUX.flatMap(kind =>
        hints
          .filter(hint => hint.kind === kind.kind)
          .flatMap(hint => this.called(cluster, kind, hint.name))
          .filter(object => isNamedFlux(object, hints))
          .flatMap(object => this.own(object, cluster) ?? []),
      ),
    );
  }

  /** All of a kind that have a name on a cluster, whosever they are. */
  called(
    cluster: string,
    kind: (typeof FLUX)[number],
    name: string,
  ): readonly KubernetesObject[] {
    return grouped(
      this.#all(cluster, kind),
      'names of objects of Flux',
      ({ metadata }) => [metadata.name],
    ).get(name);
  }

  /** Why there may be more on a cluster than is known. One that does not have these kinds has no Flux: that is an answer. */
  unread(cluster: string): Unread | undefined {
    const area = this.#scope.get(cluster);
    const homes = [...(area?.fluxNamespaces ?? [])];
    if (homes.some(namespace => area?.isManaged(namespace) === 'maybe')) {
      return { unknown: 'notWatched', source: `cluster ${cluster}` };
    }
    for (const kind of FLUX) {
      const why = this.#unreadOf({ cluster, ...kind });
      if (why) {
        return why;
      }
    }
    return undefined;
  }

  /** Where a kind may not be read everywhere, the namespaces count in which anything could be the owner's. */
  #unreadOf(query: SnapshotQuery): Unread | undefined {
    const whole = whyUnread(this.#snapshot.list(query));
    const area = this.#scope.get(query.cluster);
    if (!whole || !area || area.isEverything) {
      return whole;
    }
    const namespaces = [...area.namespaces.names(), ...area.fluxNamespaces];
    return namespaces.length === 0
      ? whole
      : namespaces
          .map(namespace =>
            whyUnread(this.#snapshot.list({ ...query, namespace })),
          )
          .find(why => why !== undefined);
  }

  /** An object as its owner may see it; undefined where it is not theirs. */
  own(object: KubernetesObject, cluster: string): OwnFlux | undefined {
    const area = this.#scope.get(cluster);
    if (!area || this.whyNot(object, cluster)) {
      return undefined;
    }
    const source = this.#sourceOf(object, object, cluster);
    const { namespaces, isKnown: isSaid } = fluxTarget(object);
    const isPlaced = isSaid || isAtHome(object, area);
    return {
      object: scoped(object, area),
      cluster,
      isPlaced,
      namespaces: isPlaced
        ? namespaces.filter(each => isWithin(area, each))
        : area.namespaces.names(),
      ...(source ? { source } : {}),
    };
  }

  /** Why the owner does not see it, for those who run the portal; undefined where they do. */
  whyNot(object: KubernetesObject, cluster: string): FluxRefused | undefined {
    const area = this.#scope.get(cluster);
    const { name, namespace = '' } = object.metadata;
    const managed = area?.isManaged(namespace);
    if (managed) {
      return managed === 'maybe' ? 'unread' : 'tenant';
    }
    if (!area || !(isAtHome(object, area) || area.hasFlux(namespace, name))) {
      return 'home';
    }
    const { namespaces, isElsewhere, isKnown: isSaid } = fluxTarget(object);
    if (isElsewhere) {
      return 'elsewhere';
    }
    return !isSaid || namespaces.some(each => isWithin(area, each))
      ? undefined
      : 'namespace';
  }

  /**
   * Its source, and what that is taken from. One that lies outside of the owner's namespaces is looked at only for what the platform
   * itself put outside of them, and tells no message: a team could name any.
   */
  #sourceOf(
    of: KubernetesObject,
    object: KubernetesObject,
    cluster: string,
  ): OwnFlux['source'] {
    const area = this.#scope.get(cluster);
    const named = fluxSource(of);
    // Of a kind that is not read here, as an ExternalArtifact, nothing is known.
    const isRead = fluxDelivery.some(
      ({ group, kind }) => group === SOURCES && kind === named?.kind,
    );
    if (!area || !named || !isRead || area.isManaged(named.namespace)) {
      return undefined;
    }
    const isTheirs = area.namespaces.has(named.namespace);
    if (!isTheirs && isAtHome(object, area)) {
      return undefined;
    }
    const known = this.#snapshot.list({ cluster, group: SOURCES, ...named });
    if (!isKnown(known)) {
      return isTheirs ? known : undefined;
    }
    const [found] = known.value;
    const further =
      found?.kind === 'HelmChart' && found !== of
        ? this.#sourceOf(found, object, cluster)
        : undefined;
    return {
      ...known,
      value: [
        ...known.value.map(each => (isTheirs ? each : telling(each, ''))),
        ...(further && isKnown(further) ? further.value : []),
      ],
    };
  }

  #grouped(cluster: string, kind: (typeof FLUX)[number]) {
    return grouped(
      this.#all(cluster, kind),
      'namespaces that objects of Flux deliver to',
      object => [...fluxTarget(object).namespaces],
    );
  }

  #all(
    cluster: string,
    kind: (typeof FLUX)[number],
  ): readonly KubernetesObject[] {
    return lastValue(this.#snapshot.list({ cluster, ...kind })) ?? [];
  }

  #ages(cluster: string): number[] {
    return FLUX.flatMap(kind => {
      const known = this.#snapshot.list({ cluster, ...kind });
      return isKnown(known) ? known.asOf : known.last?.asOf ?? [];
    });
  }
}

/** An object of Flux as an entity would name it. */
export function fluxHintOf({ kind, metadata }: KubernetesObject): FluxHint {
  const { name, namespace } = metadata;
  return {
    kind: kind === 'Kustomization' ? 'Kustomization' : 'HelmRelease',
    name,
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** Whether an object of Flux is one that an entity names, whosever it is. */
export function isNamedFlux(
  { kind, metadata }: KubernetesObject,
  hints: readonly FluxHint[],
): boolean {
  return hints.some(
    hint =>
      hint.kind === kind &&
      hint.name === metadata.name &&
      (hint.namespace === undefined || hint.namespace === metadata.namespace),
  );
}

/** Whether it lies in a namespace of the owner. */
function isAtHome({ metadata }: KubernetesObject, area: Area): boolean {
  return area.namespaces.has(metadata.namespace ?? '');
}

/**
 * Without messages where it delivers anything to where the owner may not look, and may tell of that; what it waits for may be
 * anybody's. An object that configuration names is the owner's with all else that it says.
 */
function scoped(object: KubernetesObject, area: Area): KubernetesObject {
  const { namespaces, hasMore, isKnown: isSaid } = fluxTarget(object);
  const isWhole =
    !hasMore && (!isSaid || namespaces.every(each => isWithin(area, each)));
  if (!isWhole) {
    return telling(object, CUT);
  }
  return isAtHome(object, area)
    ? object
    : telling(object, '', ({ reason }) => reason === 'DependencyNotReady');
}

/** With this in the place of all messages, or of those of some conditions. */
function telling(
  object: KubernetesObject,
  message: string,
  isMeant: (condition: Readonly<Record<string, unknown>>) => boolean = () =>
    true,
): KubernetesObject {
  const { conditions, ...status } = fieldsOf(object.status);
  return {
    ...object,
    status: {
      ...status,
      conditions: (Array.isArray(conditions) ? conditions : [])
        .map(fieldsOf)
        .map(each => (isMeant(each) ? { ...each, message } : each)),
    },
  };
}
