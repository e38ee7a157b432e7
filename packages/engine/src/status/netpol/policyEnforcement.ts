import {
  Facts,
  Known,
  KubernetesObject,
  PolicyEnforcement,
  Snapshot,
  isKnown,
} from '../../model';
import { at } from '../../model/fields';
import { KindRegistry } from '../../kinds';
import { NetworkAgent, networkAgentsOf } from '../../kinds/networkAgents';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { whyUnknown } from '../unknown';
import type { Policies } from './allowed';

type Objects = readonly KubernetesObject[];

const daemonSet = { group: 'apps', kind: 'DaemonSet' };
const definition = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
};

const NOT = 'NetworkPolicies are not enforced in this cluster';
const UNSURE = 'it is not known whether NetworkPolicies are enforced';

interface Found {
  agents: readonly NetworkAgent[];
  /** RKE2 has the definitions of K3s, and not its controller. */
  isRke2: boolean;
}

const NOTHING: Found = { agents: [], isRke2: false };

const once = onceAView<PolicyEnforcement>();

/**
 * Whether anybody enforces the NetworkPolicies of a cluster: as configuration says, else as the agents tell that its DaemonSets run.
 * That none is known there is no "no": some networks have no DaemonSet, and not everybody may read those of the system.
 *
 * @param options - `cni`: what `environments[].cni` says, where it says anything
 * @public
 */
export function policyEnforcement(
  cluster: string,
  snapshot: Snapshot,
  options: { cni?: Environment['cni']; kinds?: KindRegistry } = {},
): PolicyEnforcement {
  const view = new ClusterView(snapshot, cluster, options.kinds);
  return enforcementIn(view, options.cni);
}

/** As {@link policyEnforcement}, unless a fact tells. */
export function enforcementFor(
  view: ClusterView,
  { cni }: Environment,
  facts: Facts = {},
): PolicyEnforcement {
  return (
    facts.policyEnforcement?.[view.cluster] ??
    once(view, cni ?? '', () => enforcementIn(view, cni))
  );
}

/** The policies that have a say: where nobody enforces them, those of a mesh alone. */
export function inForce(
  policies: Policies,
  { state }: PolicyEnforcement,
): Policies {
  return state === 'no'
    ? {
        core: [],
        cilium: [],
        foreign: (policies.foreign ?? []).filter(({ byMesh }) => byMesh),
      }
    : policies;
}

function enforcementIn(
  view: ClusterView,
  cni: Environment['cni'],
): PolicyEnforcement {
  if (cni !== undefined) {
    return cni === 'none'
      ? { state: 'no', why: `${NOT}: the platform says so (cni: none)` }
      : {
          state: 'yes',
          why: `the platform says that NetworkPolicies are enforced (cni: ${cni})`,
        };
  }
  const all = view.list(daemonSet);
  // Whoever may not read all may read those of the system; what else there is stays unknown.
  const known = isKnown(all) ? all : view.list(daemonSet, 'kube-system');
  const { agents, isRke2 } = isKnown(known) ? foundIn(known.value) : NOTHING;
  const names = textsOf(agents, each => each.enforces && each.name);
  if (names.length > 0) {
    return {
      state: 'yes',
      why: `${names.join(' and ')} ${
        names.length > 1 ? 'enforce' : 'enforces'
      } NetworkPolicies`,
    };
  }
  if (!isKnown(all)) {
    return { state: 'unknown', why: `${UNSURE}: ${unread(all)}` };
  }
  // The controller of K3s is part of its process, and runs whatever network there is (K3s, Networking Services).
  if (!isRke2 && isServed(view, 'addons.k3s.cattle.io')) {
    return {
      state: 'unknown',
      why: `${UNSURE}: K3s does so unless it runs with --disable-network-policy`,
    };
  }
  const reasons = textsOf(agents, each => !each.enforces && each.why);
  return reasons.length > 0
    ? { state: 'no', why: `${NOT}: ${reasons.join(', ')}` }
    : {
        state: 'unknown',
        why: `${UNSURE}: no DaemonSet of the cluster is known to do so`,
      };
}

/** Each once. */
function textsOf(
  agents: readonly NetworkAgent[],
  textOf: (agent: NetworkAgent) => string | false,
): string[] {
  return [...new Set(agents.flatMap(agent => textOf(agent) || []))];
}

const found = new WeakMap<Objects, Found>();

/** A list stays the same until one of its objects changes, and many ask. */
function foundIn(daemonSets: Objects): Found {
  const known = found.get(daemonSets) ?? {
    agents: daemonSets.flatMap(networkAgentsOf),
    isRke2: daemonSets.some(({ metadata }) =>
      String(
        at(metadata.annotations, 'meta.helm.sh/release-name') ?? '',
      ).startsWith('rke2-'),
    ),
  };
  found.set(daemonSets, known);
  return known;
}

function isServed(view: ClusterView, name: string): boolean {
  const known = view.get(definition, undefined, name);
  return isKnown(known) && known.value !== undefined;
}

function unread(problem: Exclude<Known<Objects>, { value: Objects }>): string {
  return `DaemonSets could not be read (${whyUnknown(problem)})`;
}
