import { Known, KubernetesObject, isKnown, lastValue } from '../../model';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { Policies } from './allowed';
import { readCiliumPolicies } from './ciliumPolicy';
import { readPolicy } from './networkPolicy';

const group = 'cilium.io';

/** The policies that may select pods of a namespace; known only when all their kinds are. */
export function policiesOf(
  view: ClusterView,
  namespace: string,
  environment: Environment,
): Known<Policies> {
  const core = view.list(
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    namespace,
  );
  const cilium =
    environment.cni === 'cilium'
      ? [
          view.list({ group, kind: 'CiliumNetworkPolicy' }, namespace),
          view.list({ group, kind: 'CiliumClusterwideNetworkPolicy' }),
        ].filter(known => isKnown(known) || known.unknown !== 'notServed')
      : [];
  const unread = [core, ...cilium].find(known => !isKnown(known));
  if (unread && !isKnown(unread)) {
    return { unknown: unread.unknown, source: unread.source };
  }
  const value = {
    core: valuesOf(core).map(readPolicy),
    cilium: cilium.flatMap(valuesOf).flatMap(readCiliumPolicies),
  };
  return isKnown(core)
    ? { ...core, value }
    : { unknown: core.unknown, source: core.source };
}

function valuesOf(
  known: Known<readonly KubernetesObject[]>,
): readonly KubernetesObject[] {
  return lastValue(known) ?? [];
}
