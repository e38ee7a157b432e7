import {
  Facts,
  KubernetesObject,
  NetworkStatus,
  Snapshot,
  SyncStatus,
  Unknown,
  Verdict,
  isKnown,
} from '../model';
import { Environment, Platform, kindsOf } from '../platform';
import {
  Observation,
  ObservedEdit,
  ObservedEnvironment,
  ObservedState,
} from './Observation';
import { observedSyncs } from './observedSyncs';
import {
  observedCertificate,
  observedQuotas,
  observedSecret,
  observedWorkloads,
} from './observedObjects';
import { plainLine } from './plainLine';

/** Of more objects of one sort in one namespace the others are not followed. */
const MAX_OBJECTS = 200;

/**
 * Puts together what a timeline is made from, for one tenant at one time.
 *
 * @param options - `sync`: as the tenant's own team may read it, and `network` too: names and reasons end up in the timeline;
 *   `isSilent`: whether a cluster does not answer now: a state of which nothing is known because of that is no change;
 *   `edits`: objects written by hand, by environment, where that is known
 * @public
 */
export function observe(
  tenant: {
    name: string;
    environments: ReadonlyArray<{ name: string; namespace: string }>;
  },
  snapshot: Snapshot,
  options: {
    platform: Platform;
    facts?: Facts;
    sync: SyncStatus;
    network: NetworkStatus;
    isSilent: (cluster: string) => boolean;
    edits?: ReadonlyMap<string, readonly ObservedEdit[]>;
  },
): Observation {
  const { platform } = options;
  const seen: Record<string, ObservedEnvironment> = {};
  for (const { name, namespace } of tenant.environments) {
    const environment = platform.environments.find(each => each.name === name);
    if (environment) {
      seen[name] = observed(tenant.name, environment, namespace, snapshot, {
        ...options,
      });
    }
  }
  return seen;
}

function observed(
  tenant: string,
  environment: Environment,
  namespace: string,
  snapshot: Snapshot,
  options: Parameters<typeof observe>[2],
): ObservedEnvironment {
  const { cluster } = environment;
  const ahead = options.facts?.clocks?.[cluster] ?? 0;
  const cut: string[] = [];
  const list = (group: string, kind: string) => {
    const known = snapshot.list({ cluster, group, kind, namespace });
    if (!isKnown(known)) {
      return undefined;
    }
    if (known.value.length > MAX_OBJECTS) {
      cut.push(kind);
    }
    return [...known.value].sort(byName).slice(0, MAX_OBJECTS);
  };
  // What a cluster does not serve, or nobody looks at, is not there.
  const listOrNone = (group: string, kind: string) => {
    const known = snapshot.list({ cluster, group, kind, namespace });
    return 'unknown' in known && isAbsent(known.unknown)
      ? []
      : list(group, kind);
  };
  const named = <T>(
    objects: readonly KubernetesObject[] | undefined,
    read: (object: KubernetesObject, ahead: number) => T,
  ): Record<string, T> | undefined =>
    objects &&
    Object.fromEntries(
      objects.map(each => [each.metadata.name, read(each, ahead)]),
    );
  const edits = options.edits?.get(environment.name);
  return dropAbsent({
    states: statesOf(environment, options),
    ...observedWorkloads(listOrNone, ahead, kindsOf(options.platform)),
    secrets: named(
      list('external-secrets.io', 'ExternalSecret'),
      observedSecret,
    ),
    certificates: named(
      list('cert-manager.io', 'Certificate'),
      observedCertificate,
    ),
    edits:
      edits &&
      Object.fromEntries(
        edits.map(each => [`${each.kind}/${each.name} ${each.manager}`, each]),
      ),
    quotas: observedQuotas(list('', 'ResourceQuota')),
    syncs: observedSyncs(tenant, snapshot, environment, options),
    cut: cut.length > 0 ? cut : undefined,
  });
}

/** The states of the environment and of each of its routes, as far as they say anything. */
function statesOf(
  { name, cluster, argocd }: Environment,
  { sync, network, isSilent }: Parameters<typeof observe>[2],
): Record<string, ObservedState> {
  const states: Record<string, ObservedState> = {};
  const row = sync.environments.find(({ environment }) => environment === name);
  const says = (verdict: Verdict, clusters: readonly string[]) =>
    verdict.state !== 'Unknown' || !clusters.some(isSilent);
  if (row && says(row, [cluster, argocd.cluster])) {
    states.environment = stateOf(row);
  }
  for (const route of network.routes) {
    if (route.environment === name && says(route, [cluster])) {
      states[`${route.ref.kind}/${route.ref.name}`] = {
        ...stateOf(route),
        title: plainLine(route.hostnames[0] ?? route.ref.name, 100),
      };
    }
  }
  return states;
}

function stateOf({ state, why, since }: Verdict): ObservedState {
  return {
    state,
    why: plainLine(why),
    ...(since === undefined ? {} : { since }),
  };
}

function isAbsent(unknown: Unknown): boolean {
  return unknown === 'notServed' || unknown === 'notWatched';
}

function byName(a: KubernetesObject, b: KubernetesObject): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** Without what is not known, which is not the same as empty. */
function dropAbsent(all: ObservedEnvironment): ObservedEnvironment {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  );
}
