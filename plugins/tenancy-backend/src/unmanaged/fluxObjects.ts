import {
  fluxSource,
  fluxTarget,
  grouped,
  type InventoryEntry,
  isKnown,
  type Known,
  type KubernetesObject,
  lastValue,
  type Snapshot,
  withInventory,
} from '@groundwork/engine';
import { fieldsOf, type FluxHint } from '../tenants/entityHints';
import type { Area, Scope } from './Scopes';
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
  namespaces: readonly string[];
  /** Its source; absent where that is not to be looked at, or not known. */
  source?: Known<readonly KubernetesObject[]>;
}

/** Why an owner does not see an object of Flux. */
export type FluxRefused = 'home' | 'elsewhere' | 'namespace';

type Unread = Exclude<Known<never>, { value: never }>;

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
    const value = FLUX.flatMap(kind =>
      this.#grouped(cluster, kind).get(namespace),
    )
      .flatMap(object => this.own(object, cluster) ?? [])
      .filter(each => each.namespaces.includes(namespace));
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
          .flatMap(hint => this.named(cluster, kind, hint.name))
          .filter(object => isNamedFlux(object, hints))
          .flatMap(object => this.own(object, cluster) ?? []),
      ),
    );
  }

  /** All of a kind that have a name on a cluster, whosever they are. */
  named(
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
    for (const kind of FLUX) {
      const known = this.#snapshot.list({ cluster, ...kind });
      if (!isKnown(known) && known.unknown !== 'notServed') {
        const { last: _, ...why } = known;
        return why;
      }
    }
    return undefined;
  }

  /** An object as its owner may see it; undefined where it is not theirs. */
  own(object: KubernetesObject, cluster: string): OwnFlux | undefined {
    const area = this.#scope.get(cluster);
    if (!area || this.whyNot(object, cluster)) {
      return undefined;
    }
    const source = this.#sourceOf(object, cluster, area);
    return {
      object: scoped(object, area),
      cluster,
      namespaces: fluxTarget(object).namespaces.filter(each =>
        area.namespaces.has(each),
      ),
      ...(source ? { source } : {}),
    };
  }

  /** Why the owner does not see it, for those who run the portal; undefined where they do. */
  whyNot(object: KubernetesObject, cluster: string): FluxRefused | undefined {
    const area = this.#scope.get(cluster);
    if (!area || !mayLie(object, area)) {
      return 'home';
    }
    const { namespaces, isElsewhere } = fluxTarget(object);
    if (isElsewhere) {
      return 'elsewhere';
    }
    return namespaces.some(each => area.namespaces.has(each))
      ? undefined
      : 'namespace';
  }

  /**
   * Its source. One that lies elsewhere is looked at only for what the platform itself put outside of the owner's namespaces, and
   * tells no message: a team could name any.
   */
  #sourceOf(
    object: KubernetesObject,
    cluster: string,
    area: Area,
  ): OwnFlux['source'] {
    const named = fluxSource(object);
    if (!named) {
      return undefined;
    }
    const known = this.#snapshot.list({ cluster, group: SOURCES, ...named });
    if (area.isEverything || area.namespaces.has(named.namespace)) {
      return known;
    }
    if (area.namespaces.has(object.metadata.namespace ?? '')) {
      return undefined;
    }
    return isKnown(known)
      ? { ...known, value: known.value.map(each => telling(each, '')) }
      : undefined;
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

function mayLie({ metadata }: KubernetesObject, area: Area): boolean {
  const { name, namespace = '' } = metadata;
  return (
    area.namespaces.has(namespace) ||
    (area.hasFlux(namespace, name) && !area.isManaged(namespace))
  );
}

/** Without what it applied elsewhere. Where there is such a thing, messages may be about that: they go, too. */
function scoped(object: KubernetesObject, area: Area): KubernetesObject {
  let isWhole = true;
  const within = withInventory(object, entry => {
    const isWithin = isOwn(entry, area);
    isWhole &&= isWithin;
    return isWithin;
  });
  return isWhole ? object : telling(within, CUT);
}

function isOwn(
  { group, kind, namespace, name }: InventoryEntry,
  area: Area,
): boolean {
  return namespace === undefined
    ? group === '' && kind === 'Namespace' && area.namespaces.has(name)
    : area.namespaces.has(namespace);
}

/** With this in the place of all messages. */
function telling(object: KubernetesObject, message: string): KubernetesObject {
  const { conditions, ...status } = fieldsOf(object.status);
  return {
    ...object,
    status: {
      ...status,
      conditions: (Array.isArray(conditions) ? conditions : []).map(each => ({
        ...fieldsOf(each),
        message,
      })),
    },
  };
}
