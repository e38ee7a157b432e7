import { Fields, KubernetesObject } from '../model';
import { at, listOf, textOf } from '../model/fields';
import { booleanFlag, textFlag } from './flags';

/** Where networks are installed that are told by a name, which anybody may give to something of their own elsewhere. */
export const SYSTEM = 'kube-system';

/** The Deployment of Kube-OVN's controller, in the system's namespace. */
export const KUBE_OVN = 'kube-ovn-controller';

/** What an agent of the network says of NetworkPolicies: who enforces them, or why its own network does not. */
export type NetworkAgent =
  | { enforces: true; name: string }
  | { enforces: false; why: string };

/** What tells an agent: a container of a DaemonSet by its name, or what runs it in the system's namespace by its kind and name. */
interface AgentKind {
  containers?: readonly string[];
  system?: string;
  says: (container: Fields, containers: readonly Fields[]) => Says;
}

type Says = NetworkAgent | undefined;

const enforcer = (name: string) => (): Says => ({ enforces: true, name });

/** Enforces them unless a flag says otherwise. */
const unlessOff =
  (flag: string, name: string) =>
  (container: Fields): Says => {
    const isOn = booleanFlag(container, flag, true);
    return isOn === false
      ? { enforces: false, why: `${name} runs with ${flag}=false` }
      : isOn && { enforces: true, name };
  };

const without = (why: string) => (): Says => ({ enforces: false, why });

/**
 * The agents that are known. Their containers are called alike in the manifests, charts and operators of each project, whatever the
 * registry and the namespace; sources are named where it is not the project's own manifest.
 */
const agents: readonly AgentKind[] = [
  // anetd of GKE's Dataplane V2 and Azure CNI Powered by Cilium are Cilium, with its container (GKE, Dataplane V2).
  {
    containers: ['cilium-agent'],
    says: cilium,
  },
  // Also in the pods of Canal, and of GKE's network policy add-on.
  { containers: ['calico-node'], says: enforcer('Calico') },
  { containers: ['antrea-agent'], says: enforcer('Antrea') },
  {
    containers: ['kube-router'],
    says: unlessOff('--run-firewall', 'kube-router'),
  },
  {
    containers: ['ovnkube-node', 'ovnkube-controller'],
    says: enforcer('OVN-Kubernetes'),
  },
  // Its controller alone is told whether to (Kube-OVN, Setup Options).
  {
    system: `Deployment/${KUBE_OVN}`,
    says: unlessOff('--enable-np', 'Kube-OVN'),
  },
  { containers: ['nsx-node-agent'], says: enforcer('NSX') },
  { containers: ['romana-agent'], says: enforcer('Romana') },
  { containers: ['azure-npm'], says: enforcer('Azure Network Policy Manager') },
  // Also as a container beside flannel's, where its chart has netpol.enabled (flannel, netpol.md).
  {
    containers: ['kube-network-policies'],
    says: enforcer('kube-network-policies'),
  },
  { containers: ['weave-npc'], says: enforcer('Weave Net') },
  { containers: ['kindnet-cni'], says: kindnet },
  { containers: ['aws-node'], says: amazon },
  // Flanneld enforces nothing by itself (flannel, README).
  { containers: ['kube-flannel'], says: without('flannel runs alone') },
  {
    system: 'DaemonSet/weave-net',
    says: without('Weave Net runs without its policy controller'),
  },
  // The part of Azure CNI that runs as a pod; the engine for policies is another's (AKS, Use network policies).
  {
    system: 'DaemonSet/azure-cns',
    says: without('Azure CNI runs without a network policy engine'),
  },
  // Without network policies enabled GKE admits everything (GKE, Network policy enforcement).
  {
    system: 'DaemonSet/netd',
    says: without('GKE runs without Dataplane V2 and without Calico'),
  },
];

/**
 * The agents that a DaemonSet runs, or a Deployment of the system. What sets up the network of a node runs in it, and does nothing
 * before a pod of it is ready: what one asks for anybody may write who makes DaemonSets, but those of most teams get no such pod.
 */
export function networkAgentsOf(object: KubernetesObject): NetworkAgent[] {
  return hasReady(object.status) ? agentsIn(object) : [];
}

/** Who would enforce policies if a pod of it were ready, and may have: what it set up stays on the nodes. */
export function idleEnforcersOf(object: KubernetesObject): string[] {
  const { status } = object;
  // What no node takes was never there.
  const isWanted = Number(at(status, 'desiredNumberScheduled') ?? 0) > 0;
  return isWanted && !hasReady(status)
    ? agentsIn(object).flatMap(each => (each.enforces ? each.name : []))
    : [];
}

function agentsIn({ kind, metadata, spec }: KubernetesObject): NetworkAgent[] {
  const pod = at(spec, 'template', 'spec');
  if (at(pod, 'hostNetwork') !== true) {
    return [];
  }
  const containers = listOf(at(pod, 'containers'));
  const own =
    metadata.namespace === SYSTEM ? `${kind}/${metadata.name}` : undefined;
  return agents.flatMap(({ containers: names, system, says }) => {
    const found =
      system !== undefined
        ? system === own && containers[0]
        : kind === 'DaemonSet' &&
          containers.find(({ name }) => names?.some(each => each === name));
    return (found && says(found, containers)) || [];
  });
}

function hasReady(status: unknown): boolean {
  return ['numberReady', 'readyReplicas'].some(
    field => Number(at(status, field) ?? 0) > 0,
  );
}

function cilium(container: Fields): Says {
  const mode = textFlag(container, '--enable-policy') ?? 'default';
  switch (mode.toLowerCase()) {
    case 'never':
      return {
        enforces: false,
        why: 'Cilium runs with --enable-policy=never',
      };
    case 'default':
    case 'always':
      return { enforces: true, name: 'Cilium' };
    default:
      return undefined;
  }
}

/**
 * Nodes of kind have kindnet with policies since v0.24.0 (August 2024, kind issue 842), told by the day in the tag; the image of
 * its own project since v1.3.0 (kindnet, releases).
 */
function kindnet({ image }: Fields): Says {
  const tag = /:v([^:/@]+)/.exec(textOf(image) ?? '')?.[1] ?? '';
  const day = Number(/^(\d{8})(-|$)/.exec(tag)?.[1]);
  const [major, minor] = (/^(\d{1,3})\.(\d+)/.exec(tag) ?? [])
    .slice(1)
    .map(Number);
  if (day >= 20240813 || major > 1 || (major === 1 && minor >= 3)) {
    return { enforces: true, name: 'kindnet' };
  }
  // Between these two days images were made that were in no release.
  return day <= 20240513 || major <= 1
    ? { enforces: false, why: 'this version of kindnet does not enforce them' }
    : undefined;
}

/**
 * The agent stands in each manifest since v1.14, and is off unless a flag says otherwise (amazon-vpc-cni-k8s, issue 2565). The managed
 * add-on turns it on together with the controller, which runs outside of the cluster and is not seen.
 */
function amazon(_: Fields, containers: readonly Fields[]): Says {
  const nodeAgent = containers.find(({ name }) => name === 'aws-eks-nodeagent');
  const isOn = nodeAgent
    ? booleanFlag(nodeAgent, '--enable-network-policy', false)
    : false;
  return isOn === false
    ? {
        enforces: false,
        why: 'the Amazon VPC CNI runs without its network policy agent',
      }
    : isOn && { enforces: true, name: 'the Amazon VPC CNI' };
}
