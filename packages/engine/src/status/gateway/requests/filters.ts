import {
  Fields,
  at,
  listOf,
  numberOf,
  plainText,
  textOf,
} from '../../../model/fields';
import { GatewayRequest, RequestAnswer } from './request';

/** Where a RequestRedirect sends the client, with its status. */
export function redirectOf(
  filter: Fields,
  match: Fields,
  request: GatewayRequest,
  host: string,
): { status: number; redirect: NonNullable<RequestAnswer['redirect']> } {
  const settings = at(filter, 'requestRedirect');
  const scheme = textOf(at(settings, 'scheme')) ?? request.scheme;
  const path = pathAfter(at(settings, 'path'), match, request.path ?? '/');
  const port = redirectPort(settings, scheme, request.port);
  return {
    status: numberOf(at(settings, 'statusCode')) ?? 302,
    redirect: {
      scheme,
      host: textOf(at(settings, 'hostname')) ?? host,
      ...(port === undefined ? {} : { port }),
      path,
    },
  };
}

/** What URLRewrite filters make of the path and host; undefined when there is none. */
export function rewrittenBy(
  filters: readonly Fields[],
  match: Fields,
  path: string,
): RequestAnswer['forwarded'] {
  const rewrite = filters.find(({ type }) => type === 'URLRewrite');
  if (!rewrite) {
    return undefined;
  }
  const settings = at(rewrite, 'urlRewrite');
  const host = textOf(at(settings, 'hostname'));
  const change = at(settings, 'path');
  return {
    ...(change === undefined ? {} : { path: pathAfter(change, match, path) }),
    ...(host === undefined ? {} : { host }),
  };
}

/** The filters of a rule and, where it has only one backend, of that. */
export function filtersOf(rule: Fields): readonly Fields[] {
  const backends = listOf(rule.backendRefs);
  return [
    ...listOf(rule.filters),
    ...(backends.length === 1 ? listOf(backends[0].filters) : []),
  ];
}

/** A port that the scheme implies is left out, as it is in the header Location. */
function redirectPort(
  settings: unknown,
  scheme: string,
  listenerPort: number,
): number | undefined {
  const implied = scheme === 'https' ? 443 : 80;
  const own = numberOf(at(settings, 'port'));
  const port =
    own ??
    (textOf(at(settings, 'scheme')) === undefined ? listenerPort : implied);
  return port === implied ? undefined : port;
}

function pathAfter(change: unknown, match: Fields, path: string): string {
  switch (at(change, 'type')) {
    case 'ReplaceFullPath':
      return plainText(at(change, 'replaceFullPath') ?? path);
    case 'ReplacePrefixMatch': {
      const prefix = (textOf(at(match, 'path', 'value')) ?? '/').replace(
        /\/$/,
        '',
      );
      const rest = path.slice(prefix.length);
      const put = plainText(at(change, 'replacePrefixMatch') ?? '');
      const bare = put.replace(/\/$/, '');
      return `${bare}${rest}` || '/';
    }
    default:
      return path;
  }
}
