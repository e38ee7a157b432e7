import { namespaceLabels } from '../../../snapshot/clusterView';
import { isKnown } from '../../../model';
import { namespaceKind } from '../../gateway/kinds';
import { End } from '../../netpol/end';
import { ParentContext } from './hopContext';

/** The gateway's proxies as policies see them; undefined where the platform does not say. */
export function dataPlaneOf(parent: ParentContext): End | undefined {
  const { gateway, environment, view } = parent;
  const configured = environment.gateways.find(
    ({ name, namespace }) =>
      name === gateway?.metadata.name &&
      namespace === gateway?.metadata.namespace,
  );
  const { dataPlane } = configured ?? {};
  if (!dataPlane) {
    return undefined;
  }
  const { namespace, podLabels } = dataPlane;
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
