import { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ApiError, check } from './ApiError';
import { ApiServer, ApiServerOptions } from './ApiServer';
import { Journal } from './Journal';
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
import { Reviews } from './auth/Reviews';
import { builtinResources } from './builtinResources';
import { DEFINITIONS, serveDefinition } from './definitions';
import { discovery } from './discovery';
import { kubeconfig } from './kubeconfig';
import { listen } from './listen';
import { openApi } from './openapi';
import { seed, seedLegacy } from './seed';

/** More would not fit into the headers that clients take. */
const MAX_WARNINGS = 16;
const HISTORY = 5_000;
const VERSION = { major: '1', minor: '36', gitVersion: 'v1.36.0+sandbox' };

function send(
  response: ServerResponse,
  { code, body }: Answer,
  warnings: string[] = [],
  as = '',
): void {
  for (const warning of [...new Set(warnings)].slice(0, MAX_WARNINGS)) {
    const text = warning.replace(/[^\x20-\x7e]/g, '?').slice(0, 256);
    const quoted = text.replace(/[\\"]/g, '\\$&');
    response.appendHeader('Warning', `299 - "${quoted}"`);
  }
  const type = as || 'application/json';
  response.writeHead(code, { 'Content-Type': type });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, error: unknown): void {
  const why = `Internal error occurred: ${error}`;
  const known = error instanceof ApiError ? error : new ApiError(500, why);
  if (response.headersSent) {
    response.destroy();
  } else {
    send(response, { code: known.code, body: known.toStatus() });
  }
}

/**
 * Starts a Kubernetes API server on loopback, for development and tests. It has
 * no strategic merge patch and dry run, checks only the main
 * fields of built-in kinds, runs nothing (no containers, no grace period of
 * pods), evaluates no CEL rules, calls no webhooks, and stores but does not
 * enforce admission policies and quota. What is missing is refused, and what is
 * stored without effect is answered with a `Warning` header.
 * @public
 */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const { name, stateDir, users } = options;
  const file = stateDir && join(stateDir, name);
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
  const reviews = new Reviews(authorizer, authenticator, tokens);
  const parts = { store, registry, writer, authorizer, reviews };
  seed(store, registry, writer, options.crds ?? []);
  seedLegacy(store, options.legacyCrds ?? []);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname;
    if (/^\/(healthz|readyz|livez)$/.test(path)) {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok');
    } else if (path === '/version') {
      send(response, { code: 200, body: VERSION });
    } else {
      const user = authenticator.authenticate(headers);
      const info = requestInfo(method, url);
      if (info) {
        const handler = new ResourceHandler(parts, info, user, request);
        const done = await handler.answer(response);
        return done && send(response, done, handler.warnings);
      }
      const verb = method.toLowerCase();
      const why = `forbidden: User "${user.username}" cannot ${verb} path "${path}"`;
      check(authorizer.allows(user, { verb, path }), 403, why);
      const find = path.startsWith('/openapi/') ? openApi : discovery;
      const body = find(registry, path.replace(/\/$/, ''));
      check(body, 404, 'the server could not find the requested resource');
      // A real server lets the type of this one answer be guessed.
      const type = path === '/openapi/v3' ? 'text/plain; charset=utf-8' : '';
      send(response, { code: 200, body }, [], type);
    }
    return undefined;
  }

  const listening = listen(
    options.port ?? 0,
    (request, response) => {
      answer(request, response).catch(error => refuse(response, error));
    },
    file && `${file}.tls`,
  );
  const { port, certificate, close } = await listening.catch(error => {
    journal?.close();
    throw error;
  });
  const lifecycle = new Lifecycle(store, registry, writer);
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
