import { Registry } from './Registry';
import { Resource, apiVersionOf } from './Resource';

const QUERY = ['fieldManager', 'fieldValidation', 'pretty'];

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
}

/** The documents there are, one for each group and version. */
export function openApiIndex(registry: Registry, revision: number) {
  const roots = new Set(registry.all().map(r => rootOf(apiVersionOf(r))));
  const paths = [...roots].map(root => [
    root,
    { serverRelativeURL: `/openapi/v3/${root}?hash=${revision}` },
  ]);
  return { paths: Object.fromEntries(paths) };
}

function operations(resource: Resource) {
  const { group, version, kind } = resource;
  const root = `/${rootOf(apiVersionOf(resource))}`;
  const scope = resource.namespaced ? '/namespaces/{namespace}' : '';
  const about = { 'x-kubernetes-group-version-kind': { group, version, kind } };
  const parameters = QUERY.map(name => {
    const schema = { type: 'string' };
    return { name, in: 'query', schema };
  });
  const operation = (action: string) => ({
    ...about,
    'x-kubernetes-action': action,
    parameters,
    responses: { 200: { description: 'OK' } },
  });
  const collection = `${root}${scope}/${resource.plural}`;
  return resource.review
    ? { [collection]: { post: operation('post') } }
    : {
        [collection]: { get: operation('list'), post: operation('post') },
        [`${collection}/{name}`]: {
          get: operation('get'),
          put: operation('put'),
          patch: operation('patch'),
          delete: operation('delete'),
        },
      };
}

/** What is served of one group and version, with the schemas that hold here. */
export function openApiDocument(registry: Registry, root: string) {
  const all = registry.all().filter(r => rootOf(apiVersionOf(r)) === root);
  const schemas = all.map(({ group, version, kind, schema, definition }) => {
    const open = { 'x-kubernetes-preserve-unknown-fields': true };
    const body = schema ?? { type: 'object', ...(definition ? {} : open) };
    const properties = {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      ...body.properties,
      metadata: { type: 'object' },
    };
    const about = [{ group, version, kind }];
    const name = [...group.split('.').reverse(), version, kind];
    return [
      name.filter(Boolean).join('.'),
      { ...body, properties, 'x-kubernetes-group-version-kind': about },
    ];
  });
  return all.length === 0
    ? undefined
    : {
        openapi: '3.0.0',
        info: { title: 'Kubernetes', version: 'v1.36.0' },
        paths: Object.assign({}, ...all.map(operations)),
        components: { schemas: Object.fromEntries(schemas) },
      };
}
