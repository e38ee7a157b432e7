import { readFileSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';

interface Document {
  paths: Record<
    string,
    Record<
      string,
      { responses: Record<string, { content?: Record<string, unknown> }> }
    >
  >;
  components: { schemas: Record<string, unknown> };
}

const base = '/api/tenancy';

/** The OpenAPI document of the plugin. */
export const openApi: Document = parse(
  readFileSync(resolve(__dirname, '../../openapi.yaml'), 'utf8'),
);

const paths = Object.keys(openApi.paths).map(path => ({
  path,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  // Of two that fit, the one with more words that are given.
  given: path.split('/').filter(part => !part.startsWith('{')).length,
}));

const ajv = new Ajv({ strict: false, allErrors: false });
// A field that the document does not name is one that nobody can rely on.
ajv.addSchema({ $id: 'openapi', ...closed(openApi) });
const compiled = new Map<string, ValidateFunction>();

/**
 * Holds every answer of a server against the document: what is answered but not described, or otherwise than described, is collected.
 */
export class HttpContract {
  readonly #broken = new Set<string>();

  /**
   * @param own - paths that are no part of the API, below the plugin's
   */
  constructor(server: Server, own: readonly string[] = []) {
    server.prependListener('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (
        url.pathname.startsWith(`${base}/`) &&
        !own.includes(url.pathname.slice(base.length))
      ) {
        this.#watch(
          response,
          request.method?.toLowerCase() ?? 'get',
          url.pathname.slice(base.length),
        );
      }
    });
  }

  /** @throws Error with all answers that are not as described */
  assertKept(): void {
    if (this.#broken.size > 0) {
      throw new Error(
        `Not as openapi.yaml says (npm run openapi writes it from the types):\n${[
          ...this.#broken,
        ].join('\n')}`,
      );
    }
  }

  #watch(response: ServerResponse, method: string, path: string): void {
    const end = response.end.bind(response);
    response.end = ((chunk?: unknown, ...rest: []) => {
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) {
        this.#check(method, path, response, chunk.toString());
      }
      return end(chunk, ...rest);
    }) as ServerResponse['end'];
  }

  #check(
    method: string,
    path: string,
    { statusCode }: ServerResponse,
    text: string,
  ): void {
    if (statusCode >= 300) {
      return;
    }
    const found = paths
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => b.given - a.given)[0];
    const operation = found && openApi.paths[found.path][method];
    const answer = operation?.responses[statusCode];
    if (!found || !answer) {
      this.#broken.add(`${method} ${path} answers ${statusCode}`);
      return;
    }
    const place = `${method} ${found.path} ${statusCode}`;
    if (!answer.content?.['application/json']) {
      return;
    }
    const pointer = ['paths', found.path, method, 'responses', `${statusCode}`]
      .concat('content', 'application/json', 'schema')
      .map(part => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent)
      .join('/');
    const validate =
      compiled.get(place) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
    compiled.set(place, validate);
    if (!validate(JSON.parse(text))) {
      this.#broken.add(`${place}: ${ajv.errorsText(validate.errors)}`);
    }
  }
}

/** The same with all objects closed whose fields are known. */
function closed<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(closed) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, closed(each)]),
  );
  const isOpen =
    fields.type === 'object' &&
    typeof fields.properties === 'object' &&
    !('additionalProperties' in fields);
  return (isOpen ? { ...fields, additionalProperties: false } : fields) as T;
}
