import { isKnown, KubernetesObject } from '../../../model';
import { at, fieldsOf, listOf, textOf } from '../../../model/fields';
import { onceAView } from '../../../snapshot/onceAView';
import { serviceKind } from '../../gateway/kinds';
import { hasEnded } from '../../netpol/podsOf';
import { whyUnknown } from '../../unknown';
import { addressesOf } from './addressHop';
import { ClusterView } from '../../../snapshot/clusterView';
import { ParentContext } from './hopContext';

const podKind = { group: '', kind: 'Pod' };

const ENVOY = 'gateway.envoyproxy.io/';

/** Where Envoy Gateway runs its proxies, unless it is told to run them beside each gateway. */
const ENVOY_HOME = 'envoy-gateway-system';

/** Where pods are, and the labels that all of them have. */
interface Proxies {
  namespace: string;
  podLabels: Record<string, string>;
}

/** Why nobody can tell who the proxies are, which no assumption may stand in for. */
interface NotTold {
  why: string;
}

const once = onceAView<Proxies | NotTold | undefined>();

/**
 * The gateway's proxies, where the Service before them says whose it is: by the label of Gateway API for what is made for a gateway
 * (GEP-1762), or by those of Envoy Gateway. Undefined where none or several do, or nobody sees its pods.
 */
export function proxiesOf(
  parent: ParentContext,
): Proxies | NotTold | undefined {
  const { name, namespace } = parent.gateway?.metadata ?? {};
  return once(
    parent.view,
    JSON.stringify([namespace, name, parent.controllerName]),
    () => findProxies(parent),
  );
}

function findProxies({
  gateway,
  view,
  controllerName = '',
}: ParentContext): Proxies | NotTold | undefined {
  const { name, namespace } = gateway?.metadata ?? {};
  if (!gateway || name === undefined || namespace === undefined) {
    return undefined;
  }
  const behind = (services: readonly KubernetesObject[]) =>
    services.length === 1 ? podsBehind(services[0], name, view) : undefined;
  const services = view.list(serviceKind, namespace);
  if (!isKnown(services)) {
    return {
      why: `it is not known where the proxies of gateway ${name} run: ${whyUnknown(
        services,
      )}`,
    };
  }
  const find = (place: string, matchLabels: Record<string, string>) => {
    const known = view.list(serviceKind, place, { matchLabels });
    return isKnown(known) ? known.value : [];
  };
  const own = find(namespace, {
    'gateway.networking.k8s.io/gateway-name': name,
  });
  if (own.length > 0 || !controllerName.startsWith(ENVOY)) {
    return behind(own);
  }
  const className = textOf(at(gateway.spec, 'gatewayClassName')) ?? '';
  const addresses = addressesOf(gateway);
  const found = new Set(
    [...new Set([namespace, ENVOY_HOME])].flatMap(place => [
      ...find(place, {
        [`${ENVOY}owning-gateway-name`]: name,
        [`${ENVOY}owning-gateway-namespace`]: namespace,
      }),
      // All gateways of a class may share theirs.
      ...find(place, { [`${ENVOY}owning-gatewayclass`]: className }),
    ]),
  );
  // Others may write there, too, and have no address of the gateway's.
  return behind(
    [...found].filter(service =>
      addressesOfService(service).some(each => addresses.includes(each)),
    ),
  );
}

function podsBehind(
  { metadata: { namespace }, spec }: KubernetesObject,
  gateway: string,
  view: ClusterView,
): Proxies | NotTold | undefined {
  const matchLabels = Object.fromEntries(
    Object.entries(fieldsOf(at(spec, 'selector'))).map(([key, value]) => [
      key,
      textOf(value) ?? '',
    ]),
  );
  if (namespace === undefined || Object.keys(matchLabels).length === 0) {
    return undefined;
  }
  const known = view.list(podKind, namespace, { matchLabels });
  const running = isKnown(known)
    ? known.value.filter(pod => !hasEnded(pod))
    : [];
  if (running.some(pod => at(pod.spec, 'hostNetwork') === true)) {
    return {
      why: `the proxies of gateway ${gateway} run in the network of their nodes, which policies cannot tell from the nodes themselves`,
    };
  }
  const [first, ...others] = running;
  return (
    first && {
      namespace,
      // A policy may select them by more than what the Service does.
      podLabels: Object.fromEntries(
        Object.entries(first.metadata.labels ?? {}).filter(([key, value]) =>
          others.every(({ metadata }) => metadata.labels?.[key] === value),
        ),
      ),
    }
  );
}

function addressesOfService({ spec, status }: KubernetesObject): string[] {
  const ips = at(spec, 'clusterIPs');
  return [
    ...listOf(at(status, 'loadBalancer', 'ingress')).flatMap(
      ({ ip, hostname }) => [textOf(ip) ?? [], textOf(hostname) ?? []].flat(),
    ),
    ...(Array.isArray(ips) ? ips.flatMap(each => textOf(each) ?? []) : []),
  ];
}
