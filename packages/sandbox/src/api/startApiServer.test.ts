import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ApiServer, ApiServerOptions, startApiServer } from '.';

const admin = { name: 'admin', groups: ['system:masters'], token: 'admin' };
const MAPS = '/api/v1/namespaces/default/configmaps';

interface Item {
  metadata: { name: string; resourceVersion: string; continue?: string };
}

async function call(server: ApiServer, at: string, init: RequestInit = {}) {
  const response = await fetch(server.url + at, {
    ...init,
    headers: { authorization: 'Bearer admin', ...init.headers },
  });
  const body = await response.json();
  return { code: response.status, body };
}

function post(server: ApiServer, at: string, body: object) {
  const headers = { 'content-type': 'application/json' };
  return call(server, at, {
    method: 'POST',
    body: JSON.stringify(body),
    headers,
  });
}

function create(server: ApiServer, name: string) {
  return post(server, MAPS, { metadata: { name } });
}

describe('startApiServer', () => {
  const running: ApiServer[] = [];
  let stateDir: string;

  async function start(options: Partial<ApiServerOptions> = {}) {
    const server = await startApiServer({
      name: 'one',
      users: [admin],
      ...options,
    });
    running.push(server);
    return server;
  }

  beforeEach(() => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-api-'));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.close()));
    fs.rmSync(stateDir, { recursive: true });
  });

  it('keeps its objects over a restart, at higher revisions', async () => {
    const first = await start({ stateDir });
    await create(first, 'kept');
    const { body: before } = await create(first, 'gone');
    await call(first, `${MAPS}/gone`, { method: 'DELETE' });
    await first.close();

    const second = await start({ stateDir });
    const { body: list } = await call(second, MAPS);
    expect(list.items.map(({ metadata }: Item) => metadata.name)).toEqual([
      'kept',
    ]);
    const { body: after } = await create(second, 'new');
    expect(Number(after.metadata.resourceVersion)).toBeGreaterThan(
      Number(before.metadata.resourceVersion),
    );
  });

  it('has everything it answered in its file, as a kill would leave it', async () => {
    const first = await start({ stateDir });
    await create(first, 'kept');
    const copy = path.join(stateDir, 'copy');
    fs.mkdirSync(copy);
    const journal = fs.readFileSync(path.join(stateDir, 'one.jsonl'), 'utf8');
    fs.writeFileSync(path.join(copy, 'one.jsonl'), `${journal}{"revision":9`);

    const second = await start({ stateDir: copy });
    expect((await call(second, `${MAPS}/kept`)).code).toBe(200);
  });

  it('names the line where its file is damaged', async () => {
    fs.writeFileSync(path.join(stateDir, 'one.jsonl'), 'no JSON\n');
    await expect(start({ stateDir })).rejects.toThrow('one.jsonl:1');
  });

  it('keeps definitions and the tokens of service accounts', async () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Cluster',
        names: { plural: 'things', kind: 'Thing' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object' } },
          },
        ],
      },
    };
    const first = await start({ stateDir, crds: [crd] });
    const accounts = '/api/v1/namespaces/default/serviceaccounts';
    await post(first, accounts, { metadata: { name: 'robot' } });
    const { body } = await post(first, `${accounts}/robot/token`, {});
    await first.close();

    const second = await start({ stateDir });
    expect((await call(second, '/apis/example.com/v1/things')).code).toBe(200);
    const headers = { authorization: `Bearer ${body.status.token}` };
    expect((await call(second, '/api', { headers })).code).toBe(200);
  });

  it('says that a watch has to begin anew when its history is gone', async () => {
    const server = await start({ history: 5 });
    const { body: list } = await call(server, MAPS);
    for (let n = 0; n < 20; n += 1) {
      await create(server, `n${n}`);
    }
    const from = list.metadata.resourceVersion;
    const { body: event } = await call(
      server,
      `${MAPS}?watch=true&resourceVersion=${from}`,
    );
    expect(event).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });

  it('offers to go on when the revision of a paged list is gone', async () => {
    const server = await start({ history: 5 });
    await create(server, 'a');
    await create(server, 'b');
    const { body: page } = await call(server, `${MAPS}?limit=1`);
    for (let n = 0; n < 20; n += 1) {
      await create(server, `n${n}`);
    }
    const next = `${MAPS}?limit=1&continue=`;
    const { code, body } = await call(server, next + page.metadata.continue);
    expect({ code, reason: body.reason }).toEqual({
      code: 410,
      reason: 'Expired',
    });
    const { body: rest } = await call(server, next + body.metadata.continue);
    expect(rest.items[0].metadata.name).toBe('b');
  });

  it('says which rules it stores without enforcing them', async () => {
    const server = await start();
    const response = await fetch(
      `${server.url}/api/v1/namespaces/default/resourcequotas`,
      {
        method: 'POST',
        headers: {
          authorization: 'Bearer admin',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ metadata: { name: 'a' }, spec: {} }),
      },
    );
    expect(response.headers.get('warning')).toContain('not enforced');
  });

  it('answers whatever names unknown fields have', async () => {
    const open = { 'x-kubernetes-preserve-unknown-fields': false };
    const schema = { openAPIV3Schema: { type: 'object', ...open } };
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Cluster',
        names: { plural: 'things', kind: 'Thing' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    };
    const server = await start({ crds: [crd] });
    const fields = Array.from({ length: 500 }, (_, n) => [`ä"\n${n}`, 1]);
    const { code } = await post(server, '/apis/example.com/v1/things', {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'a' },
      ...Object.fromEntries(fields),
    });
    expect(code).toBe(201);
  });

  it('refuses to delete the namespaces that a cluster needs', async () => {
    const server = await start();
    const reply = await call(server, '/api/v1/namespaces/kube-system', {
      method: 'DELETE',
    });
    expect(reply.code).toBe(403);
  });

  it('gives each user a kubeconfig, over TLS', async () => {
    const reader = { name: 'reader', groups: [], token: 'reads' };
    const server = await start({ users: [admin, reader] });
    expect(server.kubeconfig('reader')).toContain('token: reads');
    expect(server.kubeconfig()).toContain(server.url.replace('http', 'https'));
    expect(() => server.kubeconfig('nobody')).toThrow('no user nobody');
  });

  it('says when its port is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(start({ name: 'two', port })).rejects.toThrow('EADDRINUSE');
  });
});
