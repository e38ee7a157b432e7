import { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { stringify } from 'yaml';
import { ApiError } from './ApiError';
import { ApiServer, ApiServerOptions } from './ApiServer';
import { Journal } from './Journal';
import { plain } from './KubeObject';
import { Lifecycle } from './Lifecycle';
import { Registry } from './Registry';
import { requestInfo } from './RequestInfo';
import { Answer, ResourceHandler } from './ResourceHandler';
import { Store } from './Store';
import { Writer } from './Writer';
import { admission } from './admission';
import { Authenticator } from './auth/Authenticator';
import { Authorizer } from './auth/Authorizer';
import { Tokens } from './auth/Tokens';
import { builtinResources } from './builtinResources';
import { DEFINITIONS, serveDefinition } from './definitions';
import { discovery } from './discovery';
import { kubeconfig } from './kubeconfig';
import { listen } from './listen';
import { openApi } from './openapi';
import { seed } from './seed';

const HISTORY = 10_000;
const VERSION = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0+sandbox',
  platform: process.platform,
};

function send(
  response: ServerResponse,
  { code, body, yaml, warnings }: Answer,
): void {
  for (const warning of new Set(warnings)) {
    response.appendHeader(
      'Warning',
      `299 - "${warning.replace(/[\\"]/g, '\\$&')}"`,
    );
  }
  response.writeHead(code, {
    'Content-Type': yaml ? 'application/yaml' : 'application/json',
  });
  response.end(yaml ? stringify(plain(body)) : JSON.stringify(body));
}

function refuse(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal error occurred: ${error}`);
  if (response.headersSent) {
    response.destroy();
  } else {
    send(response, { code: known.code, body: known.toStatus() });
  }
}

/**
 * Starts a Kubernetes API server on loopback, for development and tests. It has
 * no server-side apply, strategic merge patch and dry run, knows no schemas of
 * built-in kinds, runs nothing (no containers, no grace period of pods),
 * evaluates no CEL rules, calls no webhooks, and stores but does not enforce
 * admission policies and quota. What is missing is refused, and what is stored
 * without effect is answered with a `Warning` header.
 * @public
 */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const { name, stateDir, users } = options;
  const file = stateDir && path.join(stateDir, name);
  const journal = file ? new Journal(`${file}.jsonl`) : undefined;
  const store = new Store(journal, options.history ?? HISTORY);
  const registry = new Registry(builtinResources());
  store
    .list(DEFINITIONS)
    .forEach(object => serveDefinition(registry, object, store.revision));
  store.subscribe(({ resource, type, object, revision }) => {
    if (resource === DEFINITIONS && type === 'DELETED') {
      registry.drop(object.metadata.name);
    } else if (resource === DEFINITIONS) {
      serveDefinition(registry, object, revision);
    }
  });
  const authorizer = new Authorizer(store);
  const writer = new Writer(store, admission(authorizer));
  const tokens = new Tokens(store, file && `${file}.key`);
  const authenticator = new Authenticator(users, tokens, authorizer);
  const parts = { store, registry, writer, authorizer, authenticator, tokens };
  seed(store, registry, writer, options.crds ?? []);
  const lifecycle = new Lifecycle(store, registry, writer);

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { pathname } = url;
    if (/^\/(healthz|readyz|livez)$/.test(pathname)) {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok');
      return;
    }
    if (pathname === '/version') {
      send(response, { code: 200, body: VERSION });
      return;
    }
    const user = authenticator.authenticate(headers);
    const info = requestInfo(method, url);
    if (info) {
      const done = await new ResourceHandler(
        parts,
        info,
        url,
        user,
        request,
      ).answer(response);
      return done && send(response, done);
    }
    const verb = method.toLowerCase();
    if (!authorizer.allows(user, { verb, path: pathname })) {
      throw new ApiError(
        403,
        `forbidden: User "${user.username}" cannot ${verb} path "${pathname}"`,
      );
    }
    const find = pathname.startsWith('/openapi/') ? openApi : discovery;
    const body = find(registry, pathname.replace(/\/$/, ''));
    if (!body) {
      throw new ApiError(
        404,
        'the server could not find the requested resource',
      );
    }
    send(response, { code: 200, body });
  }

  const { port, certificate, close } = await listen(
    options.port ?? 0,
    (request, response) => {
      answer(request, response).catch(error => refuse(response, error));
    },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    kubeconfig: user =>
      kubeconfig(name, `https://127.0.0.1:${port}`, certificate, users, user),
    async close() {
      await close();
      lifecycle.close();
      journal?.close();
    },
  };
}
