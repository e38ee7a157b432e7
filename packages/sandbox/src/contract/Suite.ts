import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Api, Reply } from './Api';

/** One sentence about the behaviour of an API server. */
export interface Case {
  name: string;
  run(api: Api): Promise<void>;
}

/** Reads a path like `spec.ports[0].name` of what an answer holds. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (from, key) =>
        typeof from === 'object' && from !== null
          ? (from as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}

export function text(value: unknown, path: string): string {
  const found = at(value, path);
  assert.equal(typeof found, 'string', `${path} is a string`);
  return String(found);
}

export function items(value: unknown): unknown[] {
  const found = at(value, 'items');
  assert.ok(Array.isArray(found), 'the answer is a list');
  return found;
}

export function names(value: unknown): string[] {
  return items(value).map(item => text(item, 'metadata.name'));
}

/** Asserts success and hands on the body. */
export function ok(reply: Reply, code?: number): unknown {
  const good = code ? reply.code === code : reply.code < 300;
  assert.ok(good, `${reply.code}: ${JSON.stringify(reply.body).slice(0, 600)}`);
  return reply.body;
}

/** Asserts a refusal in the form of a `Status`. */
export function refused(reply: Reply, code: number, reason?: string): unknown {
  const shown = `${reply.code}: ${JSON.stringify(reply.body).slice(0, 600)}`;
  assert.equal(reply.code, code, shown);
  assert.equal(at(reply.body, 'kind'), 'Status', shown);
  assert.equal(at(reply.body, 'apiVersion'), 'v1', shown);
  assert.equal(at(reply.body, 'status'), 'Failure', shown);
  assert.equal(at(reply.body, 'code'), code, shown);
  if (reason) {
    assert.equal(at(reply.body, 'reason'), reason, shown);
  }
  return reply.body;
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Tries until it passes; a real server knows of some changes a little late. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  withinMs = 15_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await sleep(100);
    }
  }
}

export function unique(word: string): string {
  return `${word}-${randomBytes(4).toString('hex')}`;
}

/** Ends a namespace also where no controller does. */
async function endNamespace(api: Api, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  await api.delete(`${path}/configmaps`);
  const list = await api.get(`${path}/configmaps`);
  for (const left of list.code === 200 ? names(list.body) : []) {
    const unheld = { metadata: { finalizers: null } };
    await api.merge(`${path}/configmaps/${left}`, unheld);
  }
  await api.delete(path);
  const { code, body } = await api.get(path);
  if (code === 200) {
    const ended = { ...(body as object), spec: { finalizers: [] } };
    await api.put(`${path}/finalize`, ended);
  }
}

/** Runs in a namespace of its own, which is removed afterwards. */
export function inNamespace(
  name: string,
  run: (api: Api, namespace: string) => Promise<void>,
): Case {
  return {
    name,
    async run(api) {
      const namespace = unique('contract');
      const metadata = { name: namespace };
      ok(await api.post('/api/v1/namespaces', { metadata }), 201);
      try {
        await run(api, namespace);
      } finally {
        await endNamespace(api, namespace);
      }
    },
  };
}

export function configMap(name: string, more: object = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...more };
}
