import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type KindRegistry,
  readerManifest,
  type Snapshot,
  type SourceState,
} from '@groundwork/engine';
import { ShortMemory } from '../access/ShortMemory';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { ClusterConnection } from '../clusters';
import type { Promotions } from '../promoting/Promotions';
import { type Look, namespacesFor } from '../unmanaged/createLook';
import type { EnforcementOf } from '../unmanaged/enforcementOf';
import { locatedClusters } from '../unmanaged/readUnmanaged';
import { ClusterSetup, type ClusterWorld } from './clusterSetup';
import { firstConfig } from './firstConfig';
import { ownersOf } from './ownersOf';
import { setupEntities } from './setupEntities';
import { setupNotes } from './setupNotes';
import { withDenied } from './deniedPart';
import { setupParts, type SetupPortal } from './setupParts';

/** Other plugins are asked again after these milliseconds, however many look. */
const REMEMBERED = { milliseconds: 30_000, most: 1 };

/** The catalog is asked again after these, for each who looks: it shows them what they may see. */
const REMEMBERED_ENTITIES = { milliseconds: 5_000, most: 20 };

/** The keys that say what enforces policies in a cluster: where tenants run, and where entities are looked at alone. */
const OWN = 'tenancy.environments[].cni';
const LOOKED_AT =
  'tenancy.unmanaged.clusters[].cni, where each cluster that is read stands then';

/** Stands where who asks is no person. */
const SOMEBODY = 'group:default/platform';

/** What is connected, what is missing, and what each missing thing costs. */
export class SetupCheck {
  readonly #kinds: KindRegistry;
  readonly #access: Pick<TenantAccess, 'denied'>;
  readonly #look: Look | undefined;
  readonly #portal: SetupPortal;
  readonly #platform:
    | {
        snapshot: Snapshot & { sources(): SourceState[] };
        connections: ReadonlyMap<string, ClusterConnection>;
        /** Where tenants run. */
        clusters: ReadonlySet<string>;
        /** Whether anybody enforces policies there. */
        enforced: EnforcementOf;
        promotions: Pick<Promotions, 'branches'>;
      }
    | undefined;
  readonly #clusters: ClusterSetup;
  readonly #parts = new ShortMemory<SetupView['parts']>(REMEMBERED);
  readonly #entities = new ShortMemory<SetupView['entities']>(
    REMEMBERED_ENTITIES,
  );

  constructor(options: {
    kinds: KindRegistry;
    access: Pick<TenantAccess, 'denied'>;
    portal: SetupPortal;
    look?: Look;
    platform?: {
      snapshot: Snapshot & { sources(): SourceState[] };
      connections: ReadonlyMap<string, ClusterConnection>;
      clusters: ReadonlySet<string>;
      enforced: EnforcementOf;
      promotions: Pick<Promotions, 'branches'>;
    };
  }) {
    this.#kinds = options.kinds;
    this.#access = options.access;
    this.#portal = options.portal;
    this.#look = options.look;
    this.#platform = options.platform;
    this.#clusters = new ClusterSetup(options.kinds);
  }

  /** Whether anything is configured at all; without, there is nothing that only admins may see. */
  get isConfigured(): boolean {
    return this.#look !== undefined || this.#platform !== undefined;
  }

  async view(viewer: Viewer): Promise<SetupView> {
    const look = this.#look;
    const names = [
      ...new Set([
        ...(this.#platform?.connections.keys() ?? []),
        ...(look?.connections.keys() ?? []),
      ]),
    ].sort();
    const [parts, entities, branches, clusters] = await Promise.all([
      this.isConfigured ? this.#partsFor(viewer) : [],
      look &&
        this.#entities.get(viewer.user ?? '', () =>
          setupEntities(look, viewer),
        ),
      this.#platform?.promotions.branches() ?? [],
      Promise.all(
        names.flatMap(name => {
          const world = this.#worldOf(name);
          return world ? [this.#clusters.of(name, world)] : [];
        }),
      ),
    ]);
    const namespaces = [...new Set(clusters.flatMap(each => each.namespaces))];
    return {
      configured: this.#configured(),
      ...(look ? { access: look.options.access } : {}),
      notes: look ? setupNotes(look.options) : [],
      config: firstConfig(
        viewer.user ?? SOMEBODY,
        locatedClusters(this.#portal.config).length > 0,
      ),
      ...(this.isConfigured ? { manifest: readerManifest(this.#kinds) } : {}),
      ...(namespaces.length > 0
        ? { namespacedManifest: readerManifest(this.#kinds, { namespaces }) }
        : {}),
      parts,
      clusters,
      ...(branches.length > 0 ? { branches } : {}),
      owners: look ? ownersOf(look) : [],
      ...(entities ? { entities } : {}),
    };
  }

  /** All but what the permission policy denies is the same for everybody. */
  async #partsFor(viewer: Viewer): Promise<SetupView['parts']> {
    const [parts, denied] = await Promise.all([
      this.#parts.get('parts', () => setupParts(this.#portal)),
      // Where no tenant can be, there is nothing to change, act on or ask for.
      this.#platform ? this.#access.denied(viewer) : [],
    ]);
    return withDenied(parts, denied, this.#portal.config);
  }

  #configured(): SetupView['configured'] {
    if (this.#platform) {
      return 'platform';
    }
    return this.#look ? 'unmanaged' : 'nothing';
  }

  /** Where tenants run is read for the platform, and so is an Argo CD of which nothing else is looked at; all others for who looks. */
  #worldOf(name: string): ClusterWorld | undefined {
    const platform = this.#platform;
    const look = this.#look;
    const own = look?.connections.get(name);
    const isWhole = platform?.clusters.has(name) ?? false;
    if (look && own && !isWhole) {
      return {
        snapshot: look.snapshot,
        connection: own,
        isWhole: true,
        enforcement: { of: look.enforcementOf, key: LOOKED_AT },
        namespacesFor: kind => namespacesFor(kind, name, look),
      };
    }
    const connection = platform?.connections.get(name);
    return platform && connection
      ? {
          snapshot: platform.snapshot,
          connection,
          isWhole,
          ...(isWhole
            ? { enforcement: { of: platform.enforced, key: OWN } }
            : {}),
          namespacesFor: () => [],
        }
      : undefined;
  }
}
