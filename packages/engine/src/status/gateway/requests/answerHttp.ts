import { Fields } from '../../../model/fields';
import { ClusterView } from '../../../snapshot/clusterView';
import { answer } from './answer';
import { backendsOf } from './backendsOf';
import { Candidate, Chosen, chooseRule } from './chooseRule';
import { filtersOf, redirectOf, rewrittenBy } from './filters';
import { GatewayRequest, RequestAnswer } from './request';

/** What becomes of an HTTP or gRPC request among the routes of one listener. */
export function answerHttp(
  candidates: readonly Candidate[],
  host: string,
  request: GatewayRequest,
  view: ClusterView,
): RequestAnswer {
  const grpc = request.scheme === 'grpc';
  const chosen = chooseRule(candidates, host, request);
  if (chosen === 'unknown') {
    return answer(
      'unknown',
      'a route uses a matcher that is specific to its controller',
    );
  }
  if (!chosen) {
    return answer('status', 'no route matches the request', {
      statuses: [404],
      ...(grpc ? { grpcStatus: 'Unimplemented' } : {}),
    });
  }
  const { route, index } = chosen;
  return {
    ...answerRule(chosen, host, request, view),
    route: {
      kind: route.kind,
      namespace: route.metadata.namespace ?? '',
      name: route.metadata.name,
      rule: index,
    },
  };
}

function answerRule(
  { route, rule, index, match }: Chosen,
  host: string,
  request: GatewayRequest,
  view: ClusterView,
): RequestAnswer {
  const filters = filtersOf(rule);
  const own = filters.find(({ type }) => type === 'ExtensionRef');
  if (own) {
    return answer(
      'unknown',
      'the answer depends on a filter that is specific to the controller',
    );
  }
  if (isPreflight(request) && filters.some(({ type }) => type === 'CORS')) {
    return answer('status', 'the gateway answers preflight requests itself', {
      statuses: [200, 204],
    });
  }
  const redirect = filters.find(({ type }) => type === 'RequestRedirect');
  if (redirect) {
    const found = redirectOf(redirect, match, request, host);
    return answer('redirect', '', {
      statuses: [found.status],
      redirect: found.redirect,
    });
  }
  return answerBackends(
    backendsOf(route, index, view),
    rewrittenBy(filters, match, request.path ?? '/'),
    request,
  );
}

function answerBackends(
  behind: ReturnType<typeof backendsOf>,
  forwarded: RequestAnswer['forwarded'],
  { scheme }: GatewayRequest,
): RequestAnswer {
  const { backends, mirrors, failing, untrusted, unknown, seesTls } = behind;
  if (unknown !== undefined) {
    return answer('unknown', unknown);
  }
  const grpc = scheme === 'grpc';
  const errors = [
    ...(failing > 0 || backends.length + untrusted === 0 ? [500] : []),
    ...(untrusted > 0 ? [500, 502, 503] : []),
  ];
  if (backends.length === 0) {
    return answer('status', 'the rule has no usable backend', {
      statuses: [...new Set(errors)],
      mirrors,
      failing: failing + untrusted,
      ...(grpc ? { grpcStatus: 'Unavailable' } : {}),
    });
  }
  return answer('backend', '', {
    statuses: [...new Set([200, ...errors])],
    ...(grpc ? { grpcStatus: 'OK' } : {}),
    backends,
    mirrors,
    failing: failing + untrusted,
    backendSeesTls: seesTls,
    ...(forwarded ? { forwarded } : {}),
  });
}

function isPreflight({ method, headers = {} }: GatewayRequest): boolean {
  const names: Fields = Object.fromEntries(
    Object.keys(headers).map(name => [name.toLowerCase(), true]),
  );
  return (
    method === 'OPTIONS' &&
    names.origin === true &&
    names['access-control-request-method'] === true
  );
}
