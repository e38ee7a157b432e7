import { at, Fields, fieldsOf } from '../../model/fields';
import { given } from './Reading';

/** A filter as a request writes it, from one of the Gateway API. */
export function filterOf(filter: Fields): Fields {
  const { type } = filter;
  switch (type) {
    case 'RequestHeaderModifier':
      return { type, ...fieldsOf(filter.requestHeaderModifier) };
    case 'ResponseHeaderModifier':
      return { type, ...fieldsOf(filter.responseHeaderModifier) };
    case 'RequestMirror': {
      const { backendRef, percent, fraction } = fieldsOf(filter.requestMirror);
      return given({
        type,
        backend: given({
          service: at(backendRef, 'name'),
          port: at(backendRef, 'port'),
          namespace: at(backendRef, 'namespace'),
        }),
        percent,
        fraction,
      });
    }
    case 'RequestRedirect': {
      const redirect = fieldsOf(filter.requestRedirect);
      return given({ type, ...redirect, path: pathOf(redirect.path) });
    }
    case 'URLRewrite': {
      const rewrite = fieldsOf(filter.urlRewrite);
      return given({ type, ...rewrite, path: pathOf(rewrite.path) });
    }
    case 'CORS':
      return { type, ...fieldsOf(filter.cors) };
    default:
      return { type, ...fieldsOf(filter.extensionRef) };
  }
}

function pathOf(path: unknown): Fields | undefined {
  if (path === undefined) {
    return undefined;
  }
  const { type, replaceFullPath, replacePrefixMatch } = fieldsOf(path);
  return { type, value: replaceFullPath ?? replacePrefixMatch };
}
