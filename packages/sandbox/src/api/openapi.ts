import { Registry } from './Registry';
import { Resource } from './Resource';

function rootOf(apiVersion: string): string {
  return `${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
}

function paths(
  root: string,
  { namespaced, plural, group, version, kind }: Resource,
) {
  const parameters = ['fieldManager', 'fieldValidation'].map(name => {
    return { name, in: 'query', schema: { type: 'string' } };
  });
  const operation = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind },
    parameters,
    responses: { 200: { description: 'OK' } },
  });
  const collection = `/${root}${
    namespaced ? '/namespaces/{namespace}' : ''
  }/${plural}`;
  const [get, put, patch] = ['get', 'put', 'patch'].map(operation);
  return {
    [collection]: { get: operation('list'), post: operation('post') },
    [`${collection}/{name}`]: { get, put, patch, delete: operation('delete') },
  };
}

/**
 * OpenAPI v3: an index, and a document for each group and version. Of built-in
 * kinds too little is known here to be published as their schema.
 */
export function openApi(registry: Registry, path: string): object | undefined {
  const apiVersions = registry.apiVersions();
  if (path === '/openapi/v3') {
    const roots = apiVersions.map(rootOf);
    const url = (root: string) => ({
      serverRelativeURL: `/openapi/v3/${root}`,
    });
    return { paths: Object.fromEntries(roots.map(root => [root, url(root)])) };
  }
  const apiVersion = apiVersions.find(
    known => path === `/openapi/v3/${rootOf(known)}`,
  );
  if (!apiVersion) {
    return undefined;
  }
  const resources = registry.in(apiVersion).filter(({ review }) => !review);
  const schemas = resources.map(({ group, version, kind, ...of }) => {
    const name = [...group.split('.').reverse(), version, kind].filter(Boolean);
    const about = {
      'x-kubernetes-group-version-kind': [{ group, version, kind }],
    };
    const open = {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    };
    return [
      name.join('.'),
      { ...(of.definition ? of.schema : open), ...about },
    ];
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.0' },
    paths: Object.assign(
      {},
      ...resources.map(resource => paths(rootOf(apiVersion), resource)),
    ),
    components: { schemas: Object.fromEntries(schemas) },
  };
}
