import {
  Evidence,
  Facts,
  Finding,
  Known,
  KubernetesObject,
  Snapshot,
  Unknown,
  isKnown,
  lastValue,
  refOf,
} from '../model';
import { wordsOf } from '../names';
import { Environment, Platform } from '../platform';
import { ClusterView, Kind } from '../snapshot/clusterView';
import { namespaceKind } from '../status/gateway/kinds';
import { whyUnknown } from '../status/unknown';
import { CheckOptions, CheckScope } from './checkOptions';

/** An object with where it is and whose it is. */
export interface Placed {
  environment: Environment;
  cluster: string;
  object: KubernetesObject;
  /** Name of the tenant; empty when it belongs to none. */
  tenant: string;
}

/**
 * One run of all rules over one snapshot. What rules read through it and is not known becomes a NotChecked finding,
 * so that no rule can stay silent about what it did not see.
 */
export class CheckRun {
  readonly platform: Platform;
  readonly facts: Facts;
  readonly now: number;
  readonly scope: CheckScope;
  /** The environments in scope. */
  readonly environments: readonly Environment[];
  private readonly unread = new Map<string, Finding>();
  private readonly owners = new Map<string, ReadonlyMap<string, string>>();

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
  }

  /** The snapshot of one cluster, for evaluators that note unknowns themselves. */
  view(cluster: string): ClusterView {
    return new ClusterView(this.snapshot, cluster);
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

  /** Notes that a kind of a cluster could not be checked; once, however often it is asked for. */
  note(
    cluster: string,
    kind: Kind,
    problem: { unknown: Unknown; source: string },
  ): void {
    const key = `${cluster}|${kind.group}|${kind.kind}|${problem.unknown}`;
    if (!this.unread.has(key)) {
      this.unread.set(key, {
        code: 'NotChecked',
        severity: 'info',
        subject: { cluster, ...kind, name: '' },
        message: `${
          kind.kind
        } objects of cluster ${cluster} were not checked: ${whyUnknown(
          problem,
        )}.`,
        fix: 'Restore the access of Groundwork to this cluster, then check again.',
        mender: 'platform',
        evidence: [],
      });
    }
  }

  /** What could not be checked so far. */
  notChecked(): readonly Finding[] {
    return [...this.unread.values()];
  }

  /** The tenant a namespace belongs to; empty when it belongs to none. */
  tenantOf(cluster: string, namespace: string | undefined): string {
    let owners = this.owners.get(cluster);
    if (!owners) {
      const { tenant } = wordsOf(this.platform.prefix);
      owners = new Map(
        this.read(cluster, namespaceKind).map(({ metadata }) => [
          metadata.name,
          metadata.labels?.[tenant] ?? '',
        ]),
      );
      this.owners.set(cluster, owners);
    }
    return owners.get(namespace ?? '') ?? '';
  }

  /** The objects of a kind in the namespaces of the tenants in scope. */
  *scoped(kind: Kind): Iterable<Placed> {
    const seen = new Set<string>();
    for (const environment of this.environments) {
      const { cluster } = environment;
      if (!seen.has(cluster)) {
        seen.add(cluster);
        yield* this.placed(environment, kind, true);
      }
    }
  }

  /** The objects of a kind in all namespaces of all clusters of the platform, each cluster read once. */
  *everywhere(kind: Kind): Iterable<Placed> {
    const seen = new Set<string>();
    for (const environment of this.platform.environments) {
      const { cluster } = environment;
      if (!seen.has(cluster)) {
        seen.add(cluster);
        yield* this.placed(environment, kind, false);
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

  private *placed(
    environment: Environment,
    kind: Kind,
    inScope: boolean,
  ): Iterable<Placed> {
    const { cluster } = environment;
    const { tenants } = this.scope;
    for (const object of this.read(cluster, kind)) {
      const tenant = this.tenantOf(cluster, object.metadata.namespace);
      if (!inScope || (tenant !== '' && (tenants?.includes(tenant) ?? true))) {
        yield { environment, cluster, object, tenant };
      }
    }
  }
}

/** One rule: looks at the snapshot through a run and says what is wrong. */
export type Rule = (run: CheckRun) => Iterable<Finding>;

/** The value of what is known, undefined else. */
export function valueOf<T>(known: Known<T>): T | undefined {
  return isKnown(known) ? known.value : undefined;
}
