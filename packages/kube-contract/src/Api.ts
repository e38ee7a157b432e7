import { KubeConfig } from '@kubernetes/client-node';
import http, { IncomingMessage } from 'node:http';
import https, { RequestOptions } from 'node:https';

/** One answer, its body read as JSON where it is JSON. */
export interface Reply {
  code: number;
  body: unknown;
  headers: IncomingMessage['headers'];
}

export interface WatchEvent {
  type: string;
  object: unknown;
}

interface CallOptions {
  body?: unknown;
  type?: string;
  accept?: string;
  /** In place of the admin's credentials; empty for none. */
  token?: string;
  headers?: Record<string, string | string[]>;
}

const PATIENCE_MS = 60_000;

/** A plain HTTP client of one API server, so that nothing is hidden. */
export class Api {
  readonly #server: string;
  readonly #admin: RequestOptions;

  private constructor(server: string, admin: RequestOptions) {
    this.#server = server;
    this.#admin = admin;
  }

  static async fromKubeconfig(text: string, context?: string): Promise<Api> {
    const config = new KubeConfig();
    config.loadFromString(text);
    if (context) {
      config.setCurrentContext(context);
    }
    const cluster = config.getCurrentCluster();
    if (!cluster) {
      throw new Error('The kubeconfig names no cluster for its context');
    }
    const admin: RequestOptions = {};
    await config.applyToHTTPSOptions(admin);
    return new Api(cluster.server.replace(/\/$/, ''), admin);
  }

  async call(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<Reply> {
    const response = await this.#open(method, path, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    // The index of OpenAPI v3 is JSON that says it is plain text.
    const type = response.headers['content-type'] ?? '';
    const isJson = /json/.test(type) || /^\s*\{/.test(text);
    return {
      code: response.statusCode ?? 0,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  get(path: string, options?: CallOptions) {
    return this.call('GET', path, options);
  }

  post(path: string, body: unknown, options?: CallOptions) {
    return this.call('POST', path, { body, ...options });
  }

  put(path: string, body: unknown, options?: CallOptions) {
    return this.call('PUT', path, { body, ...options });
  }

  delete(path: string, body?: unknown, options?: CallOptions) {
    return this.call('DELETE', path, { body, ...options });
  }

  merge(path: string, body: unknown, options?: CallOptions) {
    const type = 'application/merge-patch+json';
    return this.call('PATCH', path, { body, type, ...options });
  }

  jsonPatch(path: string, body: unknown) {
    const type = 'application/json-patch+json';
    return this.call('PATCH', path, { body, type });
  }

  /**
   * Watches until the predicate holds for the events so far, the server ends
   * the stream, or the time is over.
   */
  async watch(
    path: string,
    options: {
      until?: (events: WatchEvent[]) => boolean;
      /** Runs once the server has begun to answer. */
      begun?: () => Promise<unknown>;
      accept?: string;
      timeoutMs?: number;
    } = {},
  ): Promise<WatchEvent[]> {
    const { until = () => false, begun, timeoutMs = 20_000 } = options;
    const query = path.includes('?') ? '&' : '?';
    const response = await this.#open('GET', `${path}${query}watch=true`, {
      accept: options.accept,
    });
    const events: WatchEvent[] = [];
    let rest = '';
    const done = new Promise<void>(resolve => {
      const timer = setTimeout(resolve, timeoutMs);
      const finish = () => {
        clearTimeout(timer);
        resolve();
      };
      response.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString('utf8')).split('\n');
        rest = lines.pop() ?? '';
        events.push(...lines.filter(Boolean).map(line => JSON.parse(line)));
        if (until(events)) {
          finish();
        }
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    await begun?.();
    await done;
    response.destroy();
    return events;
  }

  #open(
    method: string,
    path: string,
    options: CallOptions,
  ): Promise<IncomingMessage> {
    const { body, token } = options;
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const { ca, rejectUnauthorized, servername } = this.#admin;
    const login =
      token === undefined
        ? this.#admin
        : { ca, rejectUnauthorized, servername };
    const url = new URL(this.#server + path);
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          ...login,
          method,
          agent: false,
          timeout: PATIENCE_MS,
          headers: {
            accept: options.accept ?? 'application/json',
            ...(raw === undefined
              ? {}
              : {
                  'content-type': options.type ?? 'application/json',
                  'content-length': Buffer.byteLength(raw),
                }),
            ...(token === undefined ? this.#admin.headers : {}),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...options.headers,
          },
        },
        resolve,
      );
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error(`${path}: no answer`)));
      sent.end(raw);
    });
  }
}
