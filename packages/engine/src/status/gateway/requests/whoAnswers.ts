import { KubernetesObject, Snapshot, isKnown } from '../../../model';
import { ClusterView } from '../../../snapshot/clusterView';
import { whyUnknown } from '../../unknown';
import { allRoutes } from '../allRoutes';
import { byAge } from '../age';
import { attach } from '../attach';
import { GatewayFeatures } from '../features';
import { covers } from '../hostname';
import { gatewayGroup, gatewayKind } from '../kinds';
import { Listener } from '../listener';
import { parentRefsOf } from '../../../kinds/gateway/parentRef';
import { answer } from './answer';
import { answerHttp } from './answerHttp';
import { backendsOf } from './backendsOf';
import { Candidate } from './chooseRule';
import { mostSpecific, servedListeners } from './listenersOn';
import { GatewayRequest, RequestAnswer } from './request';

const carriers: Readonly<Record<GatewayRequest['scheme'], readonly string[]>> =
  {
    http: ['HTTP'],
    https: ['HTTPS', 'TLS'],
    grpc: ['HTTP', 'HTTPS'],
    tls: ['HTTPS', 'TLS'],
    tcp: ['TCP'],
    udp: ['UDP'],
  };

/**
 * Who answers a request to a Gateway by the rules of Gateway API 1.6: the listener of the most specific name, on it the
 * rule of highest precedence, and what its filters and backends make of the request.
 *
 * @public
 */
export function whoAnswers(
  request: GatewayRequest,
  snapshot: Snapshot,
  features: GatewayFeatures = {},
): RequestAnswer {
  const { cluster, namespace, name } = request.gateway;
  const view = new ClusterView(snapshot, cluster);
  const gateway = view.get(gatewayKind, namespace, name);
  if (!isKnown(gateway)) {
    return answer('unknown', whyUnknown(gateway));
  }
  if (!gateway.value) {
    return answer('refused', `Gateway ${namespace}/${name} does not exist`);
  }
  const listeners = servedListeners(gateway.value, view, features)
    .map(({ listener }) => listener)
    .filter(
      ({ port, protocol }) =>
        port === request.port && carriers[request.scheme].includes(protocol),
    );
  if (listeners.length === 0) {
    return answer('refused', `nothing listens on port ${request.port}`);
  }
  return ['tcp', 'udp'].includes(request.scheme)
    ? answerStream(routesOn(listeners[0], view), listeners[0], view)
    : answerNamed(listeners, request, view);
}

function answerNamed(
  listeners: readonly Listener[],
  request: GatewayRequest,
  view: ClusterView,
): RequestAnswer {
  const host = bareHost(request.host);
  const secure = request.scheme === 'https' || request.scheme === 'tls';
  const name = secure ? bareHost(request.sni ?? request.host) : host;
  const listener = mostSpecific(listeners, name);
  if (!listener) {
    return secure
      ? answer('refused', `no listener accepts ${name}`)
      : answer('status', `no listener accepts ${name}`, {
          statuses: [404],
          ...(request.scheme === 'grpc' ? { grpcStatus: 'Unimplemented' } : {}),
        });
  }
  const candidates = routesOn(listener, view);
  if (listener.protocol === 'TLS') {
    const fitting = mostFitting(candidates, name);
    return fitting.length === 0
      ? answer('refused', `no route matches ${name}`, {
          listener: listener.name,
        })
      : answerStream(fitting, listener, view);
  }
  if (request.scheme === 'tls') {
    return answer('unknown', 'the gateway terminates TLS and expects HTTP', {
      listener: listener.name,
    });
  }
  if (secure && mostSpecific(listeners, host) !== listener) {
    return answer('status', `${host} belongs to another listener`, {
      statuses: [421],
      listener: listener.name,
    });
  }
  return {
    ...answerHttp(candidates, host, request, view),
    listener: listener.name,
  };
}

/** The route of a connection without requests: the oldest one, its first rule. */
function answerStream(
  candidates: readonly Candidate[],
  listener: Listener,
  view: ClusterView,
): RequestAnswer {
  const [first] = [...candidates].sort((a, b) => byAge(a.route, b.route));
  if (!first) {
    return answer('refused', 'no route accepts connections', {
      listener: listener.name,
    });
  }
  const { backends, failing, untrusted, unknown, seesTls } = backendsOf(
    first.route,
    0,
    view,
  );
  const head = {
    listener: listener.name,
    route: {
      kind: first.route.kind,
      namespace: first.route.metadata.namespace ?? '',
      name: first.route.metadata.name,
      rule: 0,
    },
  };
  if (unknown !== undefined) {
    return answer('unknown', unknown, head);
  }
  return backends.length === 0
    ? answer('refused', 'the route has no usable backend', head)
    : answer('backend', '', {
        ...head,
        backends,
        failing: failing + untrusted,
        backendSeesTls: seesTls,
      });
}

function routesOn(listener: Listener, view: ClusterView): Candidate[] {
  const { owner } = listener;
  return allRoutes(view).flatMap((route: KubernetesObject) =>
    parentRefsOf(route)
      .filter(
        ref =>
          ref.group === gatewayGroup &&
          ref.kind === owner.kind &&
          ref.namespace === owner.metadata.namespace &&
          ref.name === owner.metadata.name,
      )
      .flatMap(ref => attach(route, ref, view).listeners)
      .filter(attached => attached.listener.name === listener.name)
      .slice(0, 1)
      .map(({ hostnames }) => ({ route, hostnames })),
  );
}

function mostFitting(
  candidates: readonly Candidate[],
  name: string,
): Candidate[] {
  const ranked = candidates.flatMap(candidate => {
    const fitting = candidate.hostnames.filter(item => covers(item, name));
    if (fitting.length === 0 && candidate.hostnames.length > 0) {
      return [];
    }
    const weights = fitting.map(item =>
      item.startsWith('*.') ? item.length : 1000 + item.length,
    );
    return [{ candidate, weight: Math.max(0, ...weights) }];
  });
  const best = Math.max(0, ...ranked.map(({ weight }) => weight));
  return ranked
    .filter(({ weight }) => weight === best)
    .map(({ candidate }) => candidate);
}

function bareHost(host: string | undefined): string {
  const text = (host ?? '').toLowerCase();
  return text.startsWith('[') ? text : text.replace(/:\d+$/, '');
}
