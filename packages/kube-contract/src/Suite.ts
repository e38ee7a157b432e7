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

const controlled = new WeakMap<Api, Promise<boolean>>();

/**
 * Whether a controller manager runs beside the API server: it alone gives a
 * namespace its default account, ends namespaces and collects garbage.
 */
export function hasControllers(api: Api): Promise<boolean> {
  const known = controlled.get(api) ?? probe(api);
  controlled.set(api, known);
  return known;
}

async function probe(api: Api): Promise<boolean> {
  const name = unique('contract');
  const path = `/api/v1/namespaces/${name}`;
  ok(await api.post('/api/v1/namespaces', { metadata: { name } }), 201);
  const own = `${path}/serviceaccounts/default`;
  const found = await eventually(async () => ok(await api.get(own)), 5000).then(
    () => true,
    () => false,
  );
  await api.delete(path);
  await (found ? undefined : finalize(api, path));
  return found;
}

/** Ends an empty namespace where no controller does. */
export async function finalize(api: Api, path: string): Promise<void> {
  const { code, body } = await api.get(path);
  if (code === 200) {
    const ended = { ...(body as object), spec: { finalizers: [] } };
    await api.put(`${path}/finalize`, ended);
  }
}

async function endNamespace(api: Api, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  const maps = `${path}/configmaps`;
  await api.delete(maps);
  const list = await api.get(maps);
  for (const left of list.code === 200 ? names(list.body) : []) {
    await api.merge(`${maps}/${left}`, { metadata: { finalizers: null } });
  }
  await api.delete(path);
  await ((await hasControllers(api)) ? undefined : finalize(api, path));
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
