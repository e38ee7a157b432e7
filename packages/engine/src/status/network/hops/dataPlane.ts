import { isKnown, lastValue } from '../../../model';
import { at, listOf } from '../../../model/fields';
import { namespaceLabels } from '../../../snapshot/clusterView';
import { namespaceKind } from '../../gateway/kinds';
import { rangeOf } from '../../netpol/addressRange';
import { End, PodEnd } from '../../netpol/end';
import { accountOf } from '../../netpol/podEnd';
import { hasEnded } from '../../netpol/podsOf';
import { ParentContext } from './hopContext';
import { proxiesOf } from './proxiesOf';

const ciliumController = 'io.cilium/gateway-controller';

/** Controllers that run their proxies in a namespace of their own, or outside of the cluster, or may do so. */
const elsewhere = [
  'ako.vmware.com/',
  'alb.networking.azure.io/',
  'apisix.apache.org/',
  'application-networking.k8s.aws/',
  'gateway.envoyproxy.io/',
  'gateway.k8s.aws/',
  'gateway.nginx.org/',
  'getambassador.io/',
  'haproxy-ingress.github.io/',
  'haproxy.com/',
  'haproxy.org/',
  'konghq.com/kic',
  'networking.gke.io/',
  'projectcontour.io/',
  'traefik.io/',
];

/**
 * Who brings the gateway's requests to the pods, as policies see it: load balancers outside of the cluster, its proxies, or both.
 * Undefined where that is not known.
 */
export function sourcesOf(parent: ParentContext): End[] | undefined {
  const offered = offeredOf(parent);
  const outside = (offered?.sourceRanges ?? []).flatMap((text): End[] => {
    const range = rangeOf(text);
    return range ? [{ type: 'addresses', range }] : [];
  });
  if (outside.length > 0 && !offered?.dataPlane) {
    return outside;
  }
  const proxies = dataPlaneOf(parent);
  return proxies && [proxies, ...outside];
}

/**
 * The gateway's proxies as policies see them: as the platform says, else those that the Service before them names, else all pods of
 * the gateway's own namespace, with Cilium its own identity. Undefined where nothing says so of a gateway that the platform does not
 * offer, or whose controller may run them elsewhere.
 */
export function dataPlaneOf(parent: ParentContext): End | undefined {
  const { environment, view } = parent;
  const offered = offeredOf(parent);
  const ofCilium = parent.controllerName === ciliumController;
  // Of a gateway of another controller Cilium's identity says nothing.
  const mayBeCilium =
    offered &&
    environment.cni === 'cilium' &&
    parent.controllerName === undefined;
  if (!offered?.dataPlane && (ofCilium || mayBeCilium)) {
    return { type: 'entity', entity: 'ingress' };
  }
  const told = offered?.dataPlane ?? proxiesOf(parent);
  if (told && 'why' in told) {
    return undefined;
  }
  if (!told && (!offered || runsElsewhere(parent))) {
    return undefined;
  }
  const { namespace, podLabels } = told ?? {
    namespace: offered?.namespace ?? '',
    podLabels: {},
  };
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
    ...accountsOf(namespace, podLabels, parent),
  };
}

/** The service account of the proxies, where all that are seen have the same. */
function accountsOf(
  namespace: string,
  matchLabels: Record<string, string>,
  { view }: ParentContext,
): Pick<PodEnd, 'serviceAccount'> {
  if (Object.keys(matchLabels).length === 0) {
    return {};
  }
  const pods = lastValue(
    view.list({ group: '', kind: 'Pod' }, namespace, { matchLabels }),
  );
  const accounts = new Set(
    (pods ?? []).filter(pod => !hasEnded(pod)).map(pod => accountOf(pod.spec)),
  );
  const [serviceAccount] = accounts;
  return accounts.size === 1 ? { serviceAccount } : {};
}

/** Why it is not known where the gateway's proxies run. */
export function whyNoDataPlane(parent: ParentContext): string {
  const { name, namespace } = parent.gateway?.metadata ?? parent.ref;
  const told = proxiesOf(parent);
  if (told && 'why' in told) {
    return told.why;
  }
  return offeredOf(parent)
    ? `it is not known where the proxies of gateway ${name} run: its controller may run them elsewhere than in namespace ${namespace}, and gateways[].dataPlane of the platform does not say where`
    : `the platform does not offer gateway ${name}, so it is not known where its proxies run`;
}

function offeredOf({ gateway, ref, environment }: ParentContext) {
  // One that could not be read is known by its name all the same.
  const named = ref.kind === 'Gateway' ? ref : undefined;
  const of = gateway?.metadata ?? named;
  return environment.gateways.find(
    ({ name, namespace }) => name === of?.name && namespace === of?.namespace,
  );
}

/** What nobody says of its class may run anywhere; Istio is told of a Service elsewhere by its name. */
function runsElsewhere({ controllerName, gateway }: ParentContext): boolean {
  return (
    controllerName === undefined ||
    elsewhere.some(prefix => controllerName.startsWith(prefix)) ||
    listOf(at(gateway?.spec, 'addresses')).some(
      ({ type }) => type === 'Hostname',
    )
  );
}
