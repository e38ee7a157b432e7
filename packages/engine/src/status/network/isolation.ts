import { Isolation, PolicyEnforcement, isKnown, refOf } from '../../model';
import { Environment } from '../../platform';
import { Steps } from '../../steps';
import { ClusterView } from '../../snapshot/clusterView';
import { rangeOf } from '../netpol/addressRange';
import { Policies, allowed } from '../netpol/allowed';
import { End, PodEnd } from '../netpol/end';
import { ForeignPolicy, notEvaluated } from '../netpol/foreignPolicies';
import { podsInSteps } from '../netpol/podsOf';
import { policiesOf } from '../netpol/policiesOf';
import { inForce } from '../netpol/policyEnforcement';
import { whyUnknown } from '../unknown';
import { dnsReachInSteps } from './dnsReach';

const everywhere = rangeOf('0.0.0.0/0');

/** A pod and an address that no policy can know of. */
const outsiders: readonly End[] = [
  anonymousPod('a-namespace-of-nobody', 'an-account-of-nobody'),
  ...(everywhere ? [{ type: 'addresses' as const, range: everywhere }] : []),
];

/**
 * How far the pods of a namespace are isolated by the policies that select them, and whether they may ask DNS. Policies that nobody
 * enforces isolate nothing.
 */
export function* isolationInSteps(
  namespace: string,
  view: ClusterView,
  environment: Environment,
  enforcement: PolicyEnforcement,
): Steps<Isolation> {
  const head = { environment: environment.name, namespace, enforcement };
  const known = policiesOf(view, namespace);
  if (!isKnown(known)) {
    return {
      ...head,
      ingress: 'unknown',
      egress: 'unknown',
      dnsAllowed: 'unknown',
      policies: [],
      why: whyUnknown(known),
    };
  }
  const policies = inForce(known.value, enforcement);
  const pods = yield* podsInSteps(namespace, {}, view);
  // A pod that nobody has labelled stands for those still to come.
  const ends =
    isKnown(pods) && pods.value.length > 0
      ? pods.value
      : [anonymousPod(namespace)];
  const { core, cilium } = known.value;
  const objects = new Set([...core, ...cilium].map(({ object }) => object));
  return withForeign(policies.foreign ?? [], {
    ...head,
    ...(enforcement.state === 'no' ? { why: enforcement.why } : {}),
    ingress: yield* isolated(ends, policies, 'ingress'),
    egress: yield* isolated(ends, policies, 'egress'),
    ...(yield* dnsReachInSteps(ends, policies, environment, view)),
    policies: [...objects].map(object => refOf(view.cluster, object)),
  });
}

/** What policies that nobody here evaluates may turn around is not known. */
function withForeign(
  foreign: readonly ForeignPolicy[],
  found: Isolation,
): Isolation {
  const into = foreign.filter(({ direction }) => direction === 'both');
  const opens = foreign.some(({ mayAllow }) => mayAllow);
  const doubt = (
    word: Isolation['ingress'],
    concerned: readonly ForeignPolicy[],
  ): Isolation['ingress'] =>
    concerned.length > 0 && (word !== 'isolated' || opens) ? 'unknown' : word;
  const dnsDoubt = foreign.length > 0 && (found.dnsAllowed === 'yes' || opens);
  return foreign.length === 0
    ? found
    : {
        ...found,
        ingress: doubt(found.ingress, into),
        egress: doubt(found.egress, foreign),
        dnsAllowed: dnsDoubt ? 'unknown' : found.dnsAllowed,
        why: [found.why, notEvaluated(foreign)]
          .filter(text => text !== undefined)
          .join('; '),
      };
}

function* isolated(
  pods: readonly PodEnd[],
  policies: Policies,
  direction: 'ingress' | 'egress',
): Steps<Isolation['ingress']> {
  let closed = 0;
  for (const pod of pods) {
    yield;
    closed += isOpen(pod, policies, direction) ? 0 : 1;
  }
  if (closed === 0) {
    return 'open';
  }
  return closed === pods.length ? 'isolated' : 'partly';
}

/** A pod is open when anybody may use any port, whether no policy selects it or one lets everything through. */
function isOpen(
  pod: PodEnd,
  policies: Policies,
  direction: 'ingress' | 'egress',
): boolean {
  return outsiders.every(outsider => {
    const { ports } =
      direction === 'ingress'
        ? allowed(policies, outsider, pod, 'never')
        : allowed(policies, pod, outsider, 'never');
    return ports.isAll;
  });
}

function anonymousPod(namespace: string, serviceAccount = 'default'): PodEnd {
  return {
    type: 'pod',
    namespace,
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    labels: {},
    ports: [],
    serviceAccount,
  };
}
