import type { KubernetesObject } from '@groundwork/engine';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeCluster } from './FakeCluster';

/** One request that acted, as it came. */
export interface ActingRequest {
  method: string;
  path: string;
  token: string;
  body: Record<string, unknown>;
}

/**
 * What an API server answers an account that acts: whose the credential is, single objects, and merge patches of them with their
 * `resourceVersion`. What is written is seen by the watches of a {@link FakeCluster}.
 */
export class ActingApi {
  readonly #server: Server;
  readonly #cluster: FakeCluster;
  readonly #objects = new Map<string, KubernetesObject>();
  #version = 1;
  /** Whose the credential is. */
  username = 'system:serviceaccount:groundwork:groundwork-actor';
  /** Answers in place of the usual one. */
  fault:
    | ((request: ActingRequest) => { status: number; body: object } | undefined)
    | undefined;
  /** Called between reading and writing, once for each write. */
  between: (() => void) | undefined;
  readonly requests: ActingRequest[] = [];

  private constructor(cluster: FakeCluster) {
    this.#cluster = cluster;
    this.#server = createServer(async (req, res) => {
      const answer = this.#answer({
        method: req.method ?? '',
        path: req.url ?? '',
        token: req.headers.authorization ?? '',
        body: await bodyOf(req),
      });
      res.writeHead(answer.status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(answer.body));
    });
  }

  static async start(cluster: FakeCluster): Promise<ActingApi> {
    const api = new ActingApi(cluster);
    await new Promise<void>(resolve => {
      api.#server.listen(0, '127.0.0.1', resolve);
    });
    return api;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get writes(): ActingRequest[] {
    return this.requests.filter(({ method }) => method === 'PATCH');
  }

  /** Puts an object at a path, and shows it to watches. */
  put(path: string, object: KubernetesObject): void {
    this.#version += 1;
    const resourceVersion = `v${this.#version}`;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion },
    };
    this.#objects.set(path, stored);
    this.#cluster.put(stored);
  }

  /** Puts an object at a path that no watch shows. */
  stand(path: string, object: KubernetesObject): void {
    this.#objects.set(path, object);
  }

  get(path: string): KubernetesObject | undefined {
    return this.#objects.get(path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #answer(request: ActingRequest): { status: number; body: object } {
    this.requests.push(request);
    const fault = this.fault?.(request);
    if (fault) {
      return fault;
    }
    if (request.path.endsWith('/selfsubjectreviews')) {
      const userInfo = { username: this.username };
      return { status: 201, body: { status: { userInfo } } };
    }
    if (request.method === 'PATCH') {
      this.between?.();
    }
    const object = this.#objects.get(request.path);
    if (!object) {
      return { status: 404, body: { kind: 'Status', message: 'not found' } };
    }
    if (request.method !== 'PATCH') {
      return { status: 200, body: object };
    }
    const { resourceVersion } = Object(request.body.metadata);
    if (resourceVersion !== object.metadata.resourceVersion) {
      const message = 'the object has been modified';
      return { status: 409, body: { kind: 'Status', message } };
    }
    this.put(request.path, merged(object, request.body) as KubernetesObject);
    return { status: 200, body: this.#objects.get(request.path) ?? {} };
  }
}

function merged(before: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const fields = Object(before) as Record<string, unknown>;
  const changed = Object.entries(patch).map(([key, value]) => [
    key,
    merged(fields[key], value),
  ]);
  return { ...fields, ...Object.fromEntries(changed) };
}

async function bodyOf(
  request: IncomingMessage,
): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  return text ? JSON.parse(text) : {};
}
