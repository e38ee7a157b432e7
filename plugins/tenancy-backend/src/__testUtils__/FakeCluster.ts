import type { KubernetesObject } from '@groundwork/engine';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kind {
  group: string;
  version: string;
  kind: string;
  plural: string;
}

/** What a SelfSubjectAccessReview asks for. */
interface AskedRight {
  group: string;
  resource: string;
  verb: string;
  namespace?: string;
}

const KINDS: Kind[] = [
  { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces' },
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
  },
  {
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'Application',
    plural: 'applications',
  },
];

type Watch = Pick<ServerResponse, 'write' | 'end' | 'destroy'>;

/**
 * The list and watch of an API server, with nothing behind it: tests put in objects and faults.
 */
export class FakeCluster {
  readonly #server: Server;
  readonly #kinds: Kind[] = [...KINDS];
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();
  readonly #watches = new Map<string, Set<Watch>>();
  readonly #journal: Array<{ key: string; version: number; line: string }> = [];
  #version = 1;
  #port = 0;
  /** Answers in place of the usual one, by path and query. */
  fault:
    | ((url: string) => { status: number; body: unknown } | undefined)
    | undefined;
  /** Answers reviews of the reader's rights; without it there are none. */
  may: ((question: AskedRight) => boolean) | undefined;
  /** All requests so far. */
  readonly requests: Array<{
    url: string;
    headers: IncomingMessage['headers'];
  }> = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response);
    });
  }

  static async start(): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    await cluster.listen();
    return cluster;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Comes (back) up, at the same address. */
  async listen(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Goes away; what it holds stays. */
  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
  }

  /** Serves a further kind from now on, as an aggregated API server does. */
  aggregate(kind: Kind): void {
    this.#kinds.push(kind);
  }

  /** Serves a further kind from now on, and announces it as a CustomResourceDefinition. */
  serve(kind: Kind): void {
    this.aggregate(kind);
    this.put({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${kind.plural}.${kind.group}` },
    });
  }

  put(object: KubernetesObject): void {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const stored = {
      ...object,
      metadata: { uid: idOf(object), ...object.metadata, resourceVersion },
    };
    const objects = this.#of(object);
    const type = objects.has(idOf(object)) ? 'MODIFIED' : 'ADDED';
    objects.set(idOf(object), stored);
    this.#send(object, { type, object: stored });
  }

  remove(object: KubernetesObject): void {
    this.#version += 1;
    const stored = this.#of(object).get(idOf(object));
    this.#of(object).delete(idOf(object));
    this.#send(object, {
      type: 'DELETED',
      object: {
        ...stored,
        metadata: {
          ...stored?.metadata,
          resourceVersion: String(this.#version),
        },
      },
    });
  }

  /** Sends an event as it is to all watches of a kind. */
  send(apiVersion: string, kind: string, event: unknown): void {
    this.#send({ apiVersion, kind }, event);
  }

  /** Ends all watches, as a server does now and then. */
  endWatches(): void {
    for (const watches of this.#watches.values()) {
      watches.forEach(response => response.end());
      watches.clear();
    }
  }

  /** Breaks all connections of watches, as a network does. */
  breakWatches(): void {
    for (const watches of this.#watches.values()) {
      watches.forEach(response => response.destroy());
      watches.clear();
    }
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    this.requests.push({ url, headers: request.headers });
    const fault = this.fault?.(url);
    if (fault) {
      json(response, fault.status, fault.body);
      return;
    }
    const { pathname: asked, searchParams } = new URL(url, this.url);
    if (request.method === 'POST') {
      this.#review(request, response);
      return;
    }
    const namespace = /\/namespaces\/([^/]+)\//.exec(asked)?.[1];
    const pathname = asked.replace(/\/namespaces\/[^/]+(?=\/)/, '');
    if (pathname === '/apis') {
      json(response, 200, { groups: this.#groups() });
      return;
    }
    const found = this.#kinds.find(kind => listPath(kind) === pathname);
    if (found && searchParams.get('watch')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const { apiVersion } = objectOf(found);
      const since = Number(searchParams.get('resourceVersion'));
      this.#journal
        .filter(
          ({ key, version }) =>
            key === `${apiVersion}/${found.kind}` && version > since,
        )
        .filter(({ line }) => namespace === undefined || isIn(line, namespace))
        .forEach(({ line }) => response.write(line));
      const held =
        namespace === undefined ? response : only(response, namespace);
      this.#watchesOf(found).add(held);
      response.on('close', () => this.#watchesOf(found).delete(held));
    } else if (found) {
      json(response, 200, this.#list(found, searchParams, namespace));
    } else if (this.#namespaced(asked)) {
      json(response, 200, this.#namespaced(asked));
    } else {
      const one = this.#one(asked);
      if (one) {
        json(response, 200, one);
      } else {
        this.#resources(pathname, response);
      }
    }
  }

  #one(pathname: string): KubernetesObject | undefined {
    const [, group, namespace, plural, name] =
      /^(.+)\/namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
    const found = this.#kinds.find(
      kind => groupPath(kind) === group && kind.plural === plural,
    );
    return found && this.#of(objectOf(found)).get(`${namespace}/${name}`);
  }

  /** All objects of a kind in one namespace. */
  #namespaced(pathname: string): unknown {
    const [, group, namespace, plural] =
      /^(.+)\/namespaces\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
    const found = this.#kinds.find(
      kind => groupPath(kind) === group && kind.plural === plural,
    );
    return (
      found && {
        metadata: { resourceVersion: String(this.#version) },
        items: [...this.#of(objectOf(found)).values()].filter(
          ({ metadata }) => metadata.namespace === namespace,
        ),
      }
    );
  }

  #groups(): unknown[] {
    const groups = new Set(this.#kinds.map(({ group }) => group));
    return [...groups]
      .filter(group => group !== '')
      .map(name => ({
        name,
        versions: this.#kinds
          .filter(({ group }) => group === name)
          .map(({ version }) => ({ version })),
      }));
  }

  #resources(pathname: string, response: ServerResponse): void {
    const resources = this.#kinds
      .filter(kind => groupPath(kind) === pathname)
      .map(({ kind, plural }) => ({
        kind,
        name: plural,
        verbs: ['list', 'watch'],
      }));
    if (resources.length > 0) {
      json(response, 200, { resources });
    } else {
      json(response, 404, { kind: 'Status', message: 'not found' });
    }
  }

  #review(request: IncomingMessage, response: ServerResponse): void {
    let text = '';
    request.on('data', chunk => {
      text += chunk;
    });
    request.on('end', () => {
      if (!this.may) {
        json(response, 404, { kind: 'Status', message: 'not found' });
        return;
      }
      const { spec } = JSON.parse(text);
      const allowed = this.may(spec.resourceAttributes);
      json(response, 201, { status: { allowed } });
    });
  }

  #list(
    kind: Kind,
    query: URLSearchParams,
    namespace: string | undefined,
  ): unknown {
    const all = [...this.#of(objectOf(kind)).values()].filter(
      ({ metadata }) =>
        namespace === undefined || metadata.namespace === namespace,
    );
    const from = Number(query.get('continue') ?? 0);
    const to = from + Number(query.get('limit') ?? all.length);
    return {
      metadata: {
        resourceVersion: String(this.#version),
        ...(to < all.length ? { continue: String(to) } : {}),
      },
      items: all
        .slice(from, to)
        .map(({ apiVersion: _, kind: __, ...item }) => item),
    };
  }

  #of(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>) {
    const key = `${object.apiVersion}/${object.kind}`;
    const objects = this.#objects.get(key) ?? new Map();
    this.#objects.set(key, objects);
    return objects;
  }

  #watchesOf(kind: Kind): Set<Watch> {
    const { apiVersion } = objectOf(kind);
    const key = `${apiVersion}/${kind.kind}`;
    const watches = this.#watches.get(key) ?? new Set();
    this.#watches.set(key, watches);
    return watches;
  }

  #send(
    object: Pick<KubernetesObject, 'apiVersion' | 'kind'>,
    event: unknown,
  ): void {
    const key = `${object.apiVersion}/${object.kind}`;
    const line = `${JSON.stringify(event)}\n`;
    this.#journal.push({ key, version: this.#version, line });
    this.#watches.get(key)?.forEach(response => response.write(line));
  }
}

function isIn(line: string, namespace: string): boolean {
  return JSON.parse(line).object?.metadata?.namespace === namespace;
}

/** A watch of one namespace. */
function only(response: ServerResponse, namespace: string): Watch {
  return {
    write: (line: string) => !isIn(line, namespace) || response.write(line),
    end: () => response.end(),
    destroy: () => response.destroy(),
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function groupPath({ group, version }: Kind): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}

function listPath(kind: Kind): string {
  return `${groupPath(kind)}/${kind.plural}`;
}

function objectOf({ group, version, kind }: Kind) {
  return { apiVersion: group ? `${group}/${version}` : version, kind };
}

function idOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
