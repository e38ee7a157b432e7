import { isKnown } from '../../../model';
import { namespaceLabels } from '../../../snapshot/clusterView';
import { namespaceKind } from '../../gateway/kinds';
import { End } from '../../netpol/end';
import { ParentContext } from './hopContext';

const ciliumController = 'io.cilium/gateway-controller';

/**
 * The gateway's proxies as policies see them. Where the platform does not say, they run in the gateway's own namespace,
 * with Cilium under its own identity; undefined for a gateway that the platform does not offer.
 */
export function dataPlaneOf(parent: ParentContext): End | undefined {
  const { gateway, environment, view } = parent;
  const offered = environment.gateways.find(
    ({ name, namespace }) =>
      name === gateway?.metadata.name &&
      namespace === gateway?.metadata.namespace,
  );
  const ofCilium = parent.controllerName === ciliumController;
  if (
    !offered?.dataPlane &&
    (ofCilium || (offered && environment.cni === 'cilium'))
  ) {
    return { type: 'entity', entity: 'ingress' };
  }
  if (!offered) {
    return undefined;
  }
  const { namespace, podLabels } = offered.dataPlane ?? {
    namespace: offered.namespace,
    podLabels: {},
  };
  const known = view.get(namespaceKind, undefined, namespace);
  return {
    type: 'pod',
    namespace,
    namespaceLabels:
      isKnown(known) && known.value
        ? namespaceLabels(known.value)
        : { 'kubernetes.io/metadata.name': namespace },
    labels: podLabels,
    ports: [],
  };
}
