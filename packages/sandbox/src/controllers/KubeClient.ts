import { KubeConfig } from '@kubernetes/client-node';
import http, { IncomingMessage } from 'node:http';
import https, { RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { groupOf, KubeObject, Manifest } from './KubeObject';

/** A refusal by an API server; `code` is the HTTP status. */
export class KubeError extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
  }
}

interface Resource {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** Who writes where nobody else is named: Kubernetes' own controllers. */
const controllerManager = 'kube-controller-manager';

function managedBy(manager: string): string {
  return `?fieldManager=${encodeURIComponent(manager)}`;
}

/** A small client for any kind of one cluster, with a kubeconfig's current credentials. */
export class KubeClient {
  readonly #kinds = new Map<string, Resource[]>();
  #agent?: https.Agent;

  constructor(readonly config: KubeConfig) {}

  /** A client by address and token or certificates, as Argo CD's cluster Secrets hold them. */
  static to(
    server: string,
    user: { token?: string; certData?: string; keyData?: string },
    tls: { caData?: string; skipTLSVerify?: boolean },
  ): KubeClient {
    const config = new KubeConfig();
    const skipTLSVerify = tls.skipTLSVerify ?? false;
    const cluster = { ...tls, name: 'cluster', server, skipTLSVerify };
    config.loadFromClusterAndUser(cluster, { ...user, name: 'user' });
    return new KubeClient(config);
  }

  get server(): string {
    return this.config.getCurrentCluster()?.server ?? '';
  }

  /** Opens one request; the caller reads the answer. With a signal it may stay silent for long. */
  async open(
    method: string,
    path: string,
    options: { body?: object; type?: string; signal?: AbortSignal } = {},
  ): Promise<IncomingMessage> {
    const { body, type = 'application/json', signal } = options;
    const url = new URL(this.server.replace(/\/$/, '') + path);
    const request: RequestOptions = { method, signal };
    await this.config.applyToHTTPSOptions(request);
    request.headers = { ...request.headers, 'content-type': type };
    // The agents of KubeConfig open a connection for every request.
    const { ca, cert, key, rejectUnauthorized } = request;
    const identity = { ca, cert, key, rejectUnauthorized };
    this.#agent ??= new https.Agent({ ...identity, keepAlive: true });
    if (url.protocol === 'https:') {
      request.agent = this.#agent;
    }
    const { request: send } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = send(url, request, resolve).on('error', reject);
      const giveUp = () => sent.destroy(new Error('i/o timeout'));
      if (!signal) {
        sent.setTimeout(10_000, giveUp);
      }
      sent.end(body && JSON.stringify(body));
    });
  }

  /** Sends one request and answers its JSON; throws {@link KubeError} on a refusal. */
  async request<T>(
    method: string,
    path: string,
    body?: object,
    type?: string,
  ): Promise<T> {
    const response = await this.open(method, path, { body, type });
    const answer = await text(response);
    const code = response.statusCode ?? 0;
    if (code < 300) {
      return JSON.parse(answer);
    }
    const [, message] = /"message":\s*("(?:[^"\\]|\\.)*")/.exec(answer) ?? [];
    throw new KubeError(code, message ? JSON.parse(message) : answer);
  }

  /** What discovery says about a kind; undefined if the cluster does not serve it. */
  async resource({ apiVersion, kind }: { apiVersion: string; kind: string }) {
    const base = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const find = () => this.#kinds.get(base)?.find(r => r.kind === kind);
    if (!find()) {
      const list = await this.request<{ resources: Resource[] }>(
        'GET',
        base,
      ).catch(absent);
      const kinds = (list?.resources ?? []).filter(r => !r.name.includes('/'));
      this.#kinds.set(base, kinds);
    }
    const found = find();
    return found && { ...found, base };
  }

  /** The URL path of an object, or of its collection. */
  async path(object: Manifest, collection = false): Promise<string> {
    const { name, namespace } = object.metadata;
    const resource = await this.resource(object);
    if (!resource) {
      const kind = `${groupOf(object)}/${object.kind}`.replace(/^\//, '');
      throw new KubeError(
        404,
        `The Kubernetes API could not find ${kind} for requested resource ${namespace}/${name}. Make sure the "${object.kind}" CRD is installed on the destination cluster.`,
      );
    }
    const scope =
      resource.namespaced && namespace ? `/namespaces/${namespace}` : '';
    const end = collection ? '' : `/${encodeURIComponent(name)}`;
    return `${resource.base}${scope}/${resource.name}${end}`;
  }

  /** The live object, or undefined if there is none. */
  async get(object: Manifest): Promise<KubeObject | undefined> {
    const path = await this.path(object);
    return this.request<KubeObject>('GET', path).catch(absent);
  }

  /** Creates an object in the name of a field manager. */
  async create(
    object: Manifest,
    manager: string = controllerManager,
  ): Promise<KubeObject> {
    const path = await this.path(object, true);
    return this.request('POST', path + managedBy(manager), object);
  }

  /** Sends a JSON merge patch to an object or a subresource as in `/status`, in the name of a field manager. */
  async patch(
    object: Manifest,
    patch: object,
    sub = '',
    manager: string = controllerManager,
  ): Promise<KubeObject> {
    const type = 'application/merge-patch+json';
    const path = (await this.path(object)) + sub;
    return this.request('PATCH', path + managedBy(manager), patch, type);
  }

  /** Applies an object on the server in the name of a field manager, over whoever has another value. */
  async apply(object: Manifest, manager: string): Promise<KubeObject> {
    const path = `${await this.path(object)}${managedBy(manager)}&force=true`;
    const type = 'application/apply-patch+yaml';
    return this.request('PATCH', path, object, type);
  }

  /** Deletes an object; one that is gone already is fine. */
  async delete(object: Manifest): Promise<void> {
    const path = `${await this.path(object)}?propagationPolicy=Background`;
    await this.request('DELETE', path).catch(absent);
  }
}

function absent(error: unknown): undefined {
  if (!(error instanceof KubeError) || error.code !== 404) {
    throw error;
  }
}
