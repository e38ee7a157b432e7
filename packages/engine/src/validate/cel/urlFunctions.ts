import { Environment } from '@marcbachmann/cel-js';
import { celFailure } from './failure';

class CelUrl {
  constructor(
    readonly scheme: string,
    readonly host: string,
    readonly path: string,
    readonly query: string,
  ) {}
}

/**
 * Kubernetes' `url` and `isURL`: absolute URLs and absolute paths, as Go's `url.ParseRequestURI` takes them.
 */
export function registerUrlFunctions(env: Environment): void {
  env
    .registerType('kubernetes.URL', { ctor: CelUrl, fields: {} })
    .registerFunction(
      'isURL(string): bool',
      (text: string) => parseUrl(text) !== undefined,
    )
    .registerFunction('url(string): kubernetes.URL', (text: string) => {
      const url = parseUrl(text);
      if (!url) {
        throw celFailure(`URL "${text}" parse error`);
      }
      return url;
    })
    .registerFunction(
      'kubernetes.URL.getScheme(): string',
      (url: CelUrl) => url.scheme,
    )
    .registerFunction(
      'kubernetes.URL.getHost(): string',
      (url: CelUrl) => url.host,
    )
    .registerFunction('kubernetes.URL.getHostname(): string', (url: CelUrl) =>
      url.host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'),
    )
    .registerFunction(
      'kubernetes.URL.getPort(): string',
      (url: CelUrl) => /:(\d*)$/.exec(url.host)?.[1] ?? '',
    )
    .registerFunction(
      'kubernetes.URL.getEscapedPath(): string',
      (url: CelUrl) => encodeURI(decodeURI(url.path)),
    )
    .registerFunction(
      'kubernetes.URL.getQuery(): map<string, list<string>>',
      (url: CelUrl) => {
        const query = new Map<string, string[]>();
        for (const [key, value] of new URLSearchParams(url.query)) {
          query.set(key, [...(query.get(key) ?? []), value]);
        }
        return query;
      },
    );
}

function parseUrl(text: string): CelUrl | undefined {
  // eslint-disable-next-line no-control-regex -- Go refuses control characters anywhere in a URL
  if (/[\u0000-\u001f\u007f ]/.test(text)) {
    return undefined;
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) {
    return undefined;
  }
  const [rest, query = ''] = split(text, '?');
  if (rest.startsWith('/') && !rest.startsWith('//')) {
    return new CelUrl('', '', rest, query);
  }
  const match = /^([a-zA-Z][-+.a-zA-Z0-9]*):(?:\/\/([^/]*))?(\/.*|)$/.exec(
    rest,
  );
  if (!match) {
    return undefined;
  }
  const host = (match[2] ?? '').replace(/^.*@/, '');
  if (!/^(\[[0-9A-Fa-f:.%]+\]|[^:[\]]*)(:\d*)?$/.test(host)) {
    return undefined;
  }
  return new CelUrl(match[1].toLowerCase(), host, match[3], query);
}

function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
