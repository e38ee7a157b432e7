import { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { stringify } from 'yaml';
import { ApiError, forbiddenPath } from './ApiError';
import { ApiServer, ApiServerOptions } from './ApiServer';
import { Journal } from './Journal';
import { Lifecycle } from './Lifecycle';
import { negotiate } from './Negotiated';
import { Registry } from './Registry';
import { requestInfo } from './requestInfo';
import { Answer, ResourceHandler } from './ResourceHandler';
import { Store } from './Store';
import { Writer } from './Writer';
import { admission } from './admission';
import { Authenticator } from './auth/Authenticator';
import { Authorizer } from './auth/Authorizer';
import { Tokens } from './auth/Tokens';
import { Reviews } from './auth/reviews';
import { builtinResources } from './builtinResources';
import { DEFINITIONS, serveDefinition } from './definitions';
import { kubeconfig } from './kubeconfig';
import { listen } from './listen';
import { nonResourceAnswer, openAnswer } from './nonResource';
import { seed } from './seed';

const HISTORY = 10_000;
const AGGREGATED = 'APIGroupDiscoveryList';

function send(response: ServerResponse, answer: Answer, type?: string): void {
  const text = answer.yaml
    ? stringify(JSON.parse(JSON.stringify(answer.body)))
    : JSON.stringify(answer.body);
  for (const warning of new Set(answer.warnings)) {
    const quoted = warning.replace(/[\\"]/g, '\\$&');
    response.appendHeader('Warning', `299 - "${quoted}"`);
  }
  const plain = answer.yaml ? 'application/yaml' : 'application/json';
  response.writeHead(answer.code, { 'Content-Type': type ?? plain });
  response.end(text);
}

function refuse(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, 'InternalError', `Internal error occurred: ${error}`);
  if (response.headersSent) {
    response.destroy();
  } else {
    send(response, { code: known.code, body: known.toStatus() });
  }
}

/**
 * Starts a Kubernetes API server on loopback, for development and tests. It has
 * no server-side apply, strategic merge patch and dry run, runs nothing
 * (no containers, no grace period of pods), evaluates no CEL rules, calls no
 * webhooks, and stores but does not enforce admission policies and quota; what
 * is missing is refused, and what is stored without effect is answered with a
 * `Warning` header.
 * @public
 */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const { name, stateDir, users } = options;
  const file = stateDir && path.join(stateDir, name);
  const journal = file ? new Journal(`${file}.jsonl`) : undefined;
  const store = new Store(journal, options.history ?? HISTORY);
  const registry = new Registry(await builtinResources());
  for (const object of store.list(DEFINITIONS)) {
    serveDefinition(registry, object, store.revision);
  }
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
  const reviews = new Reviews(authorizer, authenticator);
  const parts = { store, registry, writer, authorizer, reviews, tokens };
  const resources = new ResourceHandler(parts);
  seed(store, registry, writer, options.crds ?? []);
  const lifecycle = new Lifecycle(store, registry, writer);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const open = openAnswer(url.pathname);
    if (typeof open === 'string') {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(open);
      return;
    }
    if (open) {
      send(response, { code: 200, body: open });
      return;
    }
    const user = authenticator.authenticate(headers);
    const info = requestInfo(method, url);
    if (info) {
      const done = await resources.handle(info, url, request, response, user);
      if (done) {
        send(response, done);
      }
      return;
    }
    const verb = method.toLowerCase();
    if (!authorizer.allows(user, { verb, path: url.pathname })) {
      throw forbiddenPath(user.username, verb, url.pathname);
    }
    const form = negotiate(headers.accept ?? '', [AGGREGATED]);
    const body = nonResourceAnswer(
      registry,
      url.pathname,
      form,
      store.revision,
    );
    const isAggregated = 'items' in body;
    const type = `application/json;g=apidiscovery.k8s.io;v=v2;as=${AGGREGATED}`;
    send(response, { code: 200, body }, isAggregated ? type : undefined);
  }

  const { port, certificate, close } = await listen(
    options.port ?? 0,
    (request, response) => {
      answer(request, response).catch(error => refuse(response, error));
    },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    kubeconfig: user => {
      const server = `https://127.0.0.1:${port}`;
      return kubeconfig({ name, server, certificate }, users, user);
    },
    async close() {
      await close();
      lifecycle.close();
      store.close();
    },
  };
}
