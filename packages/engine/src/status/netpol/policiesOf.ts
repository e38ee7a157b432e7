import { Known, isKnown, lastValue } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { NetworkPolicy, readPolicy } from './networkPolicy';

const networkPolicyKind = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
};

/** The NetworkPolicies of a namespace. */
export function policiesOf(
  view: ClusterView,
  namespace: string,
): Known<readonly NetworkPolicy[]> {
  const known = view.list(networkPolicyKind, namespace);
  const policies = (lastValue(known) ?? []).map(readPolicy);
  if (isKnown(known)) {
    return { ...known, value: policies };
  }
  return known.last
    ? { ...known, last: { ...known.last, value: policies } }
    : { unknown: known.unknown, source: known.source };
}
