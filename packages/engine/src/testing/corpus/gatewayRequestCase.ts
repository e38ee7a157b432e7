import { Snapshot } from '../../model';
import {
  AnsweringBackend,
  GatewayFeatures,
  GatewayRequest,
  RequestAnswer,
  whoAnswers,
} from '../../status/gateway';
import { Check, check } from './check';

/** A request of a case with what becomes of it. */
export interface WantedRequest extends Omit<GatewayRequest, 'gateway'> {
  gateway: { namespace: string; name: string };
  expect: {
    status?: number;
    statusAnyOf?: number[];
    backend?: string;
    backendNamespace?: string;
    grpcStatus?: string;
    fails?: boolean;
    reached?: boolean;
    redirect?: { scheme?: string; host?: string; path?: string; port?: number };
    forwarded?: { path?: string; host?: string };
    mirroredTo?: unknown;
    backendSeesTLS?: boolean;
  };
}

/** Compares the answer to one request in everything that the case asserts. */
export function checkRequest(
  { expect, ...request }: WantedRequest,
  cluster: string,
  snapshot: Snapshot,
  features: GatewayFeatures,
): Check {
  const found = whoAnswers(
    { ...request, gateway: { cluster, ...request.gateway } },
    snapshot,
    features,
  );
  const { scheme, method, host, path, query } = request;
  const name = `${scheme} ${method ?? ''} ${host ?? ''}${path ?? ''}${
    query ? `?${query}` : ''
  }`;
  if (found.outcome === 'unknown') {
    return { name, outcome: 'undecidable', why: found.why };
  }
  const wrong = differencesOf(found, expect, request);
  // Whether a backend's certificate fits stands in the backend, not in the cluster.
  const trust =
    found.backendSeesTls &&
    [expect.status, ...(expect.statusAnyOf ?? [])].some(
      status => status !== undefined && status >= 500,
    );
  return trust && wrong.length > 0
    ? { name, outcome: 'undecidable', why: "the backend's certificate decides" }
    : check(name, wrong.length === 0, { wrong, found });
}

function differencesOf(
  found: RequestAnswer,
  expect: WantedRequest['expect'],
  request: Pick<GatewayRequest, 'path' | 'host'>,
): string[] {
  const statuses = found.statuses ?? [];
  const wanted = [
    ...(expect.status === undefined ? [] : [expect.status]),
    ...(expect.statusAnyOf ?? []),
  ];
  const passesOn = found.outcome === 'backend';
  // Through a listener that hands TLS on, the backend itself answers.
  const open = passesOn && statuses.length === 0;
  const claims: Array<[string, boolean]> = [
    [
      'status',
      wanted.length === 0 ||
        open ||
        wanted.some(status => statuses.includes(status)),
    ],
    ['fails', expect.fails !== true || found.outcome === 'refused'],
    ['reached', expect.reached !== true || passesOn],
    [
      'backend',
      expect.backend === undefined
        ? expect.backendNamespace === undefined || passesOn
        : passesOn &&
          found.backends.some(item =>
            isNamed(item, expect.backend, expect.backendNamespace),
          ),
    ],
    [
      'grpcStatus',
      expect.grpcStatus === undefined || found.grpcStatus === expect.grpcStatus,
    ],
    ['redirect', !expect.redirect || redirects(found, expect.redirect)],
    [
      'forwarded',
      !expect.forwarded || forwards(found, expect.forwarded, request),
    ],
    ['mirroredTo', mirrors(found.mirrors, expect.mirroredTo)],
    [
      'backendSeesTLS',
      expect.backendSeesTLS === undefined ||
        found.backendSeesTls === expect.backendSeesTLS,
    ],
  ];
  return claims.filter(([, holds]) => !holds).map(([claim]) => claim);
}

function isNamed(
  { namespace, name }: AnsweringBackend,
  wanted: string | undefined,
  wantedNamespace: string | undefined,
): boolean {
  return (
    name === wanted &&
    (wantedNamespace === undefined || namespace === wantedNamespace)
  );
}

function redirects(
  { redirect }: RequestAnswer,
  wanted: NonNullable<WantedRequest['expect']['redirect']>,
): boolean {
  const implied = wanted.scheme === 'https' ? 443 : 80;
  return (
    redirect !== undefined &&
    (wanted.scheme === undefined || redirect.scheme === wanted.scheme) &&
    (wanted.host === undefined || redirect.host === wanted.host) &&
    (wanted.path === undefined || redirect.path === wanted.path) &&
    (redirect.port ?? implied) === (wanted.port ?? implied)
  );
}

/** Without a rewrite the backend sees what the client sent. */
function forwards(
  { forwarded }: RequestAnswer,
  wanted: NonNullable<WantedRequest['expect']['forwarded']>,
  { path, host }: Pick<GatewayRequest, 'path' | 'host'>,
): boolean {
  return (
    (wanted.path === undefined || (forwarded?.path ?? path) === wanted.path) &&
    (wanted.host === undefined || (forwarded?.host ?? host) === wanted.host)
  );
}

function mirrors(found: readonly AnsweringBackend[], wanted: unknown): boolean {
  return (Array.isArray(wanted) ? wanted : []).every(item => {
    const name =
      typeof item === 'string'
        ? item
        : String(item.backend ?? item.name ?? item.service);
    return found.some(mirror => mirror.name === name);
  });
}
