import { Known, KubernetesObject, isKnown, lastValue } from '../../model';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { IpBlockMode } from './admitted';
import { Policies } from './allowed';
import { readCiliumPolicies } from './ciliumPolicy';
import { foreignPolicies } from './foreignPolicies';
import { readPolicy } from './networkPolicy';

const group = 'cilium.io';

const once = onceAView<Known<Policies>>();

/**
 * The policies that may select pods of a namespace, read once a view; known only when Kubernetes' own and Cilium's are. Cilium's count
 * wherever a cluster has them, whatever the platform says of its network.
 */
export function policiesOf(
  view: ClusterView,
  namespace: string,
): Known<Policies> {
  return once(view, namespace, () => readPoliciesOf(view, namespace));
}

function readPoliciesOf(view: ClusterView, namespace: string): Known<Policies> {
  const core = view.list(
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    namespace,
  );
  const cilium = [
    view.list({ group, kind: 'CiliumNetworkPolicy' }, namespace),
    view.list({ group, kind: 'CiliumClusterwideNetworkPolicy' }),
  ].filter(known => isKnown(known) || known.unknown !== 'notServed');
  const unread = [core, ...cilium].find(known => !isKnown(known));
  if (unread && !isKnown(unread)) {
    return { unknown: unread.unknown, source: unread.source };
  }
  const value = {
    core: valuesOf(core).map(readPolicy),
    cilium: cilium.flatMap(valuesOf).flatMap(readCiliumPolicies),
    foreign: foreignPolicies(view, namespace),
  };
  return isKnown(core)
    ? { ...core, value }
    : { unknown: core.unknown, source: core.source };
}

/** How blocks of addresses treat pods where these policies hold: Cilium's own way where there is a sign of it. */
export function ipBlockModeOf(
  environment: Environment,
  { cilium }: Policies,
): IpBlockMode {
  return environment.cni === 'cilium' || cilium.length > 0
    ? 'never'
    : 'undecided';
}

function valuesOf(
  known: Known<readonly KubernetesObject[]>,
): readonly KubernetesObject[] {
  return lastValue(known) ?? [];
}
