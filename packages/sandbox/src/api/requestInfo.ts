import { badRequest } from './ApiError';

/** What a path under `/api` or `/apis` asks for. */
export interface RequestInfo {
  group: string;
  apiVersion: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  verb: string;
}

const NAMESPACE_PARTS = ['status', 'finalize'];

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`the path segment "${segment}" is not well encoded`);
  }
}

function verbOf(method: string, named: boolean, watch: string | null): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return named ? 'delete' : 'deletecollection';
    default:
      if (named) {
        return 'get';
      }
      return watch === 'true' || watch === '1' ? 'watch' : 'list';
  }
}

/** Undefined for paths that name no resource, such as discovery. */
export function requestInfo(method: string, url: URL): RequestInfo | undefined {
  const [root, ...path] = url.pathname.split('/').filter(Boolean).map(decode);
  if ((root !== 'api' && root !== 'apis') || path.length < 2) {
    return undefined;
  }
  const group = root === 'apis' ? path.shift()! : '';
  const version = path.shift()!;
  if (path.length === 0) {
    return undefined;
  }
  let namespace: string | undefined;
  if (path[0] === 'namespaces' && path.length > 1) {
    namespace = path[1];
    if (path.length > 2 && !NAMESPACE_PARTS.includes(path[2])) {
      path.splice(0, 2);
    }
  }
  const [plural, name, ...rest] = path;
  const fields = url.searchParams.get('fieldSelector') ?? '';
  const single = /^metadata\.name==?([^,]+)$/.exec(fields)?.[1];
  return {
    group,
    apiVersion: group ? `${group}/${version}` : version,
    plural,
    namespace,
    // Such a selector asks for one object, which a rule may allow by its name.
    name: name ?? single,
    subresource: rest.length > 0 ? rest.join('/') : undefined,
    verb: verbOf(method, name !== undefined, url.searchParams.get('watch')),
  };
}
