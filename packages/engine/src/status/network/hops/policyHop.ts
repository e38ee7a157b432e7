import { Hop, KubernetesObject, Verdict, isKnown, refOf } from '../../../model';
import { at, listOf, numberOf, textOf } from '../../../model/fields';
import { onceAView } from '../../../snapshot/onceAView';
import { selectorOf } from '../../../snapshot/selector';
import { Policies, allowed } from '../../netpol/allowed';
import { End, PodEnd } from '../../netpol/end';
import { ForeignPolicy, notEvaluated } from '../../netpol/foreignPolicies';
import { podsOf } from '../../netpol/podsOf';
import { ipBlockModeOf, policiesOf } from '../../netpol/policiesOf';
import { inForce } from '../../netpol/policyEnforcement';
import { whyUnknown } from '../../unknown';
import { healthy, verdict } from '../../verdict';
import { sourcesOf, whyNoDataPlane } from './dataPlane';
import { HopContext, ParentContext } from './hopContext';

/** The port at which pods in Istio's ambient mesh take what comes from other members. */
const tunnel = 15008;

/** Many routes may lead to one Service. */
const once = onceAView<Judged>();

/** Whether the policies that select the pods behind a Service, and that are enforced, let the gateway's proxies in. */
export function policyHop(
  context: HopContext,
  parents: readonly ParentContext[],
  service: KubernetesObject,
  port: number | undefined,
): Hop | undefined {
  const { view, enforcement } = context;
  const selector = at(service.spec, 'selector');
  const { namespace = '' } = service.metadata;
  if (selector === undefined || selector === null || parents.length === 0) {
    return undefined;
  }
  const matchLabels = selectorOf({ matchLabels: selector }) ?? {};
  const policies = policiesOf(view, namespace);
  const pods = podsOf(namespace, matchLabels, view);
  const hop = (detail: string, result: Verdict): Hop => ({
    kind: 'policy',
    subject: refOf(view.cluster, service),
    detail,
    verdict: result,
  });
  const unread = (problem: Parameters<typeof whyUnknown>[0]) =>
    hop(
      'not known',
      verdict('Unknown', whyUnknown(problem), { fixableBy: 'platform' }),
    );
  if (!isKnown(policies)) {
    return unread(policies);
  }
  if (!isKnown(pods)) {
    return unread(pods);
  }
  if (pods.value.length === 0) {
    return undefined;
  }
  const target = targetOf(service, port);
  const judged = parents.map(parent =>
    once(
      view,
      JSON.stringify([
        namespace,
        matchLabels,
        target,
        parent.ref,
        parent.controllerName,
      ]),
      () =>
        judge(parent, inForce(policies.value, enforcement), pods.value, target),
    ),
  );
  const bad = judged.find(({ result }) => result.state !== 'Healthy');
  const { detail, result } = bad ?? judged[0];
  const { core, cilium } = policies.value;
  const isIdle = enforcement.state === 'no' && core.length + cilium.length > 0;
  return hop(
    isIdle && result.state === 'Healthy' ? enforcement.why : detail,
    result,
  );
}

interface Target {
  protocol: string;
  port: number | string;
}

function targetOf(service: KubernetesObject, port: number | undefined): Target {
  const item = listOf(at(service.spec, 'ports')).find(
    entry => entry.port === port,
  );
  return {
    protocol: textOf(item?.protocol) ?? 'TCP',
    port: numberOf(item?.targetPort) ?? textOf(item?.targetPort) ?? port ?? 0,
  };
}

interface Judged {
  detail: string;
  result: Verdict;
}

/** What the evaluated policies say, unless one that is not evaluated may say otherwise. */
function judge(
  parent: ParentContext,
  policies: Policies,
  pods: readonly PodEnd[],
  target: Target,
): Judged {
  const judged = judgeEvaluated(parent, policies, pods, target);
  const others = (policies.foreign ?? []).filter(
    (policy: ForeignPolicy) =>
      policy.direction === 'both' &&
      (judged.result.state === 'Healthy' || policy.mayAllow),
  );
  const concerned =
    judged.result.state === 'Healthy' || judged.result.state === 'Degraded';
  return others.length > 0 && concerned
    ? {
        detail: 'not known',
        result: verdict('Unknown', notEvaluated(others), {
          fixableBy: 'platform',
        }),
      }
    : judged;
}

function judgeEvaluated(
  parent: ParentContext,
  policies: Policies,
  pods: readonly PodEnd[],
  target: Target,
): Judged {
  const sources = sourcesOf(parent);
  // Whoever connects, a pod that no policy isolates lets it in.
  const anybody = sources?.[0] ?? pods[0];
  const touched = pods.filter(pod => {
    const { ports, ingress } = allowed(policies, anybody, pod);
    return ingress.length > 0 || !ports.isAll;
  });
  if (touched.length === 0) {
    return { detail: 'no policy isolates these pods', result: healthy() };
  }
  if (!sources) {
    return {
      detail: 'not known',
      result: verdict('Unknown', whyNoDataPlane(parent), {
        fixableBy: 'platform',
      }),
    };
  }
  for (const pod of touched) {
    for (const source of sources) {
      const result = judgePod(parent, policies, source, pod, target);
      if (result) {
        return { detail: 'ingress from the gateway', result };
      }
    }
  }
  return {
    detail: 'ingress from the gateway is allowed',
    result: healthy(),
  };
}

function judgePod(
  { ref, environment }: ParentContext,
  policies: Policies,
  source: End,
  pod: PodEnd,
  { protocol, port }: Target,
): Verdict | undefined {
  const number =
    typeof port === 'number'
      ? port
      : pod.ports.find(item => item.name === port && item.protocol === protocol)
          ?.port;
  // A pod without the port that the Service names gets no requests: whether all lack it is told by the endpoints.
  if (number === undefined) {
    return undefined;
  }
  const { ports, undecided, ingress } = allowed(
    policies,
    source,
    pod,
    ipBlockModeOf(environment, policies),
  );
  const isLetIn = ports.has(protocol, number);
  // Of members of the mesh the tunnel counts, of others the port: who the gateway is nobody here knows.
  if (inAmbientMesh(pod) && ports.has('TCP', tunnel) !== isLetIn) {
    return verdict(
      'Unknown',
      `the pods are in an ambient mesh, where requests may arrive on ${protocol} ${number} or through TCP ${tunnel}, and policies let in only one of them`,
      { fixableBy: 'platform' },
    );
  }
  if (isLetIn) {
    return undefined;
  }
  const names = [...new Set(ingress.map(({ metadata }) => metadata.name))];
  const list = names.join(', ');
  if (undecided.has(protocol, number)) {
    return verdict(
      'Unknown',
      `it cannot be told whether ${
        list || 'the policies'
      } allow requests from the gateway: that depends on the request itself, on who a name, a group or a block of addresses stands for, or on labels of Cilium's own that cannot be seen`,
      { fixableBy: 'platform' },
    );
  }
  return verdict(
    'Degraded',
    names.length === 0
      ? `a policy denies ${protocol} ${number} from gateway ${ref.name}`
      : `the pods are isolated by ${list}, and no policy allows ${protocol} ${number} from gateway ${ref.name}`,
    // Tenants may not write policies: one of their own could open everything.
    { fixableBy: 'platform' },
  );
}

function inAmbientMesh({ labels, namespaceLabels }: PodEnd): boolean {
  const key = 'istio.io/dataplane-mode';
  return (labels[key] ?? namespaceLabels[key]) === 'ambient';
}
