import {
  Evidence,
  Facts,
  Finding,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  Unknown,
  isKnown,
  lastValue,
  refOf,
} from '../model';
import { labelKeysOf } from '../names';
import { Environment, Platform, kindsOf } from '../platform';
import { ClusterView, Kind } from '../snapshot/clusterView';
import { labelled, named } from '../snapshot/grouped';
import { Groups } from '../snapshot/groups';
import { OverlaySnapshot, isOverlay } from '../snapshot/overlaySnapshot';
import { namespaceKind } from '../status/gateway/kinds';
import { whyUnknown } from '../status/unknown';
import { CheckView, Placed } from './CustomCheck';
import { CheckOptions, CheckScope } from './checkOptions';
import { fixUnread } from './fixUnread';

export type { Placed };

/** Kinds of one cluster that could not be read for the same reason. */
interface Unread {
  cluster: string;
  kinds: Map<string, Kind>;
  why: string;
  fix: string;
}

/**
 * One run of all rules over one snapshot. What rules read through it and is not known becomes a NotChecked finding,
 * so that no rule can stay silent about what it did not see.
 */
export class CheckRun implements CheckView {
  readonly platform: Platform;
  readonly facts: Facts;
  readonly now: number;
  readonly scope: CheckScope;
  /** The environments in scope. */
  readonly environments: readonly Environment[];
  readonly #inScope: ReadonlySet<string>;
  readonly #unread = new Map<string, Unread>();
  readonly #homes = new Map<string, string[]>();
  readonly #owners = new Map<string, Map<string, string>>();

  constructor(
    readonly snapshot: Snapshot,
    { platform, facts = {}, now, scope = {} }: CheckOptions,
  ) {
    this.platform = platform;
    this.facts = facts;
    this.now = now;
    this.scope = scope;
    this.environments = platform.environments.filter(
      ({ name }) => scope.environments?.includes(name) ?? true,
    );
    this.#inScope = new Set(this.environments.map(({ cluster }) => cluster));
  }

  /** What is planned, over what; undefined when the snapshot shows only what is. */
  get overlay(): OverlaySnapshot | undefined {
    return isOverlay(this.snapshot) ? this.snapshot : undefined;
  }

  /** The clusters of the environments in scope, each once. */
  clusters(): string[] {
    return [...this.#inScope];
  }

  /** Whether the objects of a tenant in a cluster are in scope. */
  covers(cluster: string, tenant: string | undefined): tenant is string {
    return (
      tenant !== undefined &&
      tenant !== '' &&
      (this.scope.tenants?.includes(tenant) ?? true) &&
      this.#inScope.has(cluster)
    );
  }

  /** The tenants in scope that have a namespace in the environment's cluster. */
  tenants({ cluster }: Environment): string[] {
    const byTenant = this.#namespacesByTenant(cluster);
    const names = this.scope.tenants
      ? this.scope.tenants.filter(name => byTenant.get(name).length > 0)
      : byTenant.keys();
    return [...new Set(names)]
      .filter(name => this.covers(cluster, name))
      .sort();
  }

  /** Whether a kind of a cluster is known; if not, that is noted. */
  knows(cluster: string, kind: Kind): boolean {
    const known = this.view(cluster).list(kind);
    if (!isKnown(known)) {
      this.note(cluster, kind, known);
    }
    return isKnown(known);
  }

  /** The snapshot of one cluster, for evaluators that note unknowns themselves. */
  view(cluster: string): ClusterView {
    return new ClusterView(this.snapshot, cluster, kindsOf(this.platform));
  }

  /** The objects of a kind: those known now, else the last ones known. A kind that the cluster lacks has none. */
  read(
    cluster: string,
    kind: Kind,
    namespace?: string,
  ): readonly KubernetesObject[] {
    const known = this.view(cluster).list(kind, namespace);
    if (!isKnown(known) && known.unknown !== 'notServed') {
      this.note(cluster, kind, known);
    }
    return lastValue(known) ?? [];
  }

  /** Notes that a kind of a cluster could not be checked. */
  note(
    cluster: string,
    kind: Kind,
    problem: { unknown: Unknown; source: string },
  ): void {
    const key = `${cluster}|${problem.unknown}`;
    const noted = this.#unread.get(key) ?? {
      cluster,
      kinds: new Map(),
      why: whyUnknown(problem),
      fix: fixUnread(problem.unknown),
    };
    noted.kinds.set(kind.kind, kind);
    this.#unread.set(key, noted);
  }

  /** What could not be checked so far: one finding for each cluster and reason. */
  notChecked(): readonly Finding[] {
    return [...this.#unread.values()].map(({ cluster, kinds, why, fix }) => {
      const [first] = kinds.values();
      return {
        code: 'NotChecked',
        severity: 'info',
        subject:
          kinds.size === 1
            ? { cluster, ...first, name: '' }
            : { cluster, group: '', kind: 'Cluster', name: cluster },
        message: `Not checked in cluster ${cluster}, because ${why}: ${[
          ...kinds.keys(),
        ].join(', ')}.`,
        fix,
        fixableBy: 'platform',
        evidence: [],
      };
    });
  }

  /** The tenant a namespace belongs to; empty when it belongs to none. */
  tenantOf(cluster: string, namespace: string | undefined): string {
    let owners = this.#owners.get(cluster);
    if (!owners) {
      owners = new Map();
      this.#owners.set(cluster, owners);
    }
    const name = namespace ?? '';
    let owner = owners.get(name);
    if (owner === undefined) {
      const { tenant } = labelKeysOf(this.platform.prefix);
      const [found] = named(this.read(cluster, namespaceKind), name);
      owner = found?.metadata.labels?.[tenant] ?? '';
      owners.set(name, owner);
    }
    return owner;
  }

  /** The objects of a kind in the namespaces of the tenants in scope. */
  *scoped(kind: Kind): Iterable<Placed> {
    const seen = new Set<string>();
    for (const environment of this.environments) {
      const { cluster } = environment;
      if (!seen.has(cluster)) {
        seen.add(cluster);
        yield* this.#placed(environment, kind);
      }
    }
  }

  /** Evidence that rests on one field of an object. */
  evidence(
    { cluster, object, tenant }: Placed,
    field: string,
    value: unknown,
  ): Evidence {
    return {
      ref: refOf(cluster, object),
      tenant,
      field,
      value,
      asOf: this.now,
    };
  }

  /** What a finding about an object is about. */
  subject({ cluster, object }: Placed): ObjectRef {
    return refOf(cluster, object);
  }

  #namespacesByTenant(cluster: string): Groups {
    const { tenant } = labelKeysOf(this.platform.prefix);
    return labelled(this.read(cluster, namespaceKind), tenant);
  }

  *#placed(environment: Environment, kind: Kind): Iterable<Placed> {
    const { cluster } = environment;
    const { tenants } = this.scope;
    const namespaces = tenants
      ? this.#namespacesOf(cluster, tenants)
      : this.#namespacesWith(cluster, kind);
    for (const namespace of namespaces) {
      for (const object of this.read(cluster, kind, namespace)) {
        const tenant = this.tenantOf(cluster, object.metadata.namespace);
        if (this.covers(cluster, tenant)) {
          yield { environment, cluster, object, tenant };
        }
      }
    }
  }

  /** Where a kind has objects, so that they need not be there all at once; undefined for all. */
  #namespacesWith(
    cluster: string,
    { group, kind }: Kind,
  ): ReadonlyArray<string | undefined> {
    const names = this.snapshot.namespaces?.({ cluster, group, kind }) ?? [];
    return names.length > 0 ? names : [undefined];
  }

  #namespacesOf(cluster: string, tenants: readonly string[]): string[] {
    let names = this.#homes.get(cluster);
    if (!names) {
      const byTenant = this.#namespacesByTenant(cluster);
      names = [...new Set(tenants)].flatMap(tenant =>
        byTenant.get(tenant).map(({ metadata }) => metadata.name),
      );
      this.#homes.set(cluster, names);
    }
    return names;
  }
}

/** What rules give: findings, and nothing where they only pause. */
export type Found = Iterable<Finding | undefined>;

/** One rule: looks at the snapshot through a run and says what is wrong. It pauses before each object that it looks at. */
export type Rule = (run: CheckRun) => Found;
