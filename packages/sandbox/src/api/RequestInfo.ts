import { ApiError } from './ApiError';

/** What a path under `/api` or `/apis` asks for. */
export interface RequestInfo {
  group: string;
  apiVersion: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  verb: string;
  query: URLSearchParams;
}

/** Verbs for one object and for many. */
const VERBS: Record<string, [string, string]> = {
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

function segments(path: string): string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new ApiError(400, `the path ${path} is not well encoded`);
  }
}

/** Undefined for paths that name no resource, such as discovery. */
export function requestInfo(method = 'GET', url: URL): RequestInfo | undefined {
  const [root, ...path] = segments(url.pathname);
  const apiVersion = path.splice(0, root === 'apis' ? 2 : 1).join('/');
  if (!['api', 'apis'].includes(root) || path.length === 0) {
    return undefined;
  }
  const inside = path[0] === 'namespaces' && path.length > 1;
  const namespace = inside ? path[1] : undefined;
  if (inside && path.length > 2 && !['status', 'finalize'].includes(path[2])) {
    path.splice(0, 2);
  }
  const [plural, name, ...rest] = path;
  const query = url.searchParams;
  const watch = /^(true|1)$/.test(query.get('watch') ?? '');
  const [one, many] = VERBS[method] ?? ['get', watch ? 'watch' : 'list'];
  // A selector for one object may be allowed by the name in a rule.
  const [, single] =
    /^metadata\.name==?([^,]+)$/.exec(query.get('fieldSelector') ?? '') ?? [];
  return {
    group: root === 'apis' ? apiVersion.split('/')[0] : '',
    apiVersion,
    query,
    plural,
    namespace,
    name: name ?? (VERBS[method] ? undefined : single),
    subresource: rest.length > 0 ? rest.join('/') : undefined,
    verb: name === undefined ? many : one,
  };
}
