import { createGenerator } from 'ts-json-schema-generator';
import { inRoot } from '../paths.mjs';
import { operations } from './operations.mjs';

const json = schema => ({ 'application/json': { schema } });

/**
 * The OpenAPI document of the plugin's HTTP API: what it answers is taken from the types that the backend and the pages share.
 *
 * @param {string} version of the package
 */
export function openApiDocument(version) {
  const { definitions } = createGenerator({
    path: inRoot('plugins/tenancy-common/src/api/*.ts'),
    tsconfig: inRoot('tsconfig.json'),
    type: '*',
    expose: 'export',
    jsDoc: 'extended',
    skipTypeCheck: true,
    additionalProperties: true,
    functions: 'hide',
    sortProps: true,
  }).createSchema('*');
  const schemas = JSON.parse(
    JSON.stringify(definitions).replaceAll(
      '"#/definitions/',
      '"#/components/schemas/',
    ),
  );
  const paths = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: described(operation, schemas),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tenancy',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'What the plugin `tenancy` answers to its pages, actions and to pipelines. Every answer is of what the caller may see; what is not there and what is not theirs is one answer, 404. What was not read yet is 503. Answers of `GET` carry an `ETag`.',
    },
    servers: [
      {
        url: '{backend}/api/tenancy',
        variables: { backend: { default: 'http://localhost:7007' } },
      },
    ],
    security: [{ backstage: [] }],
    paths,
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: "Backstage's token of a user or a service.",
        },
        pipeline: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A credential of `tenancy.deployers`, or the identity token of a pipeline.',
        },
      },
      responses: {
        Error: {
          description: 'Why not, and who can change that.',
          content: json({
            type: 'object',
            properties: {
              error: {
                type: 'object',
                properties: {
                  name: { type: 'string' },
                  message: { type: 'string' },
                },
              },
            },
          }),
        },
      },
      schemas: used(paths, schemas),
    },
  };
}

/** The schemas that paths refer to, and those refer to in turn. */
function used(paths, schemas) {
  const names = new Set();
  const collect = value => {
    const text = JSON.stringify(value);
    for (const [, name] of text.matchAll(/#\/components\/schemas\/([^"/]+)/g)) {
      if (!names.has(name)) {
        names.add(name);
        collect(schemas[name]);
      }
    }
  };
  collect(paths);
  return Object.fromEntries(
    Object.entries(schemas).filter(([name]) => names.has(name)),
  );
}

function described(
  { path, method, summary, query = [], body, answers },
  schemas,
) {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...query.map(([name, schema, description, required = false]) => ({
      name,
      in: 'query',
      required,
      description,
      schema,
    })),
  ];
  return {
    operationId: operationId(method, path),
    summary,
    ...(path.startsWith('/ci/') ? { security: [{ pipeline: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: { required: true, content: json(bodyOf(body, schemas)) },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          {
            description: status === '202' ? 'Accepted' : 'OK',
            ...contentOf(answer, schemas),
          },
        ]),
      ),
      ...(method === 'get' ? { 304: { description: 'Not modified' } } : {}),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function contentOf(answer, schemas) {
  if (answer === undefined) {
    return {};
  }
  return {
    content:
      typeof answer === 'string'
        ? json(named(answer, schemas))
        : Object.fromEntries(
            Object.entries(answer).map(([type, schema]) => [type, { schema }]),
          ),
  };
}

function bodyOf(body, schemas) {
  if (!Array.isArray(body)) {
    return body;
  }
  const [type, member] = body;
  return member === undefined
    ? named(type, schemas)
    : schemas[type].properties[member];
}

function named(type, schemas) {
  if (!(type in schemas)) {
    throw new Error(`No type ${type} is exported by tenancy-common`);
  }
  return { $ref: `#/components/schemas/${type}` };
}

/** `get /tenants/{tenant}/files/content` is `getTenantsTenantFilesContent`. */
function operationId(method, path) {
  const words = path.match(/[A-Za-z]+/g) ?? [];
  return (
    method + words.map(word => word[0].toUpperCase() + word.slice(1)).join('')
  );
}
