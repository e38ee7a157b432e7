import { KubernetesObject } from '../../model';
import { SelectorIndex } from '../../snapshot/SelectorIndex';
import { Admitted, IpBlockMode, admittedBy } from './admitted';
import { ciliumSide } from './ciliumAllowed';
import { CiliumPolicy } from './ciliumPolicy';
import { End } from './end';
import { ForeignPolicy } from './foreignPolicies';
import { NetworkPolicy } from './networkPolicy';
import { PortSet } from './portSet';

/** The policies that have a say: Kubernetes' own, and Cilium's where it runs. */
export interface Policies {
  core: readonly NetworkPolicy[];
  cilium: readonly CiliumPolicy[];
  /** Those that nobody here evaluates, and that `allowed` does not look at. */
  foreign?: readonly ForeignPolicy[];
}

/** What may pass between two ends, and which policies isolate them. */
interface Allowed extends Admitted {
  /** Policies that isolate the end that connects. */
  egress: readonly KubernetesObject[];
  /** Policies that isolate the end that is connected to. */
  ingress: readonly KubernetesObject[];
}

/**
 * What policies let pass from `source` to `target`: both the egress of the one and the ingress of the other must admit it;
 * an end that is no pod, or that no policy isolates, admits everything; among several policies one that admits is enough,
 * unless a deny rule of Cilium says no. Replies are implied.
 */
export function allowed(
  policies: Policies,
  source: End,
  target: End,
  mode: IpBlockMode = 'undecided',
): Allowed {
  const out = sideOf(policies, source, 'egress', target, target, mode);
  const into = sideOf(policies, target, 'ingress', source, target, mode);
  const ports = out.ports.intersect(into.ports);
  const possible = out.ports
    .union(out.undecided)
    .intersect(into.ports.union(into.undecided));
  return {
    ports,
    undecided: possible.subtract(ports),
    egress: out.isolating,
    ingress: into.isolating,
  };
}

interface Side extends Admitted {
  isolating: readonly KubernetesObject[];
}

function sideOf(
  { core, cilium }: Policies,
  own: End,
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
  mode: IpBlockMode,
): Side {
  if (own.type !== 'pod') {
    return { ports: PortSet.all, undecided: PortSet.none, isolating: [] };
  }
  const selecting = indexOf(core)
    .taking(own.labels)
    .filter(
      policy =>
        policy[direction] !== undefined && policy.namespace === own.namespace,
    );
  const more = ciliumSide(cilium, own, direction, peer, target);
  let { ports, undecided } = more;
  for (const policy of selecting) {
    const admitted = admittedBy(
      policy[direction] ?? [],
      policy.namespace,
      peer,
      target,
      mode,
    );
    ports = ports.union(admitted.ports);
    undecided = undecided.union(admitted.undecided);
  }
  const isolating = [
    ...selecting.map(({ object }) => object),
    ...more.isolating.map(({ object }) => object),
  ];
  // Whether this pod is isolated at all is then not known.
  const isDoubtful = isolating.length === 0 && more.maybeLeft !== undefined;
  const unisolated = more.maybeLeft ?? PortSet.all;
  const open = (isolating.length > 0 ? ports : unisolated).subtract(
    more.denied,
  );
  undecided = isDoubtful ? PortSet.all.subtract(open) : undecided;
  const doubtful = open.intersect(more.maybeDenied);
  return {
    ports: open.subtract(doubtful),
    undecided: undecided.subtract(more.denied).union(doubtful),
    isolating,
  };
}

const indexes = new WeakMap<
  readonly NetworkPolicy[],
  SelectorIndex<NetworkPolicy>
>();

/** One list is asked about for each pod of a namespace. */
function indexOf(
  policies: readonly NetworkPolicy[],
): SelectorIndex<NetworkPolicy> {
  const index =
    indexes.get(policies) ?? new SelectorIndex(policies, ({ pods }) => pods);
  indexes.set(policies, index);
  return index;
}
