import {
  Facts,
  Known,
  KubernetesObject,
  PolicyEnforcement,
  Snapshot,
  isKnown,
  lastValue,
} from '../../model';
import { at } from '../../model/fields';
import { KindRegistry } from '../../kinds';
import {
  KUBE_OVN,
  NetworkAgent,
  SYSTEM,
  idleEnforcersOf,
  networkAgentsOf,
} from '../../kinds/networkAgents';
import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { whyUnknown } from '../unknown';
import type { Policies } from './allowed';

type Objects = readonly KubernetesObject[];

const daemonSet = { group: 'apps', kind: 'DaemonSet' };
const deployment = { group: 'apps', kind: 'Deployment' };
const definition = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
};

const NOT = 'NetworkPolicies are not enforced in this cluster';
const UNSURE = 'it is not known whether NetworkPolicies are enforced';

/** Tells of a namespace whether what runs there counts. */
type IsTrusted = (namespace: string) => boolean;

interface Found {
  agents: ReadonlyArray<{ namespace: string; agent: NetworkAgent }>;
  /** Names of enforcers of which no pod is ready. */
  idle: readonly string[];
  /** RKE2 has the definitions of K3s, and not its controller. */
  isRke2: boolean;
}

const NOTHING: Found = { agents: [], idle: [], isRke2: false };

const once = onceAView<PolicyEnforcement>();

/**
 * Whether anybody enforces the NetworkPolicies of a cluster: as configuration says, else as the agents tell that its DaemonSets run.
 * That none is known there is no "no": some networks have no DaemonSet, and not everybody may read those of the system.
 *
 * @param options - `cni`: what `environments[].cni` says, where it says anything. `isTrusted`: whether a namespace is no team's, so that
 *   what runs there counts; all are without it. That of the system counts always. `prefix`: of the platform's labels, so that namespaces
 *   of its tenants do not count. Who may run pods in the network of a node, in a namespace that is taken for no team's,
 *   can still be taken for an agent.
 * @public
 */
export function policyEnforcement(
  cluster: string,
  snapshot: Snapshot,
  options: {
    cni?: Environment['cni'];
    kinds?: KindRegistry;
    isTrusted?: (namespace: string) => boolean;
    prefix?: string;
  } = {},
): PolicyEnforcement {
  const { cni, kinds, prefix, isTrusted = () => true } = options;
  const view = new ClusterView(snapshot, cluster, kinds);
  return enforcementIn(view, {
    cni,
    isTrusted: name =>
      name === SYSTEM || (isTrusted(name) && !isTenants(view, name, prefix)),
  });
}

/** As {@link policyEnforcement}, unless a fact tells. What runs in the namespaces of tenants does not count. */
export function enforcementFor(
  view: ClusterView,
  { cni }: Environment,
  {
    platform,
    facts = {},
  }: { platform: Pick<Platform, 'prefix'>; facts?: Facts },
): PolicyEnforcement {
  const { prefix } = platform;
  return (
    facts.policyEnforcement?.[view.cluster] ??
    once(view, `${cni ?? ''} ${prefix}`, () =>
      enforcementIn(view, {
        cni,
        isTrusted: name => !isTenants(view, name, prefix),
      }),
    )
  );
}

/** One that can't be read may be, but for that of the system. */
function isTenants(
  view: ClusterView,
  name: string,
  prefix: string | undefined,
): boolean {
  if (prefix === undefined) {
    return false;
  }
  const known = view.get({ group: '', kind: 'Namespace' }, undefined, name);
  const namespace = lastValue(known);
  return namespace || isKnown(known)
    ? Object.hasOwn(
        namespace?.metadata.labels ?? {},
        labelKeysOf(prefix).tenant,
      )
    : name !== SYSTEM;
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
  { cni, isTrusted }: { cni: Environment['cni']; isTrusted: IsTrusted },
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
  const known = isKnown(all) ? all : view.list(daemonSet, SYSTEM);
  const {
    agents: found,
    idle,
    isRke2,
  } = isKnown(known) ? foundIn(known.value) : NOTHING;
  const agents = [
    ...found
      .filter(({ namespace }) => isTrusted(namespace))
      .map(({ agent }) => agent),
    ...kubeOvn(view),
  ];
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
  // Who does not count is no proof that there is nobody.
  const doubtful = new Set([
    ...idle.map(name => `of ${name} no pod is ready`),
    ...found.flatMap(({ agent, namespace }) =>
      agent.enforces
        ? `${agent.name} runs in ${namespace}, which is a team's`
        : [],
    ),
  ]);
  if (doubtful.size > 0) {
    return { state: 'unknown', why: `${UNSURE}: ${[...doubtful].join(', ')}` };
  }
  const reasons = textsOf(agents, each => !each.enforces && each.why);
  return reasons.length > 0
    ? { state: 'no', why: `${NOT}: ${reasons.join(', ')}` }
    : {
        state: 'unknown',
        why: `${UNSURE}: no DaemonSet with ready pods is known to do so`,
      };
}

/** Each once. */
function textsOf(
  agents: readonly NetworkAgent[],
  textOf: (agent: NetworkAgent) => string | false,
): string[] {
  return [...new Set(agents.flatMap(agent => textOf(agent) || []))];
}

function kubeOvn(view: ClusterView): NetworkAgent[] {
  const known = view.get(deployment, SYSTEM, KUBE_OVN);
  return isKnown(known) && known.value ? networkAgentsOf(known.value) : [];
}

const seen = new WeakMap<Objects, Found>();

/** A list stays the same until one of its objects changes, and many ask. */
function foundIn(daemonSets: Objects): Found {
  const known = seen.get(daemonSets) ?? {
    agents: daemonSets.flatMap(each =>
      networkAgentsOf(each).map(agent => ({
        namespace: each.metadata.namespace ?? '',
        agent,
      })),
    ),
    idle: daemonSets.flatMap(idleEnforcersOf),
    isRke2: daemonSets.some(
      ({ metadata }) =>
        metadata.namespace === SYSTEM &&
        String(
          at(metadata.annotations, 'meta.helm.sh/release-name') ?? '',
        ).startsWith('rke2-'),
    ),
  };
  seen.set(daemonSets, known);
  return known;
}

function isServed(view: ClusterView, name: string): boolean {
  const known = view.get(definition, undefined, name);
  return isKnown(known) && known.value !== undefined;
}

function unread(problem: Exclude<Known<Objects>, { value: Objects }>): string {
  return `DaemonSets could not be read (${whyUnknown(problem)})`;
}
