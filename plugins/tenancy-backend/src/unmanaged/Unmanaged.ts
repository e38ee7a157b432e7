import type { Entity } from '@backstage/catalog-model';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type KindRegistry,
  type Platform,
  type Snapshot,
  type SourceState,
} from '@groundwork/engine';
import { ShortMemory } from '../access/ShortMemory';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { RecentEvents } from '../clusters';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { basePlatform } from './basePlatform';
import { readHints } from './readHints';
import type { UnmanagedOptions } from './readUnmanaged';
import { type Scope, Scopes } from './Scopes';
import { type UnmanagedStatus, unmanagedStatus } from './UnmanagedStatus';
import { findSubject, type UnmanagedSubject } from './UnmanagedSubject';

const KINDS = ['component', 'resource', 'system', 'api'];

/** How long a status serves all who look. */
const REMEMBERED = { milliseconds: 5_000, most: 500 };

/** What is read of clusters, with how fresh it is. */
export interface Watched extends Snapshot {
  sources(): SourceState[];
  clocks(): Readonly<Record<string, number>>;
}

/** An entity that somebody may look at. */
export interface Found {
  entityRef: string;
  owner: string;
  subject: UnmanagedSubject;
  /** Tells what is looked at apart. */
  key: string;
}

/**
 * Entities that are looked at without being tenants of ours. Who may see what: the owner of the entity, in namespaces that
 * configuration maps to that owner; see {@link Scopes}.
 */
export class Unmanaged {
  readonly #catalog: CatalogService;
  readonly #access: Pick<TenantAccess, 'allowsRead'>;
  readonly #snapshot: Watched;
  readonly #config: UnmanagedOptions;
  readonly #scopes: Scopes;
  readonly #base: Platform;
  readonly #statuses = new ShortMemory<UnmanagedStatus>(REMEMBERED);
  readonly recentEvents: RecentEvents;

  constructor(options: {
    catalog: CatalogService;
    access: Pick<TenantAccess, 'allowsRead'>;
    snapshot: Watched;
    config: UnmanagedOptions;
    kinds: KindRegistry;
    recentEvents: RecentEvents;
    isManaged: (cluster: string, namespace: string) => boolean;
  }) {
    this.#catalog = options.catalog;
    this.#access = options.access;
    this.#snapshot = options.snapshot;
    this.#config = options.config;
    this.#base = basePlatform(options.kinds);
    this.recentEvents = options.recentEvents;
    this.#scopes = new Scopes({
      options: options.config,
      snapshot: options.snapshot,
      isManaged: options.isManaged,
    });
  }

  /** What is looked at of an entity; undefined, the same for one that is not there, is another's, or means nothing that is mapped. */
  async find(viewer: Viewer, entityRef: string): Promise<Found | undefined> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: viewer.credentials,
    });
    if (!entity || !KINDS.includes(entity.kind.toLowerCase())) {
      return undefined;
    }
    const hints = readHints(entity, this.#config);
    if (!hints) {
      return undefined;
    }
    for (const owner of this.#ownersFor(viewer, entity)) {
      const scope: Scope = this.#scopes.of(owner);
      const subject = findSubject({
        hints,
        scope,
        base: this.#base,
        inner: this.#snapshot,
        config: this.#config,
      });
      if (subject) {
        const ref = stringifyEntityRef(entity);
        const entry: TenantEntry = {
          name: unmanagedName(ref),
          ...(owner ? { owner } : {}),
          environments: subject.places.map(place => ({ ...place })),
        };
        return (await this.#access.allowsRead(viewer, entry))
          ? {
              entityRef: ref,
              owner,
              subject,
              key: JSON.stringify([ref, owner, hints, subject.places]),
            }
          : undefined;
      }
    }
    return undefined;
  }

  /** All cards of an entity, computed once for all who look within some seconds. */
  async statusOf({ key, subject }: Found): Promise<UnmanagedStatus> {
    return this.#statuses.get(key, () =>
      unmanagedStatus(subject, {
        clocks: this.#snapshot.clocks(),
        sources: this.sourcesOf(subject),
        now: Date.now(),
      }),
    );
  }

  /** The clusters that an entity has to do with. */
  sourcesOf({ places, platform }: UnmanagedSubject): SourceState[] {
    const clusters = new Set([
      ...places.map(({ cluster }) => `cluster ${cluster}`),
      ...platform.environments.map(({ argocd }) => `cluster ${argocd.cluster}`),
    ]);
    return this.#snapshot
      .sources()
      .filter(({ source }) => clusters.has(source));
  }

  clockOf(cluster: string): number {
    return this.#snapshot.clocks()[cluster] ?? 0;
  }

  /**
   * The owners of an entity by whose right the viewer looks at it. An entity names its owner itself: whoever names one that they
   * are not part of sees nothing by it.
   */
  #ownersFor(viewer: Viewer, entity: Entity): string[] {
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
    if (this.#config.access === 'entityReaders') {
      return [owners[0] ?? ''];
    }
    return [...new Set(owners)].filter(
      owner => viewer.isAdmin || viewer.claims.has(owner),
    );
  }
}

/** What stands for the name of a tenant: no tenant can be called so. */
export function unmanagedName(entityRef: string): string {
  return `unmanaged:${entityRef}`;
}
