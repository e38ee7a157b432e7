import { remembered } from '../units/remembered';

const SSH = /^(ssh:\/\/)?([^/:]*?)@[^@]+$/;
const SCHEME = /^([a-z][a-z0-9+.-]*):/;
// What Go leaves as it is in a path that somebody wrote down.
const PLAIN_PATH = /^([a-z0-9\-_.~$&+,/:;=@!'()*[\]]|%[0-9a-f]{2})*$/i;
const HOST = /^([a-z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\x00-\x7f]|%[0-9a-f]{2})*$/i; // eslint-disable-line no-control-regex -- everything but ASCII

const normal = remembered(address => {
  let text = address.trim().toLowerCase();
  if (SSH.test(text) && !text.startsWith('ssh://')) {
    text = `ssh://${text.replace(':', '/')}`;
  }
  return (rewritten(text.replace(/\.git$/, '')) ?? '').replace(/^ssh:\/\//, '');
});

/**
 * A repository's address as Argo CD compares it: in small letters, without `.git` at its end, `git@host:path` as
 * `git@host/path`. Empty when it is no address at all. A slash at the end does make a difference.
 *
 * Source: `NormalizeGitURL` of Argo CD's `util/git`, which reads and writes the address with Go's `net/url`.
 *
 * @public
 */
export function normalRepository(address: string): string {
  return normal(address);
}

/** The address as Go writes it after reading it; undefined when it refuses it. */
function rewritten(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- what Go refuses
  if (/[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) {
    return undefined;
  }
  const [, beforeFragment, fragment = ''] = /^([^#]*)(#.*)?$/.exec(text) ?? [];
  const scheme = SCHEME.exec(beforeFragment)?.[0] ?? '';
  const [, body, query = ''] =
    /^([^?]*)(\?.*)?$/.exec(beforeFragment.slice(scheme.length)) ?? [];
  if (scheme !== '' && !body.startsWith('/')) {
    return text;
  }
  if (scheme === '' && !body.startsWith('/') && /^[^/]*:/.test(body)) {
    return undefined;
  }
  const hasHost =
    body.startsWith('//') && (scheme !== '' || !body.startsWith('///'));
  const [, authority = '', path = ''] = hasHost
    ? /^(\/\/[^/]*)(.*)$/.exec(body) ?? []
    : [undefined, '', body];
  const escaped = escapedPath(path);
  return escaped === undefined || !isAuthority(authority)
    ? undefined
    : `${scheme}${authority}${escaped}${query}${fragment}`;
}

function isAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const [, port = ''] = /:([^\]]*)$/.exec(host) ?? [];
  return HOST.test(host.replace(/^\/\//, '')) && /^[0-9]*$/.test(port);
}

function escapedPath(path: string): string | undefined {
  if (PLAIN_PATH.test(path)) {
    return path;
  }
  try {
    return encodeURI(decodeURIComponent(path))
      .replace(/[?#]/g, char => (char === '?' ? '%3F' : '%23'))
      .replace(/[[\]]/g, char => (char === '[' ? '%5B' : '%5D'));
  } catch {
    return undefined;
  }
}
