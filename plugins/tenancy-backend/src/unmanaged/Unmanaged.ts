import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type KindRegistry,
  type Platform,
  type Snapshot,
  type SourceState,
} from '@groundwork/engine';
import { owns } from '../access/OwnedTenants';
import { ShortMemory } from '../access/ShortMemory';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { RecentEvents } from '../clusters';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Hints } from '../tenants/entityHints';
import { basePlatform } from './basePlatform';
import { enforcementFacts, type EnforcementOf } from './enforcementOf';
import { ownersOfEntity } from './ownersOfEntity';
import type { Place } from './placesOf';
import { readHints } from './readHints';
import type { UnmanagedOptions } from './readUnmanaged';
import { type IsManaged, Scopes } from './Scopes';
import { type UnmanagedStatus, unmanagedStatus } from './UnmanagedStatus';
import { findSubject, type UnmanagedSubject } from './UnmanagedSubject';
import { whyNoApplication } from './whyNoApplication';
import { whyNoFlux } from './whyNoFlux';
import { whyNothing } from './whyNothing';

/** Kinds of entities that may be looked at. */
export const KINDS = ['component', 'resource', 'system', 'api'];

/** How long a status serves all who look. */
const REMEMBERED = { milliseconds: 5_000, most: 500 };

const DENIED =
  'The permission policy denies you tenancy.tenant.read for it. Who keeps the policy can allow that.';

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
  readonly #enforcementOf: EnforcementOf;
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
    isManaged: IsManaged;
    enforcementOf: EnforcementOf;
  }) {
    this.#catalog = options.catalog;
    this.#access = options.access;
    this.#snapshot = options.snapshot;
    this.#config = options.config;
    this.#base = basePlatform(options.kinds);
    this.recentEvents = options.recentEvents;
    this.#enforcementOf = options.enforcementOf;
    this.#scopes = new Scopes({
      options: options.config,
      snapshot: options.snapshot,
      isManaged: options.isManaged,
    });
  }

  /**
   * What is looked at of an entity; undefined, the same for one that is not there, is another's, or means nothing that is mapped.
   *
   * @param environment - only there: a place by the name that cards have for it, a cluster, or `cluster/namespace`
   * @throws ServiceUnavailableError while nothing is found and what would tell of it can't be read: that is no "no"
   */
  async find(
    viewer: Viewer,
    entityRef: string,
    environment?: string,
  ): Promise<Found | undefined> {
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
    const ref = stringifyEntityRef(entity);
    const unread: string[] = [];
    for (const owner of this.#ownersFor(viewer, entity)) {
      const subject = await this.#subject(hints, owner, environment);
      if (!(await this.#allows(viewer, ref, owner, subject))) {
        continue;
      }
      const { places } = subject;
      if (places.length > 0) {
        const key = JSON.stringify([ref, owner, hints, places]);
        return { entityRef: ref, owner, subject, key };
      }
      unread.push(...subject.unread);
    }
    if (unread.length > 0) {
      throw new ServiceUnavailableError(
        `Where ${ref} runs is not known: not read yet, or not readable for the portal: ${[
          ...new Set(unread),
        ]
          .map(cluster => `cluster ${cluster}`)
          .join(
            ', ',
          )}. Try again in a moment, or ask the platform team, who see at /tenancy/setup what is missing`,
      );
    }
    return undefined;
  }

  /**
   * Where an entity is shown to the viewer, by the right of its owners, or why not, or not all that it names; for those who run
   * the portal.
   */
  async explain(
    viewer: Viewer,
    entity: Entity,
  ): Promise<{ places: readonly Place[]; why?: string } | { why: string }> {
    const hints = readHints(entity, this.#config);
    if (!hints) {
      return { why: 'No annotation of it says where it runs.' };
    }
    const owners = this.#ownersOf(entity);
    const mapped = owners.filter(owner => this.#scopes.isMapped(owner));
    if (mapped.length === 0) {
      return { why: notMapped(owners) };
    }
    const unread = new Set<string>();
    const ref = stringifyEntityRef(entity);
    let isDenied = false;
    for (const owner of mapped) {
      const subject = await this.#subject(hints, owner);
      if (subject.places.length > 0) {
        if (!(await this.#allows(viewer, ref, owner, subject))) {
          isDenied = true;
          continue;
        }
        const world = this.#worldOf(mapped, owner);
        const why = [
          whyNoApplication(hints, world),
          whyNoFlux(hints, world),
        ].flatMap(each => each ?? []);
        return {
          places: subject.places,
          ...(why.length > 0 ? { why: why.join(' ') } : {}),
        };
      }
      subject.unread.forEach(cluster => unread.add(cluster));
    }
    if (isDenied) {
      return { why: DENIED };
    }
    return {
      why: await whyNothing(hints, {
        ...this.#worldOf(mapped, mapped[0]),
        unread,
      }),
    };
  }

  /** Whether the permission policy lets the viewer see an entity by the right of one of its owners. */
  async #allows(
    viewer: Viewer,
    entityRef: string,
    owner: string,
    { places }: UnmanagedSubject,
  ): Promise<boolean> {
    const entry: TenantEntry = {
      name: unmanagedName(entityRef),
      ...(owner ? { owner } : {}),
      environments: places.map(place => ({ ...place })),
    };
    return this.#access.allowsRead(viewer, entry);
  }

  #worldOf(owners: readonly string[], owner: string) {
    return {
      owners,
      scope: this.#scopes.of(owner),
      snapshot: this.#snapshot,
      config: this.#config,
      platform: this.#base,
    };
  }

  /** All cards of an entity, computed once for all who look within some seconds. */
  async statusOf({ key, subject }: Found): Promise<UnmanagedStatus> {
    return this.#statuses.get(key, () =>
      unmanagedStatus(subject, {
        clocks: this.#snapshot.clocks(),
        // Of the network of a whole cluster its owner is told this, in words, and sees no object.
        policyEnforcement: enforcementFacts(
          subject.places.map(({ cluster }) => cluster),
          this.#enforcementOf,
        ),
        sources: this.#sourcesIn(subject.clusters),
        now: Date.now(),
      }),
    );
  }

  /** The clusters that an entity rests on, and those where it may run, or be deployed from, for all that is known. */
  sourcesOf(subject: UnmanagedSubject): SourceState[] {
    const { clusters, unread, unreadArgoCds } = subject;
    return this.#sourcesIn([...clusters, ...unread, ...unreadArgoCds]);
  }

  #sourcesIn(clusters: readonly string[]): SourceState[] {
    const names = new Set(clusters.map(cluster => `cluster ${cluster}`));
    return this.#snapshot.sources().filter(({ source }) => names.has(source));
  }

  clockOf(cluster: string): number {
    return this.#snapshot.clocks()[cluster] ?? 0;
  }

  /**
   * The owners of an entity by whose right the viewer looks at it. An entity names its owner itself: whoever names one that they
   * are not part of sees nothing by it.
   */
  #ownersFor(viewer: Viewer, entity: Entity): string[] {
    const owners = this.#ownersOf(entity);
    return this.#config.access === 'entityReaders'
      ? owners
      : owners.filter(
          owner => this.#scopes.isMapped(owner) && owns(viewer, { owner }),
        );
  }

  /** All of them, but one will do where every owner sees the same. */
  #ownersOf(entity: Entity): string[] {
    const owners = ownersOfEntity(entity);
    return this.#config.access === 'entityReaders' ? [owners[0] ?? ''] : owners;
  }

  #subject(
    hints: Hints,
    owner: string,
    only?: string,
  ): Promise<UnmanagedSubject> {
    return findSubject({
      hints,
      scope: this.#scopes.of(owner),
      base: this.#base,
      inner: this.#snapshot,
      config: this.#config,
      ...(only === undefined ? {} : { only }),
    });
  }
}

function notMapped(owners: readonly string[]): string {
  return owners.length === 0
    ? 'It has no owner in the catalog: spec.owner is missing.'
    : `Nothing is mapped to its owner ${owners.join(
        ', ',
      )}: add it under tenancy.unmanaged.owners.`;
}

/** What stands for the name of a tenant: no tenant can be called so. */
export function unmanagedName(entityRef: string): string {
  return `unmanaged:${entityRef}`;
}
