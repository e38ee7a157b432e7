import { defined } from '../../manifests/defined';
import { BackendContext } from './BackendRef';
import { mirrorRef } from './backendRefs';
import { GrpcFilter, HttpFilter } from './filters';

/**
 * A filter as Gateway API writes it.
 */
export function filterObject(
  context: BackendContext,
  filter: HttpFilter | GrpcFilter,
  field: string,
): Record<string, unknown> {
  const { type } = filter;
  switch (filter.type) {
    case 'RequestHeaderModifier':
    case 'ResponseHeaderModifier': {
      const { set, add, remove } = filter;
      const changes = defined({ set, add, remove });
      return filter.type === 'RequestHeaderModifier'
        ? { type, requestHeaderModifier: changes }
        : { type, responseHeaderModifier: changes };
    }
    case 'RequestMirror':
      return {
        type,
        requestMirror: defined({
          backendRef: mirrorRef(context, filter.backend, `${field}.backend`),
          percent: filter.percent,
          fraction: filter.fraction,
        }),
      };
    case 'RequestRedirect':
      return {
        type,
        requestRedirect: defined({
          scheme: filter.scheme,
          hostname: filter.hostname,
          path: pathObject(filter.path),
          port: filter.port,
          statusCode: filter.statusCode,
        }),
      };
    case 'URLRewrite':
      return {
        type,
        urlRewrite: defined({
          hostname: filter.hostname,
          path: pathObject(filter.path),
        }),
      };
    case 'CORS':
      return {
        type,
        cors: defined({
          allowOrigins: filter.allowOrigins,
          allowMethods: filter.allowMethods,
          allowHeaders: filter.allowHeaders,
          exposeHeaders: filter.exposeHeaders,
          // Before 1.4 only `true` was a value.
          allowCredentials: filter.allowCredentials ? true : undefined,
          maxAge: filter.maxAge,
        }),
      };
    case 'ExtensionRef':
    default:
      return {
        type,
        extensionRef: {
          group: filter.group,
          kind: filter.kind,
          name: filter.name,
        },
      };
  }
}

function pathObject(
  path: { type: string; value: string } | undefined,
): Record<string, unknown> | undefined {
  if (!path) {
    return undefined;
  }
  return path.type === 'ReplaceFullPath'
    ? { type: path.type, replaceFullPath: path.value }
    : { type: path.type, replacePrefixMatch: path.value };
}
