import { RE2JS } from 're2js';
import { Fields, at, listOf, plainText, textOf } from '../../../model/fields';
import { GatewayRequest } from './request';

/**
 * How specific a match is, most important first; of two the greater one wins at the first place where they differ.
 * Undefined when the request does not match, `unknown` when only the controller can tell.
 */
export type Rank = readonly number[] | 'unknown' | undefined;

/** How an HTTPRoute's match takes a request: path, method, headers and query parameters all hold. */
export function httpRank(match: Fields, request: GatewayRequest): Rank {
  const path = pathRank(match, request.path ?? '/');
  const method = textOf(match.method);
  const headers = listOf(match.headers);
  const params = listOf(match.queryParams);
  const parts = [
    path,
    method === undefined || method === (request.method ?? 'GET') ? 'yes' : 'no',
    ...headers.map(item => compare(item, headerOf(request, item))),
    ...params.map(item => compare(item, parameterOf(request, item))),
  ];
  if (parts.includes('no')) {
    return undefined;
  }
  if (parts.includes('unknown') || !Array.isArray(path)) {
    return 'unknown';
  }
  return [...path, method === undefined ? 0 : 1, headers.length, params.length];
}

/** How a GRPCRoute's match takes a request: service, method and headers all hold. */
export function grpcRank(match: Fields, request: GatewayRequest): Rank {
  const [service, method] = callOf(request);
  const wanted = {
    service: textOf(at(match, 'method', 'service')),
    method: textOf(at(match, 'method', 'method')),
  };
  const type = at(match, 'method', 'type');
  const headers = listOf(match.headers);
  const parts = [
    wanted.service === undefined
      ? 'yes'
      : compare({ type, value: wanted.service }, service),
    wanted.method === undefined
      ? 'yes'
      : compare({ type, value: wanted.method }, method),
    ...headers.map(item => compare(item, headerOf(request, item))),
  ];
  if (parts.includes('no')) {
    return undefined;
  }
  return parts.includes('unknown')
    ? 'unknown'
    : [
        (wanted.service ?? '').length,
        (wanted.method ?? '').length,
        headers.length,
      ];
}

type Answer = 'yes' | 'no' | 'unknown';

/** Exact paths come first, then the longest prefix; where regular expressions stand is the controller's affair. */
function pathRank(
  match: Fields,
  path: string,
): readonly number[] | 'no' | 'unknown' {
  const value = textOf(at(match, 'path', 'value')) ?? '/';
  switch (at(match, 'path', 'type') ?? 'PathPrefix') {
    case 'Exact':
      return path === value ? [2, value.length] : 'no';
    case 'PathPrefix':
      return hasPrefix(path, value) ? [0, trimmed(value).length] : 'no';
    case 'RegularExpression': {
      const found = matches(value, path);
      if (found !== 'yes') {
        return found;
      }
      return [1, value.length];
    }
    default:
      return 'unknown';
  }
}

/** Whether a path begins with a prefix, element by element. */
function hasPrefix(path: string, prefix: string): boolean {
  const bare = trimmed(prefix);
  return path === bare || path.startsWith(`${bare}/`) || bare === '';
}

function trimmed(prefix: string): string {
  return prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
}

function compare(wanted: Fields, found: string | undefined): Answer {
  if (found === undefined) {
    return 'no';
  }
  const value = plainText(wanted.value ?? '');
  switch (wanted.type ?? 'Exact') {
    case 'Exact':
      return value === found ? 'yes' : 'no';
    case 'RegularExpression':
      return matches(value, found);
    default:
      return 'unknown';
  }
}

/** The dialect is the controller's affair: RE2, of which nearly all of them take the common part. */
function matches(pattern: string, text: string): Answer {
  try {
    return RE2JS.compile(pattern).matches(text) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

function headerOf(
  { headers = {} }: GatewayRequest,
  { name }: Fields,
): string | undefined {
  const wanted = plainText(name ?? '').toLowerCase();
  return Object.entries(headers).find(
    ([key]) => key.toLowerCase() === wanted,
  )?.[1];
}

function parameterOf(
  { query = '' }: GatewayRequest,
  { name }: Fields,
): string | undefined {
  return new URLSearchParams(query).get(plainText(name ?? '')) ?? undefined;
}

function callOf({ grpc, path = '' }: GatewayRequest): [string, string] {
  if (grpc) {
    return [grpc.service, grpc.method];
  }
  const [, service = '', method = ''] = path.split('/');
  return [service, method];
}
