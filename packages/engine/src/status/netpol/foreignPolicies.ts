import { isKnown } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { WatchedKind, foreignPolicyKinds } from '../../snapshot/watchedKinds';
import { whyUnknown } from '../unknown';

/** A policy, or a kind of policies, that has a say and is not evaluated here. */
export interface ForeignPolicy {
  /** `GlobalNetworkPolicy default-deny`, or the kind with why nobody knows its objects. */
  text: string;
  direction: 'egress' | 'both';
  /** Whether it may let through what the evaluated policies refuse; all may refuse what those let through. */
  mayAllow: boolean;
}

const meshes = ['security.istio.io', 'policy.linkerd.io'];
const istioRoot = 'istio-system';

/**
 * The policies that may hold for pods of a namespace and that nobody here evaluates. A kind that the cluster does not have
 * has none; one that could not be read is named as such.
 */
export function foreignPolicies(
  view: ClusterView,
  namespace: string,
): ForeignPolicy[] {
  return foreignPolicyKinds.flatMap(kind =>
    placesOf(kind, namespace).flatMap(place => {
      const known = view.list(kind, place);
      if (!isKnown(known)) {
        return known.unknown === 'notServed'
          ? []
          : [foreign(kind, `${kind.kind} (${whyUnknown(known)})`)];
      }
      return known.value.map(({ metadata }) =>
        foreign(kind, `${kind.kind} ${metadata.name}`),
      );
    }),
  );
}

/** In words: `AdminNetworkPolicy a and 3 more are not evaluated here`. */
export function notEvaluated(policies: readonly ForeignPolicy[]): string {
  const [first, ...rest] = policies;
  return rest.length === 0
    ? `${first.text} is not evaluated here`
    : `${first.text} and ${rest.length} more are not evaluated here`;
}

function foreign({ group, kind }: WatchedKind, text: string): ForeignPolicy {
  const egress = kind === 'EgressFirewall';
  return {
    text,
    direction: egress ? 'egress' : 'both',
    mayAllow: !egress && !meshes.includes(group),
  };
}

/** Namespaces to look in; Istio's own one holds policies for the whole mesh. */
function placesOf(
  { group, namespaced }: WatchedKind,
  namespace: string,
): Array<string | undefined> {
  if (!namespaced) {
    return [undefined];
  }
  return group === 'security.istio.io' && namespace !== istioRoot
    ? [namespace, istioRoot]
    : [namespace];
}
