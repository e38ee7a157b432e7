import { matchesSelector } from '../../snapshot/selector';
import { Admitted, IpBlockMode, admittedBy } from './admitted';
import { End, PodEnd } from './end';
import { NetworkPolicy } from './networkPolicy';
import { PortSet } from './portSet';

/** What may pass between two ends, and which policies have a say in it. */
export interface Allowed extends Admitted {
  /** Policies that isolate the end that connects. */
  egress: readonly NetworkPolicy[];
  /** Policies that isolate the end that is connected to. */
  ingress: readonly NetworkPolicy[];
}

/**
 * What NetworkPolicies (networking.k8s.io/v1) let pass from `source` to `target`: both the egress of the one and the
 * ingress of the other must admit it; an end that is no pod, or that no policy isolates, admits everything; among several
 * policies one that admits is enough. Replies are implied.
 */
export function allowed(
  policies: readonly NetworkPolicy[],
  source: End,
  target: End,
  mode: IpBlockMode = 'undecided',
): Allowed {
  const egress = isolating(policies, source, 'egress');
  const ingress = isolating(policies, target, 'ingress');
  const out = side(egress, 'egress', target, target, mode);
  const into = side(ingress, 'ingress', source, target, mode);
  const ports = out.ports.intersect(into.ports);
  const possible = out.ports
    .union(out.undecided)
    .intersect(into.ports.union(into.undecided));
  return { ports, undecided: without(possible, ports), egress, ingress };
}

/** The policies that select a pod and isolate it in one direction. */
export function isolating(
  policies: readonly NetworkPolicy[],
  end: End,
  direction: 'ingress' | 'egress',
): NetworkPolicy[] {
  return end.type === 'pod'
    ? policies.filter(
        policy => policy[direction] !== undefined && selects(policy, end),
      )
    : [];
}

function selects(policy: NetworkPolicy, pod: PodEnd): boolean {
  return (
    policy.namespace === pod.namespace &&
    matchesSelector(policy.pods, pod.labels)
  );
}

function side(
  policies: readonly NetworkPolicy[],
  direction: 'ingress' | 'egress',
  peer: End,
  target: End,
  mode: IpBlockMode,
): Admitted {
  if (policies.length === 0) {
    return { ports: PortSet.all, undecided: PortSet.none };
  }
  return policies
    .map(policy =>
      admittedBy(policy[direction] ?? [], policy.namespace, peer, target, mode),
    )
    .reduce((a, b) => ({
      ports: a.ports.union(b.ports),
      undecided: a.undecided.union(b.undecided),
    }));
}

/** What is possible and not certain; nothing when all that is possible is certain. */
function without(possible: PortSet, certain: PortSet): PortSet {
  const left = JSON.stringify(possible.ranges());
  return left === JSON.stringify(certain.ranges()) ? PortSet.none : possible;
}
