import { isKnown } from '../../model';
import { ClusterView } from '../../snapshot/clusterView';
import { ForeignPolicyTraits, WatchedKind } from '../../kinds';
import { whyUnknown } from '../unknown';

/** A policy, or a kind of policies, that has a say and is not evaluated here. */
export interface ForeignPolicy {
  /** `GlobalNetworkPolicy default-deny`, or the kind with why nobody knows its objects. */
  text: string;
  direction: 'egress' | 'both';
  /** Whether it may let through what the evaluated policies refuse; all may refuse what those let through. */
  mayAllow: boolean;
  /** Enforced by the proxies of a mesh, whatever runs the network. */
  byMesh?: true;
}

interface PolicyKind extends WatchedKind {
  foreignPolicy: ForeignPolicyTraits;
}

/**
 * The policies that may hold for pods of a namespace and that nobody here evaluates. A kind that the cluster does not have
 * has none; one that could not be read is named as such.
 */
export function foreignPolicies(
  view: ClusterView,
  namespace: string,
): ForeignPolicy[] {
  return policyKindsOf(view).flatMap(kind =>
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

function policyKindsOf({ kinds }: ClusterView): PolicyKind[] {
  return kinds.watched.flatMap(kind =>
    kind.foreignPolicy ? [{ ...kind, foreignPolicy: kind.foreignPolicy }] : [],
  );
}

function foreign({ foreignPolicy }: PolicyKind, text: string): ForeignPolicy {
  const { direction, mayAllow, byMesh } = foreignPolicy;
  return { text, direction, mayAllow, ...(byMesh ? { byMesh } : {}) };
}

/** Namespaces to look in: that of a mesh's control plane may hold policies for the whole mesh. */
function placesOf(
  { foreignPolicy: { rootNamespace }, namespaced }: PolicyKind,
  namespace: string,
): Array<string | undefined> {
  return namespaced
    ? [...new Set([namespace, rootNamespace ?? namespace])]
    : [undefined];
}
