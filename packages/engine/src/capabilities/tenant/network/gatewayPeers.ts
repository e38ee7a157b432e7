import { Environment } from '../../../platform';
import { cidrOf } from './cidr';
import { PodPeer, podsOf } from './podsOf';

/**
 * Who brings the traffic of an environment's gateways: proxies in pods, load balancers outside of the cluster, or Cilium's own ingress
 * identity, which no NetworkPolicy can name. A gateway that says neither has its proxies in its own namespace, except on Cilium.
 */
export function gatewayPeers(environment: Environment): {
  pods: PodPeer[];
  ranges: string[];
  ciliumIngress: boolean;
} {
  const peers = new Map<string, PodPeer>();
  const ranges = new Set<string>();
  let ciliumIngress = false;
  for (const gateway of environment.gateways) {
    for (const range of gateway.sourceRanges ?? []) {
      ranges.add(cidrOf(range)?.canonical ?? range);
    }
    if (gateway.sourceRanges && !gateway.dataPlane) {
      continue;
    }
    if (!gateway.dataPlane && environment.cni === 'cilium') {
      ciliumIngress = true;
    } else {
      const { namespace, podLabels } = gateway.dataPlane ?? {
        namespace: gateway.namespace,
        podLabels: {},
      };
      const peer = podsOf(namespace, podLabels);
      peers.set(JSON.stringify(peer), peer);
    }
  }
  return { pods: [...peers.values()], ranges: [...ranges], ciliumIngress };
}
