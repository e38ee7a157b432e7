import { Fields, KubernetesObject } from '../model';
import { at, listOf, textOf, textsOf } from '../model/fields';

/** What an agent of the network says of NetworkPolicies: who enforces them, or why its own network does not. */
export type NetworkAgent =
  | { enforces: true; name: string }
  | { enforces: false; why: string };

/** What tells an agent: a container by its name, or the DaemonSet by its. */
interface AgentKind {
  containers?: readonly string[];
  daemonSet?: string;
  says: (container: Fields, containers: readonly Fields[]) => Says;
}

type Says = NetworkAgent | undefined;

const enforcer = (name: string) => (): Says => ({ enforces: true, name });

/** Enforces them unless an argument says otherwise. */
const unless = (off: string, name: string) => (container: Fields) =>
  hasArgument(container, off)
    ? { enforces: false as const, why: `${name} runs with ${off}` }
    : { enforces: true as const, name };

const without = (why: string) => (): Says => ({ enforces: false, why });

/**
 * The agents that are known. Their containers are called alike in the manifests, charts and operators of each project, whatever the
 * registry and the namespace; sources are named where it is not the project's own manifest.
 */
const agents: readonly AgentKind[] = [
  // anetd of GKE's Dataplane V2 and Azure CNI Powered by Cilium are Cilium, with its container (GKE, Dataplane V2).
  {
    containers: ['cilium-agent'],
    says: unless('--enable-policy=never', 'Cilium'),
  },
  // Also in the pods of Canal, and of GKE's network policy add-on.
  { containers: ['calico-node'], says: enforcer('Calico') },
  { containers: ['antrea-agent'], says: enforcer('Antrea') },
  {
    containers: ['kube-router'],
    says: unless('--run-firewall=false', 'kube-router'),
  },
  {
    containers: ['ovnkube-node', 'ovnkube-controller'],
    says: enforcer('OVN-Kubernetes'),
  },
  { daemonSet: 'kube-ovn-cni', says: enforcer('Kube-OVN') },
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
    daemonSet: 'weave-net',
    says: without('Weave Net runs without its policy controller'),
  },
  // The part of Azure CNI that runs as a pod; the engine for policies is another's (AKS, Use network policies).
  {
    daemonSet: 'azure-cns',
    says: without('Azure CNI runs without a network policy engine'),
  },
  // Without network policies enabled GKE admits everything (GKE, Network policy enforcement).
  {
    daemonSet: 'netd',
    says: without('GKE runs without Dataplane V2 and without Calico'),
  },
];

/**
 * The agents that a DaemonSet runs. Those that set up the network of a node run in it, which no team's pods may; one that no node
 * takes does nothing.
 */
export function networkAgentsOf({
  metadata,
  spec,
  status,
}: KubernetesObject): NetworkAgent[] {
  const pod = at(spec, 'template', 'spec');
  if (
    at(pod, 'hostNetwork') !== true ||
    at(status, 'desiredNumberScheduled') === 0
  ) {
    return [];
  }
  const containers = listOf(at(pod, 'containers'));
  return agents.flatMap(({ containers: names, daemonSet, says }) => {
    const found =
      daemonSet === metadata.name
        ? containers[0]
        : containers.find(({ name }) => names?.some(each => each === name));
    return (found && says(found, containers)) ?? [];
  });
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

/** The agent stands in each manifest since v1.14, and is off unless an argument says otherwise (amazon-vpc-cni-k8s, issue 2565). */
function amazon(_: Fields, containers: readonly Fields[]): Says {
  const isOn = containers.some(
    each =>
      each.name === 'aws-eks-nodeagent' &&
      (hasArgument(each, '--enable-network-policy=true') ||
        hasArgument(each, '--enable-network-policy')),
  );
  return isOn
    ? { enforces: true, name: 'the Amazon VPC CNI' }
    : {
        enforces: false,
        why: 'the Amazon VPC CNI runs without its network policy agent',
      };
}

function hasArgument({ command, args }: Fields, argument: string): boolean {
  const words = [...textsOf(command), ...textsOf(args)];
  return words.some(word => word.split(/\s+/).includes(argument));
}
