import { Environment } from '../../../platform';
import { PodPeer, podsOf } from './podsOf';

/**
 * Who brings the traffic of an environment's gateways: proxies in pods, or Cilium's own ingress identity, which no NetworkPolicy can name.
 * A gateway that does not say where its proxies run has them in its own namespace, except on Cilium.
 */
export function gatewayPeers(environment: Environment): {
  pods: PodPeer[];
  ciliumIngress: boolean;
} {
  const peers = new Map<string, PodPeer>();
  let ciliumIngress = false;
  for (const gateway of environment.gateways) {
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
  return { pods: [...peers.values()], ciliumIngress };
}
